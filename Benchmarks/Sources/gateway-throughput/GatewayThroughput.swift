import ArgumentParser
import Foundation

/// How fast events pass through dreambot's own layers, from the socket to the cog's intake.
///
/// With an address it connects there and prints `CONNECTED`, `READY` and `SEEN n`, for whoever measures from outside.
/// Without one it starts a blaster of its own and prints events/s and CPU µs per event.
@main
struct GatewayThroughput: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway-throughput", abstract: "Measure how fast gateway events are handled.",
        subcommands: [Measure.self, Blast.self], defaultSubcommand: Measure.self)
}

/// The client.
struct Measure: AsyncParsableCommand {
    @Option(name: .customLong("api-base-url"), help: "Where a server is; without one, a blaster is started.")
    var apiBaseURL: String?

    @Option(help: "Report whenever so many more reactions have been handled.")
    var events = 1_000_000

    @Flag(inversion: .prefixedNo, help: "Use zlib-stream.")
    var compression = true

    @Option(help: "How many reports the blaster's events are enough for.")
    var rounds = 5

    @Option(help: "How many wishes the database knows and the blaster's votes go to; 0 measures events nobody keeps.")
    var wishes = 0

    func validate() throws {
        guard events > 0, rounds > 0, wishes >= 0 else {
            throw ValidationError("--events and --rounds are at least 1, --wishes at least 0.")
        }
    }

    func run() async throws {
        if let apiBaseURL {
            let bot = try await BlastedBot(apiBaseURL: apiBaseURL, compress: compression, wishes: [])
            return try await bot.run(reportEvery: events) { print($0) }
        }
        try await measure()
    }

    private func measure() async throws {
        let blaster = try BlasterProcess(
            perBlock: min(events, 50_000), total: events * rounds, compressed: compression, wishes: wishes)
        defer { blaster.stop() }
        print("\(blaster.summary), \(compression ? "zlib-stream" : "no compression"), \(wishes) wishes")
        let bot = try await BlastedBot(
            apiBaseURL: blaster.apiBaseURL, compress: compression,
            wishes: wishes > 0 ? Blast.messages(wishes) : [])
        let meter = Meter(events: events, rounds: rounds)
        try await bot.run(reportEvery: events) { line in if meter.take(line) { bot.stop() } }
        print(meter.summary)
        if wishes > 0 { print("votes on the disk: \(try await bot.votes(of: Blast.messages(wishes)))") }
    }

    private func print(_ line: String) { Output.line(line) }
}

/// The server, as a process of its own.
struct Blast: ParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Option var perBlock = 50_000
    @Option var blocks = 1
    @Option var wishes = 0
    @Flag(inversion: .prefixedNo) var compression = true

    /// The messages that get the votes; those of `wishes: 0` are unknown to everybody.
    static func messages(_ wishes: Int) -> [UInt64] {
        (0..<UInt64(wishes > 0 ? wishes : 5_000)).map { 1_200_000_000_000_000_000 + $0 << 22 }
    }

    func run() throws {
        let blaster = try Blaster(
            perBlock: perBlock, blocks: blocks, compressed: compression, wishes: Self.messages(wishes))
        Output.line(blaster.apiBaseURL)
        Output.line(blaster.summary)
        try blaster.run()
    }
}

/// Lines to standard output, unbuffered: whoever waits for one gets it at once.
enum Output {
    static func line(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
