import Discord

extension WishStore {
    /// The wish of a guild that is meant. Throws: `WishRefusal` when there is none; one of another guild is unknown here,
    /// because it must not be disclosed.
    func wish(_ reference: WishReference, in guild: Snowflake) async throws -> Wish {
        let found: Wish?
        switch reference {
        case .message(let message): found = try await wish(message: message)
        case .card(let card): found = try await wish(card: card)
        case .link(let linked, let message):
            guard linked == guild else { throw WishRefusal.otherGuild }
            found = try await wish(message: message)
        }
        guard let found, found.guildID == guild else { throw WishRefusal.unknown }
        return found
    }
}
