/// The answers to moderators' commands.
extension Sentences {
    // MARK: The threshold

    func threshold(_ amount: String) -> String { texts(.threshold, [.what: amount]) }
    func thresholdSet(_ amount: String) -> String { texts(.thresholdSet, [.what: amount]) }
    func thresholdReset(_ amount: String) -> String { texts(.thresholdReset, [.what: amount]) }

    func thresholdOverrides(_ configured: String) -> String {
        let command = "\(typed(.setthreshold)) \(WishCommand.thresholdReset)"
        return texts(.thresholdOverrides, [.share: configured, .form: texts(.formPlain, [.command: command])])
    }

    /// `order` is what was asked for: a decimal or `reset`.
    func manyChannels(_ count: Int, _ share: String, _ order: String) -> String {
        let word = WishCommand.confirmation
        let form =
            isSlash
            ? texts(.withOption, [.command: slash(.setThreshold), .option: name(of: .setThresholdConfirm)])
            : texts(.formPlain, [.command: "\(typed(.setthreshold)) \(order) \(word)"])
        return texts(.manyChannels, [.share: share, .count: "\(count)", .form: form])
    }

    /// `order` is the command that was given, as it is typed behind the verb.
    func manyChannels(_ count: Int, after order: String) -> String {
        let command = "\(typed(.config)) \(order) \(WishCommand.confirmation)"
        return texts(
            .manyChannelsBySetting, [.count: "\(count)", .form: texts(.formPlain, [.command: command])])
    }

    func quorum(_ needed: Int, of electorate: Int, emoji: String) -> String {
        texts(.quorum, electorate, [.needed: "\(needed)", .emoji: emoji])
    }

    func quorumUnknown(_ why: String) -> String { texts(.quorumUnknown, [.why: why]) }
    var thresholdIsConfigured: String { texts(.thresholdIsConfigured) }

    func thresholdWasSet(by moderator: String, at time: String) -> String {
        texts(.thresholdWasSet, [.moderator: moderator, .time: time])
    }

    // MARK: Granting and removing

    func wishRefused(_ refusal: WishRefusal) -> String {
        switch refusal {
        case .unknown: texts(.refusedUnknown)
        case .otherGuild: texts(.refusedOtherServer)
        case .manifesting: texts(.refusedManifesting)
        case .granted: texts(.refusedGranted)
        case .removed: texts(.refusedRemoved)
        case .deleted: texts(.refusedDeleted)
        case .settled(let state): settled(state)
        case .notYours, .othersVoted, .tooOldToEdit, .notEditable: ownWishRefused(refusal)
        case .unreachable: texts(.refusedUnreachable)
        }
    }

    func granted(_ wish: String) -> String { texts(.granted, [.wish: wish]) }
    func unmarked(_ why: String) -> String { texts(.unmarked, [.why: why]) }
    func unsaid(_ why: String) -> String { texts(.unsaid, [.why: why]) }
    var celebration: String { texts(.celebration) }
    func removed(_ wish: String) -> String { texts(.removed, [.wish: wish]) }
    func removedBefore(_ wish: String) -> String { texts(.removedBefore, [.wish: wish]) }
    var messageDeletedNow: String { texts(.messageDeletedNow) }
    func messageStands(_ why: String) -> String { texts(.messageStands, [.why: why]) }

    // MARK: The moderators' channel

    func stuckNotice(_ wish: String, _ why: String) -> String { texts(.noticeStuck, [.wish: wish, .why: why]) }

    func duplicatesNotice(_ wish: String, _ channels: String) -> String {
        texts(.noticeDuplicates, [.wish: wish, .channels: channels])
    }

    func driftNotice(_ votes: Int) -> String {
        texts(.noticeDrift, [.count: "\(votes)", .form: form(.syncwishes)])
    }

    func missedSummaryNotice(_ due: String, _ why: String) -> String {
        texts(.noticeMissedSummary, [.time: due, .why: why, .form: form(.weeklysummary)])
    }

    func lackNotice(_ lack: Lack) -> String { texts(.noticeLack, [.why: self.lack(lack)]) }
}
