import ArgumentParser

/// Measures the cost of a sync: dreambot's, fetching only the pages (the floor), and one request per wish (as in its
/// predecessor), all against the same Sandbox in one run.
@main
struct SyncBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync-benchmark", abstract: "Measure the cost of a sync.",
        subcommands: [Table.self, One.self, Guilds.self, EditedCards.self, Serve.self, Measure.self],
        defaultSubcommand: Table.self)
}

/// The whole table.
struct Table: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every size and spread, with and without limits.")

    @Option(help: "Latency of every request, in milliseconds.")
    var latency = 50

    @Flag(inversion: .prefixedNo, help: "Also measure one request per wish for 100 and 1,000 wishes (takes minutes).")
    var oneByOne = true

    func run() async throws {
        Output.line(
            "\(latency) ms latency; limits: 5 message requests per second and channel, 50 of all kinds per second")
        Output.line(Figures.heading)
        for limited in [false, true] {
            for wishes in [100, 1_000, 10_000] {
                for every in [1, 10, 100] where wishes * every <= 100_000 {
                    let scenario = Scenario(wishes: wishes, every: every, latency: latency, limited: limited)
                    let slow = oneByOne && every == 1 && wishes <= 1_000
                    try await scenario.run(slow ? Way.allCases : [.pages, .floor])
                }
            }
            let spread = Scenario(wishes: 10_000, channels: 20, latency: latency, limited: limited)
            try await spread.run([.pages, .floor])
        }
    }
}

/// One scenario.
struct One: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One size and spread.")

    @Option(help: "Number of wishes.")
    var wishes = 1_000

    @Option(help: "One message in EVERY is a wish.")
    var every = 1

    @Option(help: "Channels among which the wishes are divided.")
    var channels = 1

    @Option(help: "Latency of every request, in milliseconds.")
    var latency = 50

    @Flag(help: "Five message requests per second and channel, 50 of all kinds per second.")
    var limits = false

    @Flag(help: "Also measure one request per wish.")
    var oneByOne = false

    func validate() throws {
        guard wishes > 0, every > 0, channels > 0, latency >= 0, wishes * every <= 1_000_000 else {
            throw ValidationError(
                "--wishes, --every and --channels must be at least 1; wishes × every at most 1,000,000.")
        }
    }

    func run() async throws {
        Output.line(Figures.heading)
        try await Scenario(wishes: wishes, every: every, channels: channels, latency: latency, limited: limits)
            .run(oneByOne ? Way.allCases : [.pages, .floor])
    }
}

/// A start-up with many guilds.
struct Guilds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Start-up with many guilds, each with its wishes.")

    @Option(help: "Number of guilds.")
    var guilds = 200

    @Option(help: "Wishes per guild; every fifth is a channel wish.")
    var wishes = 50

    @Option(help: "Latency of every request, in milliseconds.")
    var latency = 50

    func run() async throws {
        Output.line(Figures.heading)
        try await Scenario(wishes: wishes, guilds: guilds, latency: latency, limited: true).run([.pages, .floor])
    }
}
