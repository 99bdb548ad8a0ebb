/// One thing wrong in the configuration.
struct ConfigurationMistake: Error, Sendable, Equatable, CustomStringConvertible {
    /// The key path, as `guilds.123.threshold` or `defaults.mod_roles[1]`; empty for the file as a whole.
    let path: String
    /// Its position in the file; nil when the file itself is the mistake.
    let position: TextPosition?
    /// What was found.
    let found: String
    /// What would be valid, or the cure.
    let valid: String

    /// One line.
    var description: String {
        let place = [position?.description, path.isEmpty ? nil : path].compactMap(\.self)
        return (place + ["\(found); \(valid)"]).joined(separator: ": ")
    }
}

/// Everything that is wrong with the configuration, at once.
struct ConfigurationErrors: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file's path, or a note that no file was found.
    let subject: String
    /// Never empty; in the order of the file.
    let mistakes: [ConfigurationMistake]

    /// A headline and one line per mistake.
    var description: String {
        let count = mistakes.count == 1 ? "1 mistake" : "\(mistakes.count) mistakes"
        return (["\(subject): \(count)"] + mistakes.map { "  \($0)" }).joined(separator: "\n")
    }
}

/// Collects mistakes while the configuration is read.
struct MistakeList {
    private var mistakes: [ConfigurationMistake] = []

    /// Notes one.
    mutating func add(_ path: SettingPath, at position: TextPosition, found: String, valid: String) {
        mistakes.append(
            ConfigurationMistake(path: path.description, position: position, found: found, valid: valid))
    }

    /// In the order of the file; those of one place keep the order in which they were noted.
    var inOrder: [ConfigurationMistake] {
        let start = TextPosition(line: 0, column: 0)
        return mistakes.enumerated()
            .sorted { ($0.element.position ?? start, $0.offset) < ($1.element.position ?? start, $1.offset) }
            .map(\.element)
    }
}
