/// The ten digits as pictures of 5 × 7 points: no font is needed, and no language.
enum DigitGlyphs {
    static let width = 5
    static let height = 7

    /// The rows of a digit from top to bottom; the highest of five bits is the leftmost point. Empty for no digit.
    static func rows(of digit: Int) -> [UInt8] { all.indices.contains(digit) ? all[digit] : [] }

    /// How wide a number of so many digits is, with a point's width between them.
    static func width(of digits: Int, scale: Int) -> Int { max(0, digits * (width + 1) - 1) * scale }

    private static let all: [[UInt8]] = [
        [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
        [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
        [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
        [0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110],
        [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
        [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
        [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
        [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
        [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
        [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
    ]
}
