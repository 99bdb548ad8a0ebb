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
    /// All settings and where they come from. `hint` is a last line.
    func settings(_ lines: [SettingLine], hint: String? = nil) -> Card {
        let end = hint.map { "\n\n" + $0 } ?? ""
        // Values are shortened so that every setting has its line.
        let texts = [60, 40, 24, 12].lazy.map { limit in
            lines.map { text(of: $0, limit: limit) }.joined(separator: "\n") + end
        }
        let fitting = texts.first { $0.utf16.count <= 4_096 }
        return Card(
            title: sentences.settingsTitle,
            description: fitting ?? Self.fitting(lines.map { text(of: $0, limit: 12) }, limit: 4_096),
            footer: sentences.settingsHint, color: Self.calm)
    }

    private func text(of line: SettingLine, limit: Int) -> String {
        let value = InertText.code(line.value, limit: limit)
        guard let setBy = line.setBy, let setAt = line.setAt else { return "`\(line.name)`: `\(value)`" }
        let origin = sentences.settingOrigin(
            InertText.code(line.configured, limit: limit), by: sentences.person(setBy), at: setAt)
        return "`\(line.name)`: **`\(value)`** — \(origin)"
    }

    /// Only managers of the server may do that.
    func notAManager() -> String { sentences.notAManager }
    /// The label of a button that confirms.
    func confirm() -> String { sentences.setAllTheSame }
    /// No setting has this name.
    func unknownSetting(_ name: String, nearest: String?) -> String {
        sentences.unknownSetting(InertText.code(name, limit: 40), nearest: nearest)
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
