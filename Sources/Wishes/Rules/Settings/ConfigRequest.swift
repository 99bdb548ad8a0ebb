import Foundation

/// What `!config` is asked to do.
enum ConfigRequest: Sendable, Equatable {
    /// Show all settings.
    case show
    /// Set a setting, by its name, to a value as typed. `isConfirmed`: even if many channels are created at once.
    case set(String, value: String, isConfirmed: Bool = false)
    /// Go back to the configuration. `isConfirmed`: even if many channels are created at once.
    case reset(String, isConfirmed: Bool = false)

    /// The setting that it changes; nil if it only shows.
    var setting: String? {
        switch self {
        case .show: nil
        case .set(let name, _, _), .reset(let name, _): name
        }
    }

    /// The same, confirmed.
    var confirmed: ConfigRequest {
        switch self {
        case .show: self
        case .set(let name, let value, _): .set(name, value: value, isConfirmed: true)
        case .reset(let name, _): .reset(name, isConfirmed: true)
        }
    }

    /// The longest value, in characters.
    static let longestValue = 100
}

extension ConfigRequest {
    /// The id of the button that confirms it, such as `config:set:threshold:0.5`; nil when it would be longer than the 100
    /// characters that Discord allows, and for what needs no confirmation.
    ///
    /// Source: https://docs.discord.com/developers/components/reference#button
    var customID: String? {
        let id: String
        switch self {
        case .show: return nil
        case .set(let name, let value, _): id = "config:set:\(name):\(value)"
        case .reset(let name, _): id = "config:reset:\(name)"
        }
        return id.utf16.count <= 100 ? id : nil
    }

    /// Reads a button's id: the request is confirmed. Nil for any text that `customID` does not give.
    init?(customID: String) {
        let parts = customID.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts[0] == "config" else { return nil }
        switch (parts[1], parts.count) {
        case ("set", 4): self = .set(parts[2], value: parts[3], isConfirmed: true)
        case ("reset", 3): self = .reset(parts[2], isConfirmed: true)
        default: return nil
        }
        guard let setting, !setting.isEmpty, self.customID == customID else { return nil }
    }
}

extension WishCommand {
    /// `config`, `config show`, `config set NAME VALUE [confirm]`, `config reset NAME [confirm]`.
    static func readConfig(_ arguments: String) -> Reading {
        let words = arguments.split(maxSplits: 2, whereSeparator: \.isWhitespace).map(String.init)
        switch words.first?.lowercased() {
        case nil, "show": return .command(.config(.show))
        case "set":
            guard words.count == 3 else { return .usage(.config, problem: .problemSettingValue) }
            let (value, isConfirmed) = withoutConfirmation(words[2])
            return config(set: words[1], to: value, isConfirmed: isConfirmed)
        case "reset":
            guard words.count >= 2 else { return .usage(.config, problem: .problemSetting) }
            let rest = words.count == 3 ? words[2].lowercased() : nil
            guard rest == nil || rest == confirmation else {
                return .usage(.config, problem: .problemSetting)
            }
            return .command(.config(.reset(words[1].lowercased(), isConfirmed: rest != nil)))
        default: return .usage(.config, problem: .problemConfig)
        }
    }

    /// A new value for a setting, by message or slash command.
    static func config(set name: String, to value: String, isConfirmed: Bool) -> Reading {
        let value = value.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !value.isEmpty, value.count <= ConfigRequest.longestValue else {
            return .usage(.config, problem: .problemValueLength)
        }
        return .command(.config(.set(name.lowercased(), value: value, isConfirmed: isConfirmed)))
    }
}
