import Discord

/// Finds the wish that a member names, and where its card is.
final class WishFinding {
    private let store: WishStore
    private let guilds: KnownGuilds

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
    }

    /// The wish of a guild that is meant. One of another guild is unknown here: it must not be disclosed.
    ///
    /// Throws: `WishRefusal` when there is none, `DatabaseError`.
    func wish(_ reference: WishReference, in guild: Snowflake) async throws -> Wish {
        let wish: Wish?
        switch reference {
        case .message(let message): wish = try await store.wish(message: message)
        case .card(let card): wish = try await store.wish(card: card)
        case .link(let linked, let message):
            guard linked == guild else { throw WishRefusal.otherGuild }
            wish = try await store.wish(message: message)
        }
        guard let wish, wish.guildID == guild else { throw WishRefusal.unknown }
        return wish
    }

    /// The same, if this transition is possible for it now. Throws: `WishRefusal`, `DatabaseError`.
    func wish(
        _ reference: WishReference, in guild: Snowflake, for transition: WishTransition
    ) async throws -> Wish {
        let wish = try await wish(reference, in: guild)
        if let refusal = WishRefusal(wish.state, transition) { throw refusal }
        return wish
    }

    /// Why a transition was not possible: the state that the wish is in by now. Throws: `DatabaseError`.
    func refusal(of wish: Wish) async throws -> WishRefusal {
        try await store.wishes(ids: [wish.id]).first.map { WishRefusal($0.state) } ?? .unknown
    }

    /// The channel of the card; an imported wish may not know it, then it is looked for where wishes are made. Throws:
    /// `DatabaseError`.
    func channel(of wish: Wish) async throws -> Snowflake? {
        if let channel = wish.channelID { return channel }
        return try await guilds.suggestionsChannel(of: wish.guildID)
    }
}
