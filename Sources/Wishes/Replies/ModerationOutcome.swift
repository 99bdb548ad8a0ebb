/// Why a wish cannot be changed.
enum WishRefusal: Error, Sendable, Equatable {
    /// This guild has no such wish.
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
    /// It is in another state that does not allow it.
    case settled(WishState)
    /// Only its author may do that.
    case notYours
    /// Others have voted for it, so its text stays.
    case othersVoted
    /// It was made too long ago to be edited; the time that the server allows.
    case tooOldToEdit(minutes: Int)
    /// Its card is not the bot's own, or it is not known where that is.
    case notEditable
    /// Discord did not answer.
    case unreachable

    /// The refusal of a transition for a wish in this state; nil when it is possible.
    init?(_ state: WishState, _ transition: WishTransition) {
        guard !transition.origins.contains(state) else { return nil }
        self.init(state)
    }

    /// The refusal for a wish in this state.
    init(_ state: WishState) {
        switch state {
        case .active, .planned, .done, .declined, .withdrawn, .expired: self = .settled(state)
        case .manifesting: self = .manifesting
        case .granted: self = .granted
        case .removed: self = .removed
        case .deleted: self = .deleted
        }
    }
}

/// What happened to the message of a removed wish.
enum MessageRemoval: Sendable, Equatable {
    /// Deleted.
    case deleted
    /// It was gone before, perhaps with its channel, or its channel is not known.
    case gone
    /// The message still exists, and why.
    case failed(Trouble)
}

extension Replies {
    /// The wish was not changed, for this reason.
    func wishRefused(_ refusal: WishRefusal) -> String { sentences.wishRefused(refusal) }

    /// A wish was granted by hand; `unmarked` is why the ✅ is missing, `unsaid` why the answer under the wish is.
    func granted(_ wish: Wish, unmarked: Trouble?, unsaid: Trouble?) -> String {
        let problems = [
            unmarked.map { sentences.unmarked(sentences.trouble($0)) },
            unsaid.map { sentences.unsaid(sentences.trouble($0)) },
        ]
        return ([sentences.granted(subject(wish))] + problems.compactMap(\.self)).joined(separator: " ")
    }

    /// The answer under a wish that was granted by hand.
    func celebration(notes: String) -> String {
        let notes = InertText.block(notes, limit: 1_500, maxLines: 10)
        return notes.isEmpty ? sentences.celebration : sentences.celebration + "\n" + notes
    }

    /// A wish was removed, just now or earlier.
    func removed(_ wish: Wish, _ message: MessageRemoval, wasRemoved: Bool) -> String {
        let fact = wasRemoved ? sentences.removedBefore(subject(wish)) : sentences.removed(subject(wish))
        switch message {
        case .gone: return fact
        case .deleted: return wasRemoved ? fact + " " + sentences.messageDeletedNow : fact
        case .failed(let why): return fact + " " + sentences.messageStands(sentences.trouble(why))
        }
    }

    /// A wish by its own words, inside a sentence.
    func subject(_ wish: Wish) -> String {
        "“" + InertText.label((wish.channelName.map { "#\($0) — " } ?? "") + wish.text, limit: 120) + "”"
    }
}
