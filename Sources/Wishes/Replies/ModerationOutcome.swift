/// Why a wish can be neither granted nor removed.
enum WishRefusal: Error, Sendable, Equatable {
    /// No wish of this guild.
    case unknown
    /// The link leads to another guild.
    case otherGuild
    /// Its channel is being made.
    case manifesting
    /// It has come true already.
    case granted
    /// A moderator removed it.
    case removed
    /// Its message is gone.
    case deleted
    /// Discord did not answer.
    case unreachable

    /// What a state stands in the way with; nil for none.
    init?(_ state: WishState) {
        switch state {
        case .active: return nil
        case .manifesting: self = .manifesting
        case .granted: self = .granted
        case .removed: self = .removed
        case .deleted: self = .deleted
        }
    }
}

/// What became of a removed wish's message.
enum MessageRemoval: Sendable, Equatable {
    /// Deleted.
    case deleted
    /// It was gone before, perhaps with its channel, or nobody knows where it stands.
    case gone
    /// The bot may not; the message stands.
    case forbidden
    /// It stands for another reason, in plain words.
    case failed(String)
}

extension Replies {
    /// Nothing was changed.
    func wishRefused(_ refusal: WishRefusal) -> String { sentences.wishRefused(refusal) }

    /// A wish was granted by hand. What could not be done besides is said with its reason.
    func granted(_ wish: Wish, unmarked: String?, unsaid: String?) -> String {
        let problems = [unmarked.map { sentences.unmarked(plain($0)) }, unsaid.map { sentences.unsaid(plain($0)) }]
        return ([sentences.granted(subject(wish))] + problems.compactMap(\.self)).joined(separator: " ")
    }

    /// What stands under a wish that was granted by hand.
    func celebration(notes: String) -> String {
        let notes = InertText.block(notes, limit: 1_500, maxLines: 10)
        return notes.isEmpty ? sentences.celebration : sentences.celebration + "\n" + notes
    }

    /// A wish was removed, now or before.
    func removed(_ wish: Wish, _ message: MessageRemoval, wasRemoved: Bool) -> String {
        let fact = wasRemoved ? sentences.removedBefore(subject(wish)) : sentences.removed(subject(wish))
        switch message {
        case .gone: return fact
        case .deleted: return wasRemoved ? fact + " " + sentences.messageDeletedNow : fact
        case .forbidden: return fact + " " + sentences.messageStands(sentences.mayNotDelete)
        case .failed(let why): return fact + " " + sentences.messageStands(plain(why))
        }
    }

    private func subject(_ wish: Wish) -> String {
        "“" + InertText.label((wish.channelName.map { "#\($0) — " } ?? "") + wish.text, limit: 120) + "”"
    }

    private func plain(_ reason: String) -> String { InertText.line(reason, limit: 300) }
}
