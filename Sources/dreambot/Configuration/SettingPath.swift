/// The path of a setting: `defaults.mod_roles[1]`.
struct SettingPath: Sendable, Equatable, CustomStringConvertible {
    /// The path as text; keys that are not plain words are in brackets and quotes.
    let description: String

    /// The file itself.
    static let root = SettingPath(description: "")

    /// The path of a key below it.
    func key(_ key: String) -> SettingPath {
        guard (1...60).contains(key.utf8.count), key.unicodeScalars.allSatisfy(Self.isPlain) else {
            return SettingPath(description: description + "[\(PrintableText.quoted(key))]")
        }
        return SettingPath(description: description.isEmpty ? key : "\(description).\(key)")
    }

    /// The path of a list's element.
    func index(_ index: Int) -> SettingPath { SettingPath(description: "\(description)[\(index)]") }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || scalar == "_" || scalar == "-"
    }
}
