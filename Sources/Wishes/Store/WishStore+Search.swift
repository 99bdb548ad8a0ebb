import Discord
import GRDB

extension WishStore {
    /// The wishes of a guild in which all these words occur, in any order and as a part of other words, newest card first,
    /// and how many there are beyond the limit as well. The first `offset` are left out.
    func search(
        _ text: SearchText, guild: Snowflake, limit: Int, offset: Int = 0
    ) async throws -> (wishes: [Wish], total: Int) {
        try await read { db in
            var found = Wish.filter { $0.guildID == guild }.filter { WishState.listed.contains($0.state) }
            for word in text.words { found = found.filter(sql: "instr(words, ?) > 0", arguments: [word]) }
            let wishes = try found.order { $0.messageID.desc }.limit(limit, offset: offset).fetchAll(db)
            return (wishes, try found.fetchCount(db))
        }
    }
}

extension WishState {
    /// Every state in which a wish is shown to members: not what its author, a moderator or Discord has taken away.
    static let listed = allCases.filter { ![.withdrawn, .removed, .deleted].contains($0) }
}
