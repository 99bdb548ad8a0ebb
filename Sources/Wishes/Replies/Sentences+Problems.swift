import Discord

/// What a sync has met and what the bot lacks, for moderators. `place` writes a channel: as a mention, or by its name where
/// Discord renders no mentions.
extension Sentences {
    func problem(_ problem: SyncProblem, place: (Snowflake) -> String = { "<#\($0)>" }) -> String {
        switch problem {
        case .guildUnavailable: texts(.syncServerUnavailable)
        case .syncUnderWay: texts(.syncUnderWay)
        case .interrupted: texts(.syncInterrupted)
        case .database: trouble(.storage)
        case .channelForbidden(let channel, _): trouble(.lacking(.viewChannel, in: channel), place: place)
        case .channelDeleted(let channel, _): texts(.syncChannelDeleted, [.name: place(channel)])
        case .channelUnreadable(let channel, _): texts(.syncChannelUnreadable, [.name: place(channel)])
        case .messagesUnreadable(let channel): texts(.syncMessagesUnreadable, [.name: place(channel)])
        case .channelUnknown: texts(.syncChannelUnknown)
        case .noSuggestionsChannel(let absence): self.absence(absence)
        case .importedWithoutChannel(let channel, _):
            texts(.syncImportedElsewhere, [.name: place(channel), .command: typed(.removewish)])
        case .membersUnlisted(_, let why): texts(.syncMembersUnlisted) + ": " + trouble(why, place: place)
        }
    }

    private func absence(_ absence: SuggestionsChannel.Absence) -> String {
        switch absence {
        case .noSuchChannel(let name), .mistyped(let name, _):
            texts(.syncNoSuggestionsChannel, [.name: InertText.line(name, limit: 100)])
        case .wrongType(let name): texts(.syncChannelIsNoText, [.name: InertText.line(name, limit: 100)])
        }
    }

    func unknownCards(_ cards: UnknownCards) -> String { texts(.syncUnknownCards, [.count: "\(cards.count)"]) }

    func lack(_ lack: Lack) -> String {
        switch lack {
        case .permissions(let missing, let channel):
            let names = missing.map { texts($0.phrase) }.joined(separator: ", ")
            return texts(.troubleLackingIn, [.permission: names, .name: "<#\(channel)>"])
        case .suggestionsChannel(let absence): return self.absence(absence)
        case .category(let name): return refusal(.noCategory(name))
        case .categoryFull: return refusal(.categoryFull)
        case .serverFull: return refusal(.guildFull)
        case .moderatorsChannel(let name):
            return texts(.lackModeratorsChannel, [.name: InertText.line(name, limit: 100)])
        case .role(let name): return texts(.lackRole, [.name: InertText.line(name, limit: 100)])
        }
    }

    /// Why the channel of a wish cannot be made.
    func refusal(_ refusal: ManifestationRefusal) -> String {
        switch refusal {
        case .forbidden(_, let why), .other(_, let why): trouble(why)
        case .guildFull: texts(.whyServerFull)
        case .categoryFull: texts(.whyCategoryFull)
        case .bannedWord: texts(.whyBannedWord)
        case .noCategory(let name): texts(.whyNoCategory, [.name: InertText.line(name, limit: 100)])
        case .nameTaken(let channel): texts(.whyNameTaken, [.channel: "<#\(channel)>"])
        case .nameReserved(let word): texts(.wordReserved, [.word: InertText.line(word, limit: 100)])
        case .unprovedChannel(let channel): texts(.whyUnprovedChannel, [.channel: "<#\(channel)>"])
        }
    }
}
