import Discord
import Logging

/// Finds authors' 🗑️ that no event has told of: a sync sees only how many there are under a card.
final class BinnedWishes {
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let ownWishes: OwnWishes
    private let log: Logger
    /// How many others' 🗑️ were under a wish's card: while there are as many, Discord is not asked again.
    private var others = BoundedMap<Int64, Int>(limit: 10_000)

    init(_ parts: SharedParts, ownWishes: OwnWishes) {
        port = parts.port
        guilds = parts.guilds
        log = parts.log
        self.ownWishes = ownWishes
    }

    /// Withdraws those of these wishes whose author has put 🗑️ under the card.
    func check(_ binned: [(wish: Wish, count: Int)], in guild: Snowflake, for work: WorkContext) async {
        for (wish, count) in binned where others[wish.id] != count && wish.authorID != Wish.unknownAuthor {
            do {
                if try await isAuthors(wish, for: work) {
                    await ownWishes.binned(wish.messageID, by: wish.authorID, in: guild, for: work)
                } else {
                    others[wish.id] = count
                }
            } catch {
                log.debug(
                    "Whose 🗑️ is under a wish could not be read; the next sync asks again.",
                    metadata: [
                        "guild": "\(guilds.label(of: guild))", "wish": "\(wish.messageID)", "error": "\(error)",
                    ])
            }
        }
    }

    /// The users are listed by id: the page right before the author's begins with the author, if they are among them.
    private func isAuthors(_ wish: Wish, for work: WorkContext) async throws(PortError) -> Bool {
        guard let channel = wish.channelID else { return false }
        let before = Snowflake(max(wish.authorID.rawValue, 1) - 1)
        for kind in ReactionKind.allCases {
            let page = try await port.serving(work).reactors(
                of: wish.messageID, in: channel, emoji: OwnWishes.bin, kind: kind, after: before)
            if page.contains(where: { $0.id == wish.authorID }) { return true }
        }
        return false
    }
}
