/// The figures of some weeks as bars: a row each for wishes, votes and wishes that came true, a column for each week, and
/// the numbers of the weeks below. It holds no words, so it is the same in every language.
struct StatisticsPicture: Sendable {
    private let weeks: [WeeklyFigures.Week]

    init(_ figures: WeeklyFigures) { weeks = figures.weeks }

    // Discord shows pictures up to 550 pixels wide: twice as many are sharp on every screen.
    private static let column = 84
    private static let margin = 28
    private static let barWidth = 46
    private static let barHeight = 92
    private static let digits = 4
    private static let gap = 10
    private static let rowHeight = DigitGlyphs.height * digits + gap + barHeight + 26
    private static let axisHeight = DigitGlyphs.height * digits + 8

    private var width: Int { 2 * Self.margin + weeks.count * Self.column }
    private var height: Int { 2 * Self.margin + rows.count * Self.rowHeight + Self.axisHeight }

    private var rows: [(ink: Canvas.Ink, values: [Int])] {
        [(.blue, weeks.map(\.posted)), (.yellow, weeks.map(\.votes)), (.green, weeks.map(\.granted))]
    }

    /// The picture.
    var canvas: Canvas {
        var canvas = Canvas(width: width, height: height)
        canvas.fill(.init(left: 0, top: 0, width: width, height: height), .ground, radius: Self.margin)
        for (place, row) in rows.enumerated() {
            draw(row.values, row.ink, top: Self.margin + place * Self.rowHeight, on: &canvas)
        }
        for (place, week) in weeks.enumerated() {
            // The last week is not over yet.
            canvas.draw(
                week.number, middle: middle(place), top: height - Self.margin - DigitGlyphs.height * Self.digits,
                scale: Self.digits, place == weeks.count - 1 ? .bright : .pale)
        }
        return canvas
    }

    private func draw(_ values: [Int], _ ink: Canvas.Ink, top: Int, on canvas: inout Canvas) {
        let (most, ground) = (
            max(1, values.max() ?? 1), top + DigitGlyphs.height * Self.digits + Self.gap + Self.barHeight
        )
        for (place, value) in values.enumerated() {
            let bar = Self.barHeight(value, of: most)
            canvas.fill(
                .init(left: middle(place) - Self.barWidth / 2, top: ground - bar, width: Self.barWidth, height: bar),
                ink, radius: min(5, bar / 2))
            let scale = Self.scale(of: value)
            canvas.draw(
                value, middle: middle(place), top: ground - bar - Self.gap - DigitGlyphs.height * scale, scale: scale,
                value == 0 ? .pale : .bright)
        }
        canvas.fill(.init(left: Self.margin, top: ground, width: width - 2 * Self.margin, height: 2), .line)
    }

    private func middle(_ place: Int) -> Int { Self.margin + place * Self.column + Self.column / 2 }

    /// A value that is not 0 is always seen.
    private static func barHeight(_ value: Int, of most: Int) -> Int {
        value <= 0 ? 0 : max(4, Int(Double(value) / Double(most) * Double(barHeight)))
    }

    /// The largest size in which a number fits its column.
    private static func scale(of value: Int) -> Int {
        let count = String(max(0, value)).count
        return (1...digits).last { DigitGlyphs.width(of: count, scale: $0) <= column - 6 } ?? 1
    }
}
