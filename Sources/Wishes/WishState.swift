/// Where a wish is in its life.
package enum WishState: String, Sendable, CaseIterable, Codable {
    /// Votes count.
    case active
    /// Votes count, and the moderators mean to fulfil it.
    case planned
    /// Its channel is being made.
    case manifesting
    /// Fulfilled: by a channel, or by a moderator.
    case granted
    /// What was wished for exists now, as a moderator says.
    case done
    /// A moderator has said no, with a reason.
    case declined
    /// Its author has taken it back.
    case withdrawn
    /// It was open for longer than the guild allows.
    case expired
    /// Removed by a moderator.
    case removed
    /// Its message was deleted.
    case deleted
}

extension WishState {
    /// Votes count, and a channel wish gets its channel at its quorum.
    static let collecting: [WishState] = [.active, .planned]
    /// Not ended: collecting votes, or its channel is being made. Such wishes count for quotas and forbid doubles.
    static let open = collecting + [.manifesting]
    /// Wishes that came true, by a channel, a moderator, or otherwise.
    static let fulfilled: [WishState] = [.granted, .done]

    /// `open` for the text of a query, spelled as in the indices.
    static let openInSQL = "('active', 'planned', 'manifesting')"
    /// `collecting` for the text of a query.
    static let collectingInSQL = "('active', 'planned')"

    /// Whether votes count.
    var collectsVotes: Bool { Self.collecting.contains(self) }
    /// Whether it has not ended.
    var isOpen: Bool { Self.open.contains(self) }

    /// What a card and a list show for it, in every language. `CardReader` reads the state of a card by it.
    var symbol: String {
        switch self {
        case .active: "🔹"
        case .planned: "📌"
        case .manifesting: "⏳"
        case .granted: "✅"
        case .done: "🏁"
        case .declined: "🚫"
        case .withdrawn: "↩️"
        case .expired: "⌛"
        case .removed, .deleted: "🗑️"
        }
    }
}

/// The transitions that exist. The store applies each only to a wish in one of its `origins`.
package enum WishTransition: Sendable, Equatable, CaseIterable {
    /// Quorum is reached and confirmed; the channel will be made.
    case claim
    /// The channel exists.
    case manifest
    /// The channel could not be made for now: back to where it was before the claim.
    case release
    /// A moderator granted it.
    case grant
    /// A moderator means to fulfil it.
    case plan
    /// A moderator said no.
    case decline
    /// What was wished for exists now, as a moderator says.
    case finish
    /// Its author took it back.
    case withdraw
    /// It was open for too long.
    case expire
    /// A moderator removed it.
    case remove
    /// The message was deleted.
    case delete

    /// The states it leaves.
    var origins: [WishState] {
        switch self {
        case .claim, .grant, .decline, .withdraw: WishState.collecting
        case .plan, .expire: [.active]
        case .finish: WishState.collecting + [.granted]
        case .manifest, .release: [.manifesting]
        case .remove: WishState.collecting + [.granted, .done, .declined, .withdrawn, .expired]
        case .delete: WishState.open + [.granted, .done, .declined, .withdrawn, .expired]
        }
    }

    /// The state it enters; nil for `release`, which goes back.
    var target: WishState? {
        switch self {
        case .claim: .manifesting
        case .manifest, .grant: .granted
        case .release: nil
        case .plan: .planned
        case .decline: .declined
        case .finish: .done
        case .withdraw: .withdrawn
        case .expire: .expired
        case .remove: .removed
        case .delete: .deleted
        }
    }
}
