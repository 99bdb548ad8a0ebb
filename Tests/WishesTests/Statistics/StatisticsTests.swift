import CZlib
import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Figures of the last weeks")
struct WeeklyFiguresTests {
    // A Monday, 12:00 UTC.
    private static let now = Date(timeIntervalSince1970: 1_789_992_000)
    private static let monday = 1_789_948_800.0

    private func plant(
        _ id: UInt64, at seconds: Double, votes: Int = 0, guild: Snowflake = 1_000, in store: WishStore
    ) async throws -> Wish {
        let intent = WishIntent(
            cardID: "c\(id)", guildID: guild, channelID: 2_000, kind: .other, text: "wish \(id)", channelName: nil,
            authorID: 7, commandID: Snowflake(id + 1_000), createdAt: Date(timeIntervalSince1970: seconds))
        _ = try await store.begin(intent)
        try await store.activate(intent, message: Snowflake(id), why: "test", at: intent.createdAt)
        if votes > 0 { _ = try await store.record([VoteHint(messageID: Snowflake(id), delta: votes)]) }
        return try #require(try await store.wish(message: Snowflake(id)))
    }

    @Test("Weeks begin on Monday, 00:00 UTC; the last one holds today, and has its number in the year")
    func weeks() {
        let figures = WeeklyFigures(endingWith: Self.now)
        let mondays = (0..<12).map { Self.monday - Double(11 - $0) * 604_800 }
        #expect(figures.weeks.map(\.start.timeIntervalSince1970) == mondays)
        #expect(figures.weeks.map(\.number) == Array(28...39))
        #expect(WeeklyFigures(endingWith: Self.now.addingTimeInterval(-43_201)).weeks.last?.number == 38)
        // The first week of 2027 begins in January, the last one of 2026 is the 53rd.
        let turn = WeeklyFigures(endingWith: Date(timeIntervalSince1970: 1_799_700_000))
        #expect(turn.weeks.map(\.number).suffix(4) == [52, 53, 1, 2])
        #expect(WeeklyFigures(endingWith: Date(timeIntervalSince1970: -1)).weeks.count == 12)
    }

    @Test("A wish counts in its week, with its votes, and again in the week in which it came true")
    func figures() async throws {
        let folder = try TemporaryStore()
        let store = folder.store
        let (week, first) = (604_800.0, Self.monday - 11 * 604_800)
        _ = try await plant(1, at: first - 1, votes: 9, in: store)
        let oldest = try await plant(2, at: first, votes: 2, in: store)
        _ = try await plant(3, at: first + week - 1, votes: 3, in: store)
        _ = try await plant(4, at: first + week, votes: 4, in: store)
        let removed = try await plant(5, at: Self.monday, votes: 5, in: store)
        _ = try await plant(6, at: Self.monday + 9 * week, votes: 6, in: store)
        _ = try await plant(7, at: Self.monday, votes: 7, guild: 1_001, in: store)
        try await store.apply(.remove, to: removed.id, why: "test", at: Self.now)
        #expect(try await store.grant(oldest, by: 7, notes: "", at: Self.now))
        let figures = try await store.weeklyFigures(guild: 1_000, now: Self.now)
        #expect(figures.weeks.map(\.posted) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
        #expect(figures.weeks.map(\.votes) == [5, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6])
        #expect(figures.weeks.map(\.granted) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    }
}

@Suite("The picture of the figures")
struct StatisticsPictureTests {
    private func figures(_ values: [(Int, Int, Int)]) -> WeeklyFigures {
        var figures = WeeklyFigures(endingWith: Date(timeIntervalSince1970: 1_790_000_000))
        for (place, value) in values.enumerated() {
            (figures.weeks[place].posted, figures.weeks[place].votes, figures.weeks[place].granted) = value
        }
        return figures
    }

    /// The chunks of a PNG file by their types, each checked.
    private func chunks(_ file: [UInt8]) throws -> [(type: String, data: [UInt8])] {
        #expect(Array(file.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        var (rest, chunks) = (file.dropFirst(8), [(type: String, data: [UInt8])]())
        while !rest.isEmpty {
            let length = number(rest.prefix(4))
            let body = Array(rest.dropFirst(4).prefix(4 + length))
            #expect(number(rest.dropFirst(8 + length).prefix(4)) == Int(crc32(0, body, uInt(body.count))))
            chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
            rest = rest.dropFirst(12 + length)
        }
        return chunks
    }

    @Test("The file is a PNG with indexed colours that holds exactly the picture")
    func file() throws {
        let canvas = StatisticsPicture(figures([(3, 12, 0), (5, 31, 1)])).canvas
        let file = try #require(PNGFile.bytes(of: canvas))
        let chunks = try chunks(file)
        #expect(chunks.map(\.type) == ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"])
        let (width, height) = (canvas.width, canvas.height)
        let sides = [width, height].flatMap { side -> [UInt8] in [0, 0, UInt8(side >> 8), UInt8(side & 255)] }
        #expect(chunks[0].data == sides + [8, 3, 0, 0, 0])
        #expect(chunks[1].data.count == 3 * chunks[2].data.count)
        var size = uLong((width + 1) * height)
        var rows = [UInt8](repeating: 9, count: Int(size))
        #expect(uncompress(&rows, &size, chunks[3].data, uLong(chunks[3].data.count)) == Z_OK)
        #expect(Int(size) == rows.count)
        for row in 0..<height {
            #expect(rows[row * (width + 1)] == 0)
            let pixels = rows[(row * (width + 1) + 1)..<((row + 1) * (width + 1))]
            #expect(Array(pixels) == canvas.pixels[(row * width)..<((row + 1) * width)].map(\.rawValue))
        }
        #expect(file.count < 20_000)
    }

    @Test("A bar is as high as its share of the largest; one vote is seen beside a million")
    func bars() {
        let canvas = StatisticsPicture(figures([(4, 1_000_000, 0), (2, 1, 0), (0, 0, 0)])).canvas
        func count(_ ink: Canvas.Ink, week: Int) -> Int {
            (0..<canvas.height).reduce(0) { sum, y in
                sum + (0..<84).count { canvas.pixels[y * canvas.width + 28 + week * 84 + $0] == ink }
            }
        }
        #expect(abs(count(.blue, week: 0) - 2 * count(.blue, week: 1)) < 60)
        #expect(count(.yellow, week: 1) > 0 && count(.yellow, week: 2) == 0 && count(.green, week: 0) == 0)
    }

    @Test("Nothing is drawn outside, whatever the numbers", arguments: [0, 1, 99_999, 1_000_000, Int.max])
    func extremes(value: Int) {
        let canvas = StatisticsPicture(figures(Array(repeating: (value, value, value), count: 12))).canvas
        #expect(canvas.pixels.count == canvas.width * canvas.height && canvas.width <= 1_200)
        // The margin stays empty.
        for y in 60..<(canvas.height - 60) {
            #expect(canvas.pixels[y * canvas.width + 4] == .ground)
            #expect(canvas.pixels[y * canvas.width + canvas.width - 5] == .ground)
        }
        var small = Canvas(width: 4, height: 4)
        small.fill(.init(left: -5, top: -5, width: 100, height: 7), .blue)
        small.fill(.init(left: 9, top: 9, width: -3, height: 0), .green)
        #expect(small.pixels.count { $0 == .blue } == 8 && !small.pixels.contains(.green))
    }

    @Test("Every colour of the picture stands out from its ground, so that it reads in light and dark themes")
    func contrast() {
        func luminance(_ ink: Canvas.Ink) -> Double {
            let (red, green, blue, _) = ink.components
            let linear = [red, green, blue].map { value -> Double in
                let share = Double(value) / 255
                return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
        for ink in [Canvas.Ink.pale, .bright, .blue, .yellow, .green] {
            #expect((luminance(ink) + 0.05) / (luminance(.ground) + 0.05) >= 4.5, "\(ink)")
        }
        #expect(Canvas.Ink.ground.components.3 == 255 && Canvas.Ink.clear.components.3 == 0)
    }
}
