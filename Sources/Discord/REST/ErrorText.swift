/// Makes text from a server safe for one line of a log.
enum ErrorText {
    /// Control characters become spaces, runs of white space one space; at most `limit` characters.
    static func line(_ text: String, limit: Int = 200) -> String {
        let flat = String(
            String.UnicodeScalarView(text.unicodeScalars.prefix(limit * 16).map { $0.breaksLines ? " " : $0 }))
        let words = flat.split(separator: " ").joined(separator: " ")
        return words.count > limit ? String(words.prefix(limit - 1)) + "…" : words
    }

    /// The visible text of an HTML page or of another body that is not JSON; at most 80 characters.
    static func page(_ body: [UInt8]) -> String {
        line(visible(String(decoding: body.prefix(16_384), as: UTF8.self)), limit: 80)
    }

    private static func visible(_ page: String) -> String {
        var result = ""
        var rest = page[...]
        while let tag = rest.firstIndex(of: "<") {
            result += rest[..<tag] + " "
            let name = rest[rest.index(after: tag)...].prefix { $0.isLetter }.lowercased()
            if name == "script" || name == "style", let end = rest.firstRange(of: "</" + name) {
                rest = rest[end.upperBound...]
            }
            guard let close = rest.firstIndex(of: ">") else { return result }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

extension Unicode.Scalar {
    /// Whether it could end a line, or reorder or hide text in it.
    fileprivate var breaksLines: Bool {
        properties.isWhitespace || properties.generalCategory == .control || properties.generalCategory == .format
    }
}
