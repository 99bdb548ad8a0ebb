import ArgumentParser
import Foundation

/// Measures how fast events pass through dreambot's layers, from the socket to the cog's intake.
///
/// With an address it connects there and prints `CONNECTED`, `READY` and `SEEN n`, for an external measurement. Without
/// one it starts its own load server and prints events/s and CPU µs per event.
@main
struct GatewayThroughput: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway-throughput", abstract: "Measure how fast gateway events are handled.",
        subcommands: [Measure.self, Serve.self], defaultSubcommand: Measure.self)
}

/// The client.
struct Measure: AsyncParsableCommand {
    @Option(
        name: .customLong("api-base-url"), help: "The REST base URL of a server; without it, a load server is started.")
    var apiBaseURL: String?

    @Option(help: "Handled reactions per report.")
    var events = 1_000_000

    @Flag(inversion: .prefixedNo, help: "Use zlib-stream.")
    var compression = true

    @Option(help: "Number of reports.")
    var rounds = 5

    @Option(help: "Wishes in the database that receive the votes; 0: the votes are for unknown messages.")
    var wishes = 0

    func validate() throws {
        guard events > 0, rounds > 0, wishes >= 0 else {
            throw ValidationError("--events and --rounds must be at least 1, --wishes at least 0.")
        }
    }

    func run() async throws {
        if let apiBaseURL {
            let bot = try await BenchmarkBot(apiBaseURL: apiBaseURL, compress: compression, wishes: [])
            return try await bot.run(reportEvery: events) { print($0) }
        }
        try await measure()
    }

    private func measure() async throws {
        let server = try LoadServerProcess(
            perBlock: min(events, 50_000), total: events * rounds, compressed: compression, wishes: wishes)
        defer { server.stop() }
        print("\(server.summary), \(compression ? "zlib-stream" : "no compression"), \(wishes) wishes")
        let bot = try await BenchmarkBot(
            apiBaseURL: server.apiBaseURL, compress: compression,
            wishes: wishes > 0 ? Serve.messages(wishes) : [])
        let meter = Meter(events: events, rounds: rounds)
        try await bot.run(reportEvery: events) { line in if meter.take(line) { bot.stop() } }
        print(meter.summary)
        if wishes > 0 { print("stored votes: \(try await bot.votes(of: Serve.messages(wishes)))") }
    }

    private func print(_ line: String) { Output.line(line) }
}

/// The load server, in its own process.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Option var perBlock = 50_000
    @Option var blocks = 1
    @Option var wishes = 0
    @Flag(inversion: .prefixedNo) var compression = true

    /// The messages that receive the votes; with `wishes: 0` the database knows none of them.
    static func messages(_ wishes: Int) -> [UInt64] {
        (0..<UInt64(wishes > 0 ? wishes : 5_000)).map { 1_200_000_000_000_000_000 + $0 << 22 }
    }

    func run() throws {
        let server = try LoadServer(
            perBlock: perBlock, blocks: blocks, compressed: compression, wishes: Self.messages(wishes))
        Output.line(server.apiBaseURL)
        Output.line(server.summary)
        try server.run()
    }
}

/// Unbuffered lines on standard output, so that a reader gets each at once.
enum Output {
    static func line(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
