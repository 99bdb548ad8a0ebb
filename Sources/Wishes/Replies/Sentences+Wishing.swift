/// Answers to whoever wishes.
extension Sentences {
    func wished(_ link: String) -> String { texts(.wished, [.link: link]) }
    func wishFailed(_ why: String) -> String { texts(.wishFailed, [.why: why]) }
    func wishDoubtful() -> String { texts(.wishDoubtful) }
    func handedBack(_ time: String) -> String { texts(.handedBack, [.time: time]) }
    var interrupted: String { texts(.interrupted) }
    var notADreamer: String { texts(.notADreamer) }
    var notAModerator: String { texts(.notAModerator) }

    func pictureRefused(_ flaw: PictureFlaw) -> String {
        switch flaw {
        case .noPicture: texts(.attachmentsNotKept)
        case .several: texts(.picturesNotKept)
        case .tooLarge: texts(.pictureTooLarge, [.count: "\(Pictures.largest >> 20)"])
        case .unreachable, .gone: texts(.pictureUnreachable)
        }
    }

    func wrongChannel(_ channel: String?) -> String {
        texts(.wrongChannel, [.channel: channel ?? texts(.suggestionsChannel)])
    }

    var suggestionsUnseen: String { texts(.suggestionsUnseen) }
    func suggestionsReadOnly(_ channel: String) -> String { texts(.suggestionsReadOnly, [.channel: channel]) }

    func noSuggestionsChannel(_ name: String) -> String { texts(.noSuggestionsChannel, [.name: name]) }
    func suggestionsChannelIsNoText(_ name: String) -> String { texts(.suggestionsChannelIsNoText, [.name: name]) }

    func suggestionsChannelMistyped(_ name: String, before: String) -> String {
        texts(.suggestionsChannelMistyped, [.name: name, .channel: before])
    }

    // MARK: Names of channels

    func channelExists(_ channel: String) -> String { texts(.channelExists, [.channel: channel]) }
    func channelNameRefused(_ why: String) -> String { texts(.channelNameRefused, [.why: why]) }

    func flaw(_ flaw: ChannelName.Flaw) -> String {
        switch flaw {
        case .empty: texts(.channelNameEmpty)
        case .tooLong(let units): texts(.channelNameTooLong, [.count: "\(units)"])
        case .reserved(let word): texts(.wordReserved, [.word: word])
        }
    }

    // MARK: Quotas

    /// `name` is that of a channel; nil for other wishes.
    func alreadyWished(_ name: String?, link: String?) -> String {
        let place = link.map { ": \($0)" } ?? ""
        guard let name else { return texts(.alreadyWished, [.place: place]) }
        return texts(.channelAlreadyWished, [.name: name, .place: place])
    }

    func tooManyWishes(ofMember count: Int) -> String { texts(.tooManyOfMember, count) }
    func tooManyWishes(ofGuild count: Int) -> String { texts(.tooManyOfServer, count) }
    func tooSoon(_ seconds: Int) -> String { texts(.tooSoon, seconds) }
}
