/// The way to a setting: `defaults.mod_roles[1]`.
struct SettingPath: Sendable, Equatable, CustomStringConvertible {
    /// The way as people write it; keys that are not plain words stand in brackets and quotes.
    let description: String

    /// The file itself.
    static let root = SettingPath(description: "")

    /// The way on to a key.
    func key(_ key: String) -> SettingPath {
        let isPlain = !key.isEmpty && key.utf8.count <= 60
            && key.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "z") ~= $0 && Self.isWordByte($0) || $0 == 0x2D }
        guard isPlain, !SecretShape.matches(key) else {
            return SettingPath(description: description + "[\(PrintableText.quoted(key))]")
        }
        return SettingPath(description: description.isEmpty ? key : "\(description).\(key)")
    }

    /// The way on to an element of a list.
    func index(_ index: Int) -> SettingPath { SettingPath(description: "\(description)[\(index)]") }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return character.isLetter || character.isNumber || character == "_"
    }
}
