import Foundation

/// What is synced, and over which connection.
struct Scenario: Codable, Sendable {
    /// Wishes in each guild.
    var wishes: Int
    /// One message in `every` is a wish.
    var every = 1
    /// Channels per guild, among which its wishes are divided.
    var channels = 1
    var guilds = 1
    /// Milliseconds per request.
    var latency: Int
    /// Five message requests per second and channel, 50 of all kinds per second.
    var limited: Bool
    /// Whose cards the wishes have.
    var cards = Cards.mixed

    /// What the wishes are, and whose their cards.
    enum Cards: String, Codable, Sendable {
        /// Every fifth wish is one for a channel; the cards are another bot's, which are not edited.
        case mixed
        /// Wishes for channels with cards of another bot.
        case foreign
        /// Wishes for channels with cards of this bot, which are edited.
        case own
    }

    var name: String {
        let spread = every == 1 ? "contiguous" : "1 in \(every)"
        let place = guilds > 1 ? "\(guilds) guilds of \(wishes)" : "\(wishes) in \(channels) ch."
        return "\(place), \(spread)\(limited ? ", limits" : "")"
    }

    /// Starts a server with the wishes, measures each way in its own process, and prints a row for each.
    /// Throws: the errors of the child processes.
    func run(_ ways: [Way]) async throws {
        let server = try ChildProcess(["serve", try encoded()])
        defer { server.stop() }
        let address = try server.line()
        var floor: Figures?
        var lines: [(Way, Figures)] = []
        for way in ways {
            let client = try ChildProcess(["measure", way.rawValue, address, try encoded()])
            let figures = try JSONDecoder().decode(Figures.self, from: Data(try client.line().utf8))
            client.stop()
            if way == .floor { floor = figures }
            lines.append((way, figures))
        }
        for (way, figures) in lines { Output.line(figures.row(name, way, floor: floor)) }
    }

    /// As an argument of a child process.
    func encoded() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
}

/// How the counts are fetched.
enum Way: String, CaseIterable, Sendable {
    /// dreambot's sync, including decoding and the database.
    case pages
    /// The same pages, neither decoded nor stored.
    case floor
    /// One request per wish with a pause of 100 ms, as in the predecessor.
    case oneByOne = "one by one"
}

/// The costs of one way.
struct Figures: Codable, Sendable {
    var requests: Int
    var seconds: Double
    var bytes: Int
    var cpuSeconds: Double
    var peakMegabytes: Double

    static let heading = columns(
        "scenario", "way", "requests", "seconds", "MB read", "CPU s", "peak MB", "× floor")

    func row(_ scenario: String, _ way: Way, floor: Figures?) -> String {
        func text(_ format: String, _ value: Double) -> String { String(format: format, value) }
        return Self.columns(
            scenario, way.rawValue, "\(requests)", text("%.2f", seconds), text("%.2f", Double(bytes) / 1e6),
            text("%.2f", cpuSeconds), text("%.1f", peakMegabytes),
            floor.map { text("%.2f", seconds / $0.seconds) } ?? "")
    }

    private static func columns(_ texts: String...) -> String {
        let widths = [36, 11, 9, 9, 9, 8, 9, 8]
        return zip(texts, widths).enumerated().map { index, column in
            let padding = String(repeating: " ", count: max(0, column.1 - column.0.count))
            return index < 2 ? column.0 + padding : padding + column.0
        }.joined(separator: " ")
    }
}

/// Unbuffered lines on standard output, so that a pipe shows the progress too.
enum Output {
    static func line(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
