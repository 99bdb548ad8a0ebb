import Discord
import Foundation
import Wishes

extension ValueRule<String> {
    /// A file's path: not empty, no control characters, no `~`, which only shells understand.
    static let path = ValueRule.text("a path, absolute or relative to this file's folder") { text in
        text.hasPrefix("~") ? "~ means nothing here, write the folder out" : nil
    } where: { text in
        SettingText.isPrintable(text) && !text.hasPrefix("~")
    }

    /// A path, and not the token itself.
    static let tokenPath = ValueRule { node, place, mistakes in
        guard case .string(let text) = node.value, SecretShape.matches(text) else {
            return path.read(node, place, &mistakes)
        }
        mistakes.add(
            place, at: node.position, found: "found what looks like the token itself",
            valid: "put it alone into a file that only the bot can read, and that file's path here")
        return nil
    }

    /// The prefix of commands.
    static let prefix = ValueRule.text("a text of 1 to 10 characters without white space", where: SettingText.isPrefix)

    /// A channel's, category's or role's name or id.
    static let nameOrID = ValueRule(valid: "a name or an id, as text of 1 to 100 characters") { value in
        if case .number = value { "ids stand in double quotes" } else { nil }
    } parse: { value in
        guard case .string(let text) = value, SettingText.isNameOrID(text) else { return nil }
        return text
    }

    /// The same, or an empty text for none.
    static let nameOrIDOrNothing = ValueRule { node, place, mistakes in
        if case .string("") = node.value { "" } else { nameOrID.read(node, place, &mistakes) }
    }

    /// A word that the name of a wished channel may not be, or not begin with.
    static let channelWord = ValueRule.text("a text of 1 to 100 characters", where: SettingText.isNameOrID)

    /// An emoji: itself, or a custom one as `name:id` or `<:name:id>`.
    static let emoji = ValueRule.text("one emoji, or a custom one as name:id") { text in
        text.hasPrefix(":") && text.hasSuffix(":") ? "write the emoji itself" : nil
    } where: { text in
        SettingText.isVoteEmoji(text)
    }

    /// The base URL of Discord's API. A trailing slash is dropped.
    static let apiAddress = ValueRule { node, path, mistakes in
        guard case .string(let text) = node.value, let address = APIAddress.parse(text) else {
            var found = PrintableText.naming(node.value)
            // The part before an @ may be a password.
            if case .string(let text) = node.value, text.contains("@") { found = "an address with an @" }
            mistakes.add(path, at: node.position, found: "found \(found)", valid: "valid is \(APIAddress.valid)")
            return nil
        }
        return address
    }
}

extension ValueRule<QuorumRule> {
    /// A share of those who may vote, kept in basis points (0.67 is 6700).
    static let threshold = ValueRule(valid: "a number from 0.10 to 1.00 with at most four decimals") { value in
        switch value {
        case .string(let text) where Threshold.basisPoints(text) != nil: "without the quotes"
        case .number(let literal): Int(literal).flatMap { $0 > 1 && $0 <= 100 ? "a share, not percent" : nil }
        default: nil
        }
    } parse: { value in
        guard case .number(let literal) = value else { return nil }
        return Threshold.basisPoints(literal).map { .share(basisPoints: $0) }
    }

    /// A number of votes.
    static let votes = ValueRule { node, place, mistakes in
        ValueRule<Int>.whole(QuorumRule.numbers).read(node, place, &mistakes).map { .votes($0) }
    }
}

extension ValueRule<ElectorateRule> {
    /// Whose votes count.
    static let electorate = ValueRule { node, place, mistakes in
        if case .object(let members) = node.value, members.count == 1, let role = members.first, role.key == "role" {
            return ValueRule<String>.nameOrID.read(role.node, place.key("role"), &mistakes).map { .role($0) }
        }
        switch node.value {
        case .string("members"): return .members
        case .string("channel"): return .channel
        default:
            mistakes.add(
                place, at: node.position, found: "found \(PrintableText.naming(node.value))",
                valid: "valid is \"members\", \"channel\" or {\"role\": a name or an id}")
            return nil
        }
    }
}

extension ValueRule<Int> {
    /// A whole number within bounds.
    static func whole(_ range: ClosedRange<Int>) -> ValueRule {
        ValueRule(valid: "a whole number from \(range.lowerBound) to \(range.upperBound)") { value in
            guard case .number(let literal) = value, let number = Int(literal), range.contains(number) else {
                return nil
            }
            return number
        }
    }
}

extension ValueRule<Duration> {
    /// Whole seconds within bounds.
    static func seconds(_ range: ClosedRange<Int>) -> ValueRule { whole("seconds", of: 1, range) }
    /// Whole minutes within bounds.
    static func minutes(_ range: ClosedRange<Int>) -> ValueRule { whole("minutes", of: 60, range) }
    /// Whole hours within bounds.
    static func hours(_ range: ClosedRange<Int>) -> ValueRule { whole("hours", of: 3_600, range) }
    /// Whole days within bounds.
    static func days(_ range: ClosedRange<Int>) -> ValueRule { whole("days", of: 86_400, range) }

    private static func whole(_ unit: String, of seconds: Int, _ range: ClosedRange<Int>) -> ValueRule {
        ValueRule(valid: "a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)") { value in
            guard case .number(let literal) = value, let number = Int(literal), range.contains(number) else {
                return nil
            }
            return .seconds(number * seconds)
        }
    }
}

extension ValueRule<MetricsAddress> {
    /// Where to listen.
    static let metricsAddress = ValueRule(valid: MetricsAddress.valid) { value in
        switch value {
        case .number: "write \"127.0.0.1:9464\""
        case .string(let text) where text.hasPrefix("localhost"): "names are not looked up, write 127.0.0.1 or [::1]"
        case .string(let text) where text.hasPrefix(":"): "write the address as well"
        case .string(let text) where text.hasPrefix("unix:"): "an absolute path of at most 107 bytes"
        default: nil
        }
    } parse: { value in
        guard case .string(let text) = value else { return nil }
        return MetricsAddress(text)
    }
}

extension ValueRule<Language?> {
    /// A language, or the server's own.
    static let languageOrAuto = ValueRule(
        valid: "one of auto, " + Language.allCases.map(\.rawValue).joined(separator: ", ")
    ) { value in
        guard case .string(let text) = value else { return nil }
        return text == "auto" ? .some(nil) : Language(rawValue: text).map(Optional.some)
    }
}

extension ValueRule<Bool> {
    /// On or off.
    static let flag = ValueRule(valid: "true or false") { value in
        if case .string(let text) = value, ["true", "false"].contains(text) { "without the quotes" } else { nil }
    } parse: { value in
        if case .bool(let flag) = value { flag } else { nil }
    }
}

extension ValueRule<WeeklySchedule.TimeOfDay> {
    /// A time of day.
    static let timeOfDay = ValueRule(valid: "a time from \"00:00\" to \"23:59\"") { value in
        guard case .string(let text) = value else { return nil }
        return WeeklySchedule.TimeOfDay(text)
    }
}

extension ValueRule<TimeZone> {
    /// A time zone by its name in the IANA data base.
    static let timeZone = timeZone(in: .system)

    /// A time zone by its name in a data base.
    static func timeZone(in database: TimeZoneDatabase) -> ValueRule {
        ValueRule(valid: "a time zone's name, such as \"UTC\" or \"Europe/Berlin\"") { value in
            guard case .string(let text) = value else { return nil }
            guard database.exists else {
                return "this system has no time zone data at \(database.folder); install the package tzdata, "
                    + "or write \"UTC\""
            }
            return KeyLikeness.nearest(to: text, among: database.names).map { "did you mean \($0)?" }
        } parse: { value in
            guard case .string(let text) = value else { return nil }
            return database.zone(named: text)
        }
    }
}

/// The rule for the API's address.
enum APIAddress {
    /// The rule in words.
    static let valid = "an https:// address (http:// only for localhost, 127.x.x.x or [::1]), without user, query or #"

    /// The address without a slash at its end; nil when the token should not be sent there.
    static func parse(_ text: String) -> String? {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.contains("\\"),
            let parts = URLComponents(string: text, encodingInvalidCharacters: false),
            let scheme = parts.scheme?.lowercased(), let host = parts.plainHost,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
            // An empty port is legal (RFC 3986 §3.2.3), but always a mistake here.
            text.range(of: host + ":/") == nil, !text.hasSuffix(host + ":"),
            // Not `port`, which is nil for a number too large.
            parts.rangeOfPort.map({ UInt16(text[$0]) ?? 0 > 0 }) ?? true
        else { return nil }
        guard scheme == "https" || scheme == "http" && Loopback.contains(host) else { return nil }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
