import Foundation

/// The name that a wished channel gets: normalised as Discord would do it, so that what is shown is what will be made.
struct ChannelName: Sendable, Equatable {
    /// 1–100 UTF-16 units: lower case, `-` for white space.
    let value: String

    /// Normalises what a member typed before the colon, or says why it cannot be a channel's name.
    static func make(from text: String, reserved: [String]) -> Result<ChannelName, ChannelNameRefusal> {
        let name = normalised(text)
        guard name.unicodeScalars.contains(where: isReadable) else { return .failure(.empty) }
        guard name.utf16.count <= 100 else { return .failure(.tooLong(units: name.utf16.count)) }
        if let word = reserved.first(where: { Lookalike.starts(name, withWord: $0) }) {
            return .failure(.reserved(word: word))
        }
        return .success(ChannelName(value: name))
    }

    private static func normalised(_ text: String) -> String {
        let lowered = VisibleText.strip(text).precomposedStringWithCanonicalMapping.lowercased()
        let name = lowered.reduce(into: "") { name, character in
            let part = character.isWhitespace ? "-" : kept(of: character)
            if part == "-", name.last == "-" { return }
            name += part
        }
        return String(name.trimmingCharacters(in: CharacterSet(charactersIn: "-")))
    }

    /// What Discord keeps: letters, digits, `-`, `_`, emoji and everything beyond ASCII.
    private static func kept(of character: Character) -> String {
        if character.isEmojiCluster { return String(character) }
        let scalars = character.unicodeScalars.filter { scalar in
            !scalar.isASCII || scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isReadable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .dashPunctuation, .connectorPunctuation: false
        default: !scalar.properties.isWhitespace
        }
    }
}

/// Why a text cannot be a channel's name.
enum ChannelNameRefusal: Error, Sendable, Equatable {
    /// Nothing is left that can be read.
    case empty
    /// It has more than 100 UTF-16 units.
    case tooLong(units: Int)
    /// It is a reserved word, starts with one, or looks as if it did.
    case reserved(word: String)
}
