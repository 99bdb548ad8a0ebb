/// What a member typed, read back from what `InertText` made of it. White space and what cannot be seen are not part of
/// that, and links stay as they were written.
enum TypedText {
    /// Takes the escapes away, and the invisible space that parts an `@` from a name.
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
