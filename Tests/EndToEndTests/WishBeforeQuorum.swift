import Foundation
import Sandbox
import Testing

/// A channel wish that is about to be voted over its quorum, and what must have become of it in the end.
struct WishBeforeQuorum: Sendable {
    let stage: Stage
    let guild: GuildOnStage
    let card: Sandbox.ID

    /// A stage with a daemon process and a wish without votes.
    static func staged() async throws -> (wish: WishBeforeQuorum, daemon: DaemonProcess) {
        try await staged { try $0.start() }
    }

    /// A stage with a daemon in this process, whose clock can be moved forward, and a wish without votes.
    static func stagedInProcess() async throws -> (wish: WishBeforeQuorum, daemon: DaemonInProcess) {
        try await staged { try DaemonInProcess($0) }
    }

    private static func staged<Bot: RunningBot>(
        _ start: (Stage) throws -> Bot
    ) async throws -> (wish: WishBeforeQuorum, daemon: Bot) {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let daemon = try start(stage)
        _ = try await stage.syncLine(daemon, guild.name)
        let card = try await stage.wish("channel Moss: for moss", by: guild.humans[1], in: guild, find: "for moss")
        return (WishBeforeQuorum(stage: stage, guild: guild, card: card), daemon)
    }

    /// Seven of ten members vote, live and all at once: the quorum.
    func vote() async {
        await stage.sandbox.react(Stage.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(7)))
    }

    /// Lets the votes come and returns the trap in which that request is then.
    func caught(_ request: ManifestationRequest, at moment: Sandbox.Stage) async throws -> Sandbox.BreakpointID {
        let sandbox = stage.sandbox
        guard request == .superReactors else {
            let hold = await sandbox.hold(request.pattern(in: guild), at: moment)
            await vote()
            try #require(await sandbox.caught(hold), "\(request) never came")
            return hold
        }
        // Paths do not tell the two lists apart: the second trap is set while the first list is being read.
        let first = try await caught(.reactors, at: .afterWork)
        let second = await sandbox.hold(request.pattern(in: guild), at: moment)
        await sandbox.release(first)
        try #require(await sandbox.caught(second), "\(request) never came")
        #expect(await sandbox.requests(request.pattern(in: guild)).last?.query["type"] == "1")
        return second
    }

    /// Starts the next process and returns when it has looked around as far as the caught request lets it.
    func startBeside(_ hold: Sandbox.BreakpointID, of request: ManifestationRequest, at moment: Sandbox.Stage)
        async throws
        -> DaemonProcess
    {
        let sandbox = stage.sandbox
        let look: Sandbox.Pattern = request == .channel ? "GET /guilds/*/channels" : "GET /channels/*/messages"
        let looks = await sandbox.answered(look)
        let next = try stage.start()
        // An unposted answer cannot be found, so it is sent once more, into the same hold: both are on their way.
        let hasLooked =
            request == .answer && moment == .beforeWork
            ? await sandbox.caught(hold, count: 2)
            : await sandbox.wait { $0.answered(look) > looks ? true : nil } ?? false
        try #require(hasLooked, "the next process does not look around")
        return next
    }

    /// Waits for the end and expects one channel, `granted`, one answer. Stops the daemon and closes the stage.
    func expectGranted(by daemon: any RunningBot, patience: Duration = .seconds(2)) async throws {
        let (guild, card) = (guild, card)
        for _ in 1...5 {
            // A sync finishes what was begun, and would repeat whatever can be repeated.
            let report = try await stage.ask("!syncwishes", by: guild.owner, in: guild)
            #expect(report.words.contains("**0** errors"), "\(report.words)")
            let isAnswered = await stage.sandbox.wait(timeout: patience) { sandbox in
                sandbox.truth(of: guild).answered.contains(card) ? true : nil
            }
            if isAnswered == true { break }
        }
        _ = try await stage.ask("!syncwishes", by: guild.owner, in: guild)
        #expect(await daemon.stop() == 0)
        let truth = await stage.sandbox.truth(of: guild)
        #expect(truth.channels.map { $0.wish } == ["\(card)"])
        #expect(truth.channels.first?.isInCategory == true)
        #expect(truth.answered == [card])
        let record = try #require(try await ChaosLedger(stage).records["\(card)"])
        #expect(record.status == "granted")
        #expect(record.made_channel_id == truth.channels.first.map { "\($0.id)" })
        await stage.close()
    }
}

/// The requests between "quorum seen" and "answer posted", in their order.
enum ManifestationRequest: String, Sendable, CaseIterable {
    case reactors = "GET reactions, type 0"
    case superReactors = "GET reactions, type 1"
    case channel = "POST channel"
    case answer = "POST answer"

    func pattern(in guild: GuildOnStage) -> Sandbox.Pattern {
        switch self {
        case .reactors, .superReactors: Sandbox.Pattern("GET", "/channels/\(guild.suggestions)/messages/*/reactions/*")
        case .channel: Sandbox.Pattern("POST", "/guilds/\(guild.id)/channels")
        case .answer: Sandbox.Pattern("POST", "/channels/\(guild.suggestions)/messages")
        }
    }
}
