/// The states of a wish, on its card and in answers.
extension Sentences {
    // MARK: Cards

    /// What the card says of a state; nil for an active wish, which only asks for votes. `actor` is who decided it, if
    /// that is known.
    func state(_ state: WishState, by actor: String?, channel: String?) -> String? {
        switch state {
        case .active: nil
        case .planned: said(.statePlanned, .statePlannedBy, actor)
        case .manifesting: texts(.stateManifesting)
        case .granted:
            channel.map { texts(.stateCameTrue, [.channel: $0]) } ?? said(.stateGranted, .stateGrantedBy, actor)
        case .done: said(.stateDone, .stateDoneBy, actor)
        case .declined: said(.stateDeclined, .stateDeclinedBy, actor)
        case .withdrawn: texts(.stateWithdrawn)
        case .expired: texts(.stateExpired)
        case .removed: said(.stateRemoved, .stateRemovedBy, actor)
        case .deleted: texts(.stateDeleted)
        }
    }

    private func said(_ alone: Phrase, _ by: Phrase, _ actor: String?) -> String {
        actor.map { texts(by, [.moderator: $0]) } ?? texts(alone)
    }

    /// The heading over what a moderator said about a state. `CardReader` recognises it.
    func noteHeading(_ state: WishState) -> String { texts(state == .declined ? .reasonHeading : .noteHeading) }

    // MARK: Verdicts

    /// The words for a verdict under the wish.
    func news(_ verdict: Verdict) -> String {
        switch verdict {
        case .planned: texts(.newsPlanned)
        case .declined: texts(.newsDeclined)
        case .done: texts(.newsDone)
        }
    }

    var removedNews: String { texts(.newsRemoved) }
    func expiredNews(_ days: Int) -> String { texts(.newsExpired, days) }

    /// The answer to the moderator.
    func verdict(_ verdict: Verdict, _ wish: String) -> String {
        switch verdict {
        case .planned: texts(.verdictPlanned, [.wish: wish])
        case .declined: texts(.verdictDeclined, [.wish: wish])
        case .done: texts(.verdictDone, [.wish: wish])
        }
    }

    var cardLater: String { texts(.cardLater) }
    func cardUnchanged(_ why: String) -> String { texts(.cardUnchanged, [.why: why]) }

    /// The words of a direct message before the news.
    func directLead(_ wish: String, server: String) -> String { texts(.directLead, [.wish: wish, .name: server]) }

    /// Why nothing can be done with a wish in one of the later states.
    func settled(_ state: WishState) -> String {
        switch state {
        case .planned: texts(.refusedPlanned)
        case .done: texts(.refusedDone)
        case .declined: texts(.refusedDeclined)
        case .withdrawn: texts(.refusedWithdrawn)
        case .expired: texts(.refusedExpired)
        case .active, .manifesting, .granted, .removed, .deleted: texts(.refusedNow)
        }
    }

    // MARK: Forms

    func formTitle(_ act: WishForm.Act) -> String {
        switch act {
        case .grant: texts(.formTitleGrant)
        case .decline: texts(.formTitleDecline)
        case .remove: texts(.formTitleRemove)
        }
    }

    /// The label of the one field of a form.
    func formLabel(_ act: WishForm.Act) -> String {
        switch act {
        case .grant: texts(.formLabelGrant)
        case .decline: texts(.formLabelDecline)
        case .remove: texts(.formLabelRemove)
        }
    }

    /// What the field is for.
    func formHint(_ act: WishForm.Act) -> String {
        switch act {
        case .grant: texts(.formHintGrant)
        case .decline: texts(.formHintDecline)
        case .remove: texts(.formHintRemove)
        }
    }

    var unknownForm: String { texts(.unknownForm) }

    // MARK: One's own wishes

    func withdrawn(_ wish: String) -> String { texts(.withdrawn, [.wish: wish]) }
    var edited: String { texts(.edited) }
    var ownWishesTitle: String { texts(.ownWishesTitle) }

    var noOwnWishes: String { texts(.noOwnWishes, [.form: texts(.formPlain, [.command: typed(.wish)])]) }

    /// The small print under the list: what can be done with the wishes, and how many are not shown.
    func ownWishesHint(shown: Int, total: Int) -> String {
        let hint = texts(.ownWishesHint, [.command: typed(.withdraw)])
        return total > shown ? hint + " · " + texts(.shownOf, [.count: "\(shown)", .total: "\(total)"]) : hint
    }

    func ownWishRefused(_ refusal: WishRefusal) -> String {
        switch refusal {
        case .notYours: texts(.refusedNotYours)
        case .othersVoted: texts(.refusedOthersVoted)
        case .tooOldToEdit(minutes: 0): texts(.refusedNoEditing)
        case .tooOldToEdit(let minutes): texts(.refusedTooOld, minutes)
        default: texts(.refusedNoCard)
        }
    }
}
