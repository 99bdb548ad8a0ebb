/// Reverses `InertText`: restores the text that a member typed. White space and invisible characters that `InertText` has
/// removed stay lost; links were never changed.
enum TypedText {
    /// Removes the escapes, and the invisible space between an `@` and a name.
    static func reading(_ inert: some StringProtocol) -> String {
        var (result, isEscaped, last) = (String.UnicodeScalarView(), false, nil as Unicode.Scalar?)
        for scalar in inert.unicodeScalars {
            if scalar == "\\", !isEscaped {
                isEscaped = true
            } else if scalar != "\u{200B}" || last != "@" {
                result.append(scalar)
                isEscaped = false
            }
            last = scalar
        }
        return String(result)
    }
}
