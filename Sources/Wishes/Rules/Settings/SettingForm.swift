import Foundation

/// Which values a setting takes.
enum SettingValidity: Sendable, Equatable {
    case channel, channelOrNone, emoji, flag, time, timeZone, threshold
    /// A whole number.
    case number(ClosedRange<Int>)
    /// One of these words.
    case choice([String])
}

/// How a value is written in a command, and read from it.
struct SettingForm<Value: Sendable>: Sendable {
    /// What is valid.
    let validity: SettingValidity
    /// The value of a text; nil when the text is not valid.
    let read: @Sendable (String) -> Value?
    /// The value as it is typed.
    let text: @Sendable (Value) -> String
}

extension SettingForm<String> {
    /// A channel's or category's name or id, or its mention.
    static let channel = SettingForm(validity: .channel, read: channel(_:), text: \.self)

    /// The same, or `none`.
    static let optionalChannel = SettingForm(validity: .channelOrNone) { text in
        text.lowercased() == "none" ? "" : channel(text)
    } text: {
        $0.isEmpty ? "none" : $0
    }

    /// The emoji that counts.
    static let voteEmoji = SettingForm(
        validity: .emoji, read: { SettingText.isVoteEmoji($0) ? $0 : nil }, text: \.self)

    private static func channel(_ text: String) -> String? {
        if let mention = text.wholeMatch(of: /<#([1-9][0-9]{0,19})>/) { return String(mention.1) }
        return SettingText.isNameOrID(text) ? text : nil
    }
}

extension SettingForm<Bool> {
    /// On or off.
    static let flag = SettingForm(validity: .flag) { text in
        switch text.lowercased() {
        case "on", "true", "yes": true
        case "off", "false", "no": false
        default: nil
        }
    } text: {
        $0 ? "on" : "off"
    }
}

extension SettingForm<Int> {
    /// A whole number within bounds.
    static func whole(_ range: ClosedRange<Int>) -> SettingForm {
        SettingForm(validity: .number(range)) { text in
            guard text.utf8.count <= 7, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
            return Int(text).flatMap { range.contains($0) ? $0 : nil }
        } text: {
            "\($0)"
        }
    }
}

extension SettingForm<Duration> {
    /// Whole seconds within bounds.
    static func seconds(_ range: ClosedRange<Int>) -> SettingForm {
        let whole = SettingForm<Int>.whole(range)
        return SettingForm(validity: whole.validity) { text in
            whole.read(text).map { .seconds($0) }
        } text: {
            "\($0.components.seconds)"
        }
    }
}

extension SettingForm<WeeklySchedule.TimeOfDay> {
    /// A time of day.
    static let timeOfDay = SettingForm(
        validity: .time, read: { WeeklySchedule.TimeOfDay($0) }, text: \.text)
}

extension SettingForm<TimeZone> {
    /// A time zone by its name in the IANA data base.
    static let timeZone = SettingForm(
        validity: .timeZone, read: { TimeZoneDatabase.system.zone(named: $0) },
        text: { $0 == .gmt ? "UTC" : $0.identifier })
}

extension SettingForm where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
    /// One of an enumeration's words.
    static var choice: SettingForm {
        SettingForm(validity: .choice(Value.allCases.map(\.rawValue))) { text in
            Value(rawValue: text.lowercased())
        } text: {
            $0.rawValue
        }
    }
}

extension WeeklySchedule.TimeOfDay {
    /// As it is typed: `09:05`.
    fileprivate var text: String {
        (hour < 10 ? "0" : "") + "\(hour)" + (minute < 10 ? ":0" : ":") + "\(minute)"
    }
}

extension SettingForm<Language?> {
    /// A language, or `auto` for the one that the guild prefers on Discord.
    static let language = SettingForm(validity: .choice(["auto"] + Language.allCases.map(\.rawValue))) { text in
        let text = text.lowercased()
        if text == "auto" { return .some(nil) }
        return Language(rawValue: text).map { .some($0) }
    } text: {
        $0?.rawValue ?? "auto"
    }
}

extension SettingForm<ElectorateRule> {
    private static let rolePrefix = "role "

    /// Whose votes count: `members`, `channel`, or `role` with the role's name or id.
    static let electorate = SettingForm(validity: .choice(["members", "channel", rolePrefix + "NAME"])) { text in
        switch text.lowercased() {
        case "members": return .members
        case "channel": return .channel
        case let word where word.hasPrefix(rolePrefix):
            let name = text.dropFirst(rolePrefix.count).trimmingCharacters(in: .whitespaces)
            let mentioned = name.wholeMatch(of: /<@&([1-9][0-9]{0,19})>/).map { String($0.1) }
            return SettingText.isNameOrID(name) ? .role(mentioned ?? name) : nil
        default: return nil
        }
    } text: { rule in
        switch rule {
        case .members: "members"
        case .channel: "channel"
        case .role(let name): rolePrefix + name
        }
    }
}
