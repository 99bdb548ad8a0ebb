/// Words for a place where nothing may become a link: in the words of a link of ours a second address would be taken
/// for where it leads. No `://` is left, because Discord knows more schemes than those of the web.
enum LinkFreeText {
    /// A line of visible text without its schemes. Where nothing else was typed they stay, a slash short of working.
    static func line(_ line: String) -> String {
        let words = kept(of: line, dropsSchemes: true)
        return words.isEmpty ? kept(of: line, dropsSchemes: false) : words
    }

    /// Every scalar is judged by what was kept before it, not by what was typed before it: dropping a scheme brings
    /// together what stood around it, which may be the halves of another one. No second slash follows a colon.
    private static func kept(of line: String, dropsSchemes: Bool) -> String {
        var (kept, isDropping) = ([Unicode.Scalar](), false)
        kept.reserveCapacity(line.unicodeScalars.count)
        for scalar in line.unicodeScalars {
            // The accents of what is dropped would sit on what stands before it.
            if isDropping, VisibleText.isMark(scalar) { continue }
            isDropping = isSlash(scalar) && kept.last.map(isSlash) == true && kept.dropLast().last == ":"
            if isDropping {
                if dropsSchemes { kept.removeLast(schemeLength(atEndOf: kept)) }
            } else if scalar != " " || kept.last ?? " " != " " {
                kept.append(scalar)
            }
        }
        if kept.last == " " { kept.removeLast() }
        return String(String.UnicodeScalarView(kept))
    }

    /// Browsers take a backslash for a slash.
    private static func isSlash(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" }

    /// How many scalars the `http:/` or `https:/` takes, which says nothing to people; 0 if there is none or it ends a
    /// word.
    private static func schemeLength(atEndOf kept: [Unicode.Scalar]) -> Int {
        let end = String(String.UnicodeScalarView(kept.suffix(7))).lowercased()
        let length = end == "https:/" ? 7 : end.hasSuffix("http:/") ? 6 : 0
        return kept.dropLast(length).last.map { BareLink.isWordCharacter(Character($0)) } == true ? 0 : length
    }
}
