import Discord
import Foundation
import TestSupport

@testable import Wishes

/// One run: the seed decides, step by step, what happens to a guild and the bot; after a calm phase the bot's state is
/// compared with the truth.
actor ModelRun {
    let seed: UInt64
    let discord: FakeDiscord
    let clock: ManualClock
    let late: LateRequests
    let log = LogRecorder()
    /// The wishes' message ids.
    let wishes: [Snowflake]
    /// Whether votes are only added and no member joins or leaves: then no channel may be requested too early.
    let isGrowing: Bool
    /// Whether every event arrives once and in order, without interruption: then the counts are right without a sync.
    let isReliable: Bool
    var random: SplitMix64
    var process: ModelProcess
    /// A second process with a copy of the database, while there is one.
    var twin: ModelProcess?
    /// Whether there ever was one.
    var hadTwin = false
    /// The database of the one of two processes that has ended.
    var abandonedDatabase: String?
    var lives: UInt64 = 1
    var figures = ModelFigures()
    /// The steps so far, for the report of a failure.
    var steps: [String] = []
    // The gateway.
    var isConnected = true
    /// Events that a resume will deliver.
    var backlog: [GatewayEvent] = []
    /// Events that are delivered after later ones.
    var delayed: [GatewayEvent] = []
    /// The bot's wall clock, which may jump.
    let wallClock: ModelWallClock
    /// Copies of the database of earlier moments.
    let backups: ModelBackups
    var announcedChannels = 0
    // Past states of the truth.
    var everSupporters: [Snowflake: Set<Snowflake>] = [:]
    var leastNeeded = Int.max
    private let mistakes = Collected()
    private let folder: URL

    init(seed: UInt64) async throws {
        let clock = ManualClock()
        (self.seed, self.clock, late) = (seed, clock, LateRequests(clock))
        wallClock = ModelWallClock(clock)
        random = SplitMix64(seed: seed)
        isGrowing = random.chance(25)
        isReliable = random.chance(30)
        discord = ModelWorld.make(humans: Int.random(in: 3...8, using: &random))
        wishes = (0..<UInt64(random.weighted([(2, 2), (2, 3), (1, 5)]))).map { Snowflake(5_001 + $0) }
        folder = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        backups = ModelBackups(folder)
        process = try ModelProcess(
            path: backups.database, seed: seed, shards: Self.shards(seed, 1), world: discord, clock: wallClock,
            late: late, log: log)
        ModelWorld.timePasses(discord, clock)
        for wish in wishes { try await plant(wish) }
        watch(process)
    }

    /// A wish with its card and the bot's star. All but one are for channels.
    private func plant(_ message: Snowflake) async throws {
        let kind: WishKind = message == wishes.last ? .video : .channel
        let intent = WishIntent(
            cardID: "card\(message)", guildID: ModelWorld.guild, channelID: ModelWorld.suggestions, kind: kind,
            text: "wish \(message)", channelName: kind == .channel ? "wish-\(message)" : nil,
            authorID: ModelWorld.author, commandID: Snowflake(message.rawValue + 1_000_000),
            createdAt: ModelWorld.date(clock))
        _ = try await process.store.begin(intent)
        try await process.store.activate(
            intent, message: message, hasThread: true, why: "planted", at: intent.createdAt)
        discord.with { world in
            world.channels[ModelWorld.suggestions]?[message] = .init(
                message: PostedMessage(id: message, authorID: discord.me, footers: ["wish card\(message)"]),
                stars: [discord.me])
        }
    }

    /// If votes are only added, a channel request before the wish has its quorum is an error; a request for a wish whose
    /// card shows its end is one at any time.
    private func watch(_ process: ModelProcess) {
        let (discord, wishes, mistakes, isGrowing) = (discord, wishes, mistakes, isGrowing)
        process.wire.watch = { call in
            guard case .createChannel(let name) = call else { return }
            let truth = ModelTruth(discord, wishes: wishes)
            for wish in wishes where name == "wish-\(wish)" {
                guard let card = truth.cards[wish] else { continue }
                if let state = card.state, ![.active, .planned, .manifesting].contains(state) {
                    mistakes.add("wish \(wish): a channel although its card says \(state)")
                }
                guard isGrowing, card.supporters < truth.needed else { continue }
                mistakes.add("wish \(wish): a channel for \(card.supporters) supporters of \(truth.needed) needed")
            }
        }
    }

    /// Plays the run. Returns every difference between the bot's state and the truth.
    func play() async throws -> [String] {
        await hear(ModelWorld.greeting(discord))
        for _ in 0..<Int.random(in: 12...40, using: &random) {
            try await step()
            notice()
            await announceChannels()
            await breathe(random.weighted([(3, 0), (3, 1), (4, 3)]))
        }
        // Of two processes one may decide while the other is about to ask for the channel.
        return try await calm() + (hadTwin ? [] : mistakes.all)
    }

    /// Removes the files.
    func close() async {
        for process in processes {
            for call in process.wire.die() { call.answer() }
            await process.closeStore()
            await process.end()
        }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the next process.
    func startNext() throws {
        process = try makeProcess(path: process.path)
    }

    /// Makes a process of that database, with a fate of its own.
    func makeProcess(path: String) throws -> ModelProcess {
        lives += 1
        let shards = Self.shards(seed, lives)
        if shards != process.shardCount {
            figures.reshardings += 1
            steps.append("the next process has \(shards) shards")
        }
        let process = try ModelProcess(
            path: path, seed: seed &* 31 &+ lives, shards: shards, world: discord, clock: wallClock, late: late,
            log: log)
        watch(process)
        return process
    }

    /// Over how many shards a process works: in a quarter of the runs one to three, another number after each start.
    private static func shards(_ seed: UInt64, _ life: UInt64) -> Int {
        seed % 4 == 3 ? 1 + Int((life + seed / 4) % 3) : 1
    }

    /// Records the present truth.
    func notice() {
        let truth = ModelTruth(discord, wishes: wishes)
        leastNeeded = min(leastNeeded, truth.needed)
        for (wish, card) in truth.cards { everSupporters[wish, default: []].formUnion(card.voters) }
    }

    /// Lets time pass. Requests due by then arrive or are lost.
    func advance(by duration: Duration) {
        let arrived = late.settle(by: clock.now.offset + duration) { random.chance(60) }
        for call in arrived { steps.append("  late: \(call)") }
        figures.late += arrived.count
        clock.advance(by: duration)
        ModelWorld.timePasses(discord, clock)
    }
}

/// Messages collected from several threads.
private final class Collected: @unchecked Sendable {
    private let lock = NSLock()
    private var sentences: [String] = []

    var all: [String] { lock.withLock { sentences } }

    func add(_ sentence: String) { lock.withLock { sentences.append(sentence) } }
}
