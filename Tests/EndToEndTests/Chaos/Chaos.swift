import Foundation
import Sandbox

/// One run: the real daemon and a Sandbox, in rounds of member actions and faults; each ends with a comparison.
actor Chaos {
    let settings: ChaosSettings
    let stage: Stage
    let guild: GuildOnStage
    let hearing = ChaosHearing()
    var daemon: DaemonProcess
    var figures: ChaosFigures
    /// What the bot knew after the last round.
    var ledger = ChaosLedger()
    /// All voters so far, by card.
    var everSupporters: [Sandbox.ID: Set<Sandbox.ID>] = [:]
    /// Members who have left and may come back in a later round.
    var away: [Sandbox.ID] = []
    /// Members who joined or left in this round: each moves once, because events may be reordered.
    var moved: Set<Sandbox.ID> = []
    /// The number of IDENTIFY and RESUME payloads when the connection became a zombie; it is over when there are more.
    var greetingsBeforeZombie: Int?
    /// The machine that the daemon runs on.
    let machine: ChaosMachine
    /// Whether an older database was restored in this run.
    var hasOlderDatabase = false
    /// What happened in this round, for the report of a failure.
    var steps: [String] = []

    var sandbox: Sandbox { stage.sandbox }

    /// The shard of the guild, whose connection trouble strikes; nil for a bot with one connection.
    var shard: Int? { settings.shards > 1 ? Int(guild.id.rawValue >> 22) % settings.shards : nil }

    /// Members who never leave: whatever the bot has missed, it counts them.
    var founders: ArraySlice<Sandbox.ID> { guild.humans.prefix(9) }

    /// Patience with a bot that pauses before it connects, as a guard against waiting for ever.
    static let patience: Duration = .seconds(180)

    /// Starts Sandbox and daemon and waits for the first sync.
    init(_ settings: ChaosSettings) async throws {
        var configuration = Sandbox.Configuration()
        configuration.heartbeatInterval = 1_500
        // Restarts are frequent here; identifies over the limit are refused and counted.
        configuration.portal.maxConcurrency = 16
        configuration.portal.enforcesConcurrency = true
        configuration.portal.shards = settings.shards
        stage = try await Stage(configuration)
        guild = try await stage.guild(humans: 12)
        if settings.shards > 1 { try await Self.addNeighbours(stage, settings.shards) }
        // Every wish may come true, however long the run.
        await stage.sandbox.setChannelRules(perGuild: 100_000, perCategory: 100_000)
        machine = try ChaosMachine(stage)
        daemon = try machine.start()
        _ = try await stage.syncLine(daemon, guild.name)
        self.settings = settings
        figures = ChaosFigures(seed: settings.seed)
        await hearing.begin(stage.sandbox)
    }

    /// Guilds for the other shards.
    private static func addNeighbours(_ stage: Stage, _ shards: Int) async throws {
        var order = Sandbox.BulkOrder()
        (order.guilds, order.name, order.humans) = (2 * shards, "Neighbours #", 2)
        try await stage.sandbox.make(order)
    }

    /// Runs all rounds. Throws `ChaosFailure` at the first difference between the bot and the truth.
    func run() async throws -> ChaosFigures {
        let (clock, began) = (ContinuousClock(), ContinuousClock.now)
        while !settings.isOver(rounds: figures.rounds, elapsed: clock.now - began) {
            let start = clock.now
            try await playRound(figures.rounds + 1)
            figures.rounds += 1
            guard settings.isLong else { continue }
            Self.say("chaos: round \(figures.rounds), \(ChaosFigures.seconds(clock.now - start)): \(summary)")
        }
        figures.elapsed = clock.now - began
        await hearing.end()
        figures.longestDeafness = await hearing.longest
        var figures = figures
        await figures.read(sandbox)
        return figures
    }

    /// Ends daemon and Sandbox. Returns the daemon's exit code.
    @discardableResult
    func close() async -> Int32 {
        await hearing.end()
        let code = await daemon.stop()
        await stage.close()
        return code
    }

    private func playRound(_ number: Int) async throws {
        let plan = ChaosPlan(seed: settings.seed, round: number, isLong: settings.isLong)
        (moved, steps) = ([], [])
        do {
            for step in plan.steps {
                var random = ChaosRandom(seed: step.seed)
                switch step.deed {
                case .act(let action, let isLost): try await act(action, isLost: isLost, &random)
                case .trouble(let fault): try await strike(fault, &random)
                }
                await breathe()
            }
            try await calm()
            try await compare()
        } catch let problem as ChaosProblem {
            throw ChaosFailure(
                seed: settings.seed, round: number, differences: problem.words, steps: steps,
                log: daemon.output.all.suffix(60))
        }
    }

    /// Lets the bot begin something before the next thing happens: until its next request, or a moment if there is none.
    private func breathe() async {
        let count = await sandbox.requests.count
        _ = await sandbox.wait(timeout: .milliseconds(120)) { $0.requests.count > count ? true : nil }
    }

    private var summary: String {
        steps.filter { $0.hasPrefix("!") }.map { $0.dropFirst(2) }.joined(separator: ", ")
    }

    /// Standard error is not buffered: a run that is watched shows each round when it is over.
    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// What is wrong, in words.
struct ChaosProblem: Error {
    var words: [String]

    init(_ words: String...) { self.words = words }
    init(_ words: [String]) { self.words = words }
}
