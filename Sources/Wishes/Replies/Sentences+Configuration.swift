import Foundation

/// The answers of `!config`.
extension Sentences {
    var settingsTitle: String { texts(.settingsTitle) }
    var settingsHint: String { texts(.settingsHint, [.command: typed(.config)]) }

    func settingOrigin(_ configured: String, by manager: String, at time: Date) -> String {
        texts(
            .settingOrigin,
            [.moderator: manager, .time: "<t:\(Int(time.timeIntervalSince1970)):R>", .word: configured])
    }

    var notAManager: String { texts(.notAManager) }
    var setAllTheSame: String { texts(.setAllTheSame) }

    func unknownSetting(_ name: String, nearest: String?) -> String {
        if let nearest { return texts(.unknownSettingNear, [.word: name, .name: nearest]) }
        return texts(.unknownSetting, [.word: name, .form: texts(.formPlain, [.command: "\(typed(.config)) show"])])
    }

    func settingInvalid(_ name: String, _ validity: SettingValidity) -> String {
        texts(.settingInvalid, [.name: name, .why: words(for: validity)])
    }

    private func words(for validity: SettingValidity) -> String {
        switch validity {
        case .channel: texts(.validChannel)
        case .channelOrNone: texts(.validChannelOrNone)
        case .emoji: texts(.validEmoji)
        case .flag: texts(.validFlag)
        case .time: texts(.validTime)
        case .timeZone: texts(.validTimeZone)
        case .threshold: texts(.problemThreshold)
        case .number(let range): texts(.validNumber, [.count: "\(range.lowerBound)", .total: "\(range.upperBound)"])
        case .choice(let words): texts(.validChoice, [.commands: list(words)])
        }
    }

    /// One of the two settings for what the votes must reach is set in place of the other.
    func thresholdReplaced(_ setting: QuorumRule.Setting, instead other: QuorumRule.Setting) -> String {
        texts(.thresholdReplaced, [.name: setting.rawValue, .option: other.rawValue])
    }

    private func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    func noTextChannel(_ name: String) -> String { texts(.noTextChannel, [.word: name]) }
    func noCategory(_ name: String) -> String { texts(.noCategory, [.word: name]) }

    func settingSet(_ name: String, to value: String, configured: String) -> String {
        let way = texts(.formPlain, [.command: "\(typed(.config)) reset \(name)"])
        return texts(.settingSet, [.name: name, .word: value, .what: configured, .form: way])
    }

    func settingReset(_ name: String, configured: String) -> String {
        texts(.settingReset, [.name: name, .word: configured])
    }

    func settingNotSet(_ name: String, configured: String) -> String {
        texts(.settingNotSet, [.name: name, .word: configured])
    }
}
