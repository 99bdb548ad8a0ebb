import Discord
import Foundation

/// A setting as `!config show` shows it.
struct SettingLine: Sendable, Equatable {
    /// Its name.
    var name: String
    /// The value that applies, as it is typed.
    var value: String
    /// What the configuration says.
    var configured: String
    /// Who set it from Discord; nil when it comes from the configuration.
    var setBy: Snowflake?
    /// When.
    var setAt: Date?
}

extension Replies {
    /// All settings and where they come from.
    func settings(_ lines: [SettingLine]) -> Card {
        let texts = lines.map { line in
            let value = InertText.code(line.value, limit: 60)
            guard let setBy = line.setBy, let setAt = line.setAt else { return "`\(line.name)`: `\(value)`" }
            let origin = sentences.settingOrigin(
                InertText.code(line.configured, limit: 60), by: sentences.person(setBy), at: setAt)
            return "`\(line.name)`: **`\(value)`** — \(origin)"
        }
        return Card(
            title: sentences.settingsTitle, description: texts.joined(separator: "\n"),
            footer: sentences.settingsHint, color: Self.calm)
    }

    /// Only managers of the server may do that.
    func notAManager() -> String { sentences.notAManager }
    /// The label of a button that confirms.
    func confirm() -> String { sentences.setAllTheSame }
    /// No setting has this name.
    func unknownSetting(_ name: String, nearest: String?, all: [String]) -> String {
        sentences.unknownSetting(InertText.code(name, limit: 40), nearest: nearest, all: all)
    }
    /// The value is not valid.
    func settingInvalid(_ name: String, _ validity: SettingValidity) -> String {
        sentences.settingInvalid(name, validity)
    }
    /// There is no such channel.
    func noTextChannel(_ name: String) -> String { sentences.noTextChannel(InertText.code(name, limit: 100)) }
    /// There is no such category.
    func noCategory(_ name: String) -> String { sentences.noCategory(InertText.code(name, limit: 100)) }
    /// A setting was changed.
    func settingSet(_ name: String, to value: String, configured: String) -> String {
        sentences.settingSet(
            name, to: InertText.code(value, limit: 100), configured: InertText.code(configured, limit: 100))
    }
    /// A setting comes from the configuration again.
    func settingReset(_ name: String, configured: String) -> String {
        sentences.settingReset(name, configured: InertText.code(configured, limit: 100))
    }
    /// A setting was not changed from Discord, so there is nothing to reset.
    func settingNotSet(_ name: String, configured: String) -> String {
        sentences.settingNotSet(name, configured: InertText.code(configured, limit: 100))
    }
}
