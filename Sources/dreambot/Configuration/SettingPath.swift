/// The way to a setting: `defaults.mod_roles[1]`.
struct SettingPath: Sendable, Equatable, CustomStringConvertible {
    /// The way as people write it; keys that are not plain words stand in brackets and quotes.
    let description: String

    /// The file itself.
    static let root = SettingPath(description: "")

    /// The way on to a key.
    func key(_ key: String) -> SettingPath {
        guard (1...60).contains(key.utf8.count), key.unicodeScalars.allSatisfy(Self.isPlain) else {
            return SettingPath(description: description + "[\(PrintableText.quoted(key))]")
        }
        return SettingPath(description: description.isEmpty ? key : "\(description).\(key)")
    }

    /// The way on to an element of a list.
    func index(_ index: Int) -> SettingPath { SettingPath(description: "\(description)[\(index)]") }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || scalar == "_" || scalar == "-"
    }
}
