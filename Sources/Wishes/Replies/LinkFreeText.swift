/// Text for a place where nothing may become a link: in the label of a link, a second address would look like its
/// target. No `://` is left, because Discord links more schemes than those of the web.
enum LinkFreeText {
    /// A line of visible text without its schemes. A line of schemes alone keeps them, each without its second slash.
    static func line(_ line: String) -> String {
        let words = kept(of: line, dropsSchemes: true)
        return words.isEmpty ? kept(of: line, dropsSchemes: false) : words
    }

    /// Compares every scalar with those kept before it, not with those typed before it: dropping a scheme joins the
    /// text around it, which may be the halves of another scheme. No second slash is kept after a colon.
    private static func kept(of line: String, dropsSchemes: Bool) -> String {
        var (kept, isDropping) = ([Unicode.Scalar](), false)
        kept.reserveCapacity(line.unicodeScalars.count)
        for scalar in line.unicodeScalars {
            // The accents of a dropped character would otherwise combine with the one before it.
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

    /// Browsers read a backslash as a slash.
    private static func isSlash(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" }

    /// How many scalars the `http:/` or `https:/` at the end takes; 0 if there is none or it is the end of a word.
    private static func schemeLength(atEndOf kept: [Unicode.Scalar]) -> Int {
        let end = String(String.UnicodeScalarView(kept.suffix(7))).lowercased()
        let length = end == "https:/" ? 7 : end.hasSuffix("http:/") ? 6 : 0
        return kept.dropLast(length).last.map { BareLink.isWordCharacter(Character($0)) } == true ? 0 : length
    }
}
