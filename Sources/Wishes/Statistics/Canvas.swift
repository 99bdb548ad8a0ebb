/// A picture of a few colours, drawn in rectangles. What lies outside is not drawn.
struct Canvas: Sendable, Equatable {
    /// A colour; its raw value is its place in the palette.
    enum Ink: UInt8, CaseIterable, Sendable {
        /// Nothing: what is behind the picture is seen.
        case clear
        /// The ground, dark enough for every other colour, so that the picture is the same in light and dark themes.
        case ground
        case line, pale, bright
        /// The colours of 🟦, 🟨 and 🟩 in Discord's set of emoji.
        case blue, yellow, green

        /// Red, green, blue, opacity.
        var components: (UInt8, UInt8, UInt8, UInt8) {
            switch self {
            case .clear: (0x2B, 0x2D, 0x36, 0)
            case .ground: (0x2B, 0x2D, 0x36, 255)
            case .line: (0x4E, 0x51, 0x5D, 255)
            case .pale: (0x9A, 0x9E, 0xAC, 255)
            case .bright: (0xF2, 0xF3, 0xF5, 255)
            case .blue: (0x55, 0xAC, 0xEE, 255)
            case .yellow: (0xFD, 0xCB, 0x58, 255)
            case .green: (0x78, 0xB1, 0x59, 255)
            }
        }
    }

    /// A rectangle in pixels; the first one is at the top left.
    struct Area: Sendable, Equatable {
        var left: Int
        var top: Int
        var width: Int
        var height: Int
    }

    let width: Int
    let height: Int
    /// Rows from top to bottom.
    private(set) var pixels: [Ink]

    /// An empty picture.
    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        pixels = Array(repeating: .clear, count: width * height)
    }

    /// Fills a rectangle whose corners are round with this radius.
    mutating func fill(_ area: Area, _ ink: Ink, radius: Int = 0) {
        for y in max(0, area.top)..<max(0, min(height, area.top + area.height), area.top) {
            for x in max(0, area.left)..<max(0, min(width, area.left + area.width), area.left)
            where Self.isInside(x - area.left, y - area.top, area, radius) {
                pixels[y * width + x] = ink
            }
        }
    }

    /// Whether a point is inside the round corners. Distances are doubled, so that centres of pixels are whole numbers.
    private static func isInside(_ x: Int, _ y: Int, _ area: Area, _ radius: Int) -> Bool {
        let right = max(0, 2 * (radius - x) - 1, 2 * (x - area.width + radius) + 1)
        let down = max(0, 2 * (radius - y) - 1, 2 * (y - area.height + radius) + 1)
        return x >= radius && x < area.width - radius || y >= radius && y < area.height - radius
            || right * right + down * down <= 4 * radius * radius
    }

    /// Draws a number with its middle at `middle` and its upper edge at `top`.
    mutating func draw(_ number: Int, middle: Int, top: Int, scale: Int, _ ink: Ink) {
        let digits = String(max(0, number)).compactMap(\.wholeNumberValue)
        var left = middle - DigitGlyphs.width(of: digits.count, scale: scale) / 2
        for digit in digits {
            for (row, columns) in DigitGlyphs.rows(of: digit).enumerated() {
                for column in 0..<DigitGlyphs.width where columns & (1 << (DigitGlyphs.width - 1 - column)) != 0 {
                    fill(
                        Area(left: left + column * scale, top: top + row * scale, width: scale, height: scale), ink)
                }
            }
            left += (DigitGlyphs.width + 1) * scale
        }
    }
}
