import Foundation
import Sandbox
import Testing

/// Between "quorum seen" and "answer posted" the real binary is killed at every request, loses requests and answers, and
/// races itself. Whatever happens: one channel, `granted`, one answer under the wish.
@Suite("One channel, whatever dies when")
struct ManifestationKillTests {
    /// Where the process dies, and what becomes of its request.
    struct Death: Sendable, CustomTestStringConvertible {
        var request: ManifestationRequest
        var moment: Sandbox.Stage
        /// Whether the request or its answer arrives when the next process has looked around; else it is cut.
        var isLate: Bool

        var testDescription: String { "\(request.rawValue), \(moment), \(isLate ? "late" : "lost")" }

        /// All but the one after which the next process has to wait for 30 seconds.
        static let all: [Death] = ManifestationRequest.allCases.flatMap { request in
            [Sandbox.Stage.beforeWork, .afterWork].flatMap { moment in
                let isWrite = request == .channel || request == .answer
                let isWaitedFor = request == .channel && moment == .beforeWork
                return [isWaitedFor ? nil : false, isWrite ? true : nil].compactMap(\.self)
                    .map { Death(request: request, moment: moment, isLate: $0) }
            }
        }
    }

    @Test(
        "kill -9 at every request, which is lost with the process or carried out beside the next one",
        arguments: Death.all)
    func killed(_ death: Death) async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        let hold = try await wish.caught(death.request, at: death.moment)
        #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        let next: DaemonProcess
        if death.isLate {
            next = try await wish.startBeside(hold, of: death.request, at: death.moment)
            await wish.stage.sandbox.release(hold)
        } else {
            await wish.stage.sandbox.release(hold, answering: false)
            next = try wish.stage.start()
        }
        _ = try await wish.stage.syncLine(next, wish.guild.name)
        try await wish.expectGranted(by: next)
    }

    /// What goes wrong with a request while the process lives on.
    struct Loss: Sendable, CustomTestStringConvertible {
        var request: ManifestationRequest
        var fault: Sandbox.Fault

        var testDescription: String { "\(request.rawValue): \(fault)" }

        /// All but those after which the bot has to wait for 30 seconds.
        static let all =
            [Sandbox.Fault.dropAnswer, .statusAfterWork(500)].map { Loss(request: .channel, fault: $0) }
            + [.dropRequest, .dropAnswer, .status(500), .statusAfterWork(500)].map { Loss(request: .answer, fault: $0) }
            + [.dropRequest, .dropAnswer, .status(500)].map { Loss(request: .reactors, fault: $0) }
    }

    @Test("A request or an answer is lost, or Discord says 500 before or after the work", arguments: Loss.all)
    func lost(_ loss: Loss) async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        let pattern = loss.request.pattern(in: wish.guild)
        let before = await wish.stage.sandbox.answered(pattern)
        await wish.stage.sandbox.trouble(pattern, loss.fault)
        await wish.vote()
        #expect(await wish.stage.sandbox.waitForRequests(pattern, count: before + 1))
        #expect(await wish.stage.sandbox.pendingTroubles.isEmpty)
        try await wish.expectGranted(by: daemon)
    }

    @Test("A request for a channel that may still be on its way is repeated when 30 seconds are over, and not before")
    func waited() async throws {
        // At once, so that it is waited once.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for fault in [Sandbox.Fault.dropRequest, .status(500)] {
                group.addTask { try await Self.waitedAfter(fault) }
            }
            group.addTask { try await Self.waitedAfterDeath() }
            try await group.waitForAll()
        }
    }

    private static func waitedAfter(_ fault: Sandbox.Fault) async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        await wish.stage.sandbox.trouble(ManifestationRequest.channel.pattern(in: wish.guild), fault)
        await wish.vote()
        try await expectPause(wish, daemon)
    }

    private static func waitedAfterDeath() async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        let hold = try await wish.caught(.channel, at: .beforeWork)
        #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        await wish.stage.sandbox.release(hold, answering: false)
        let (next, _) = try await wish.stage.startAndSync(wish.guild.name)
        try await expectPause(wish, next)
    }

    private static func expectPause(_ wish: WishBeforeQuorum, _ daemon: DaemonProcess) async throws {
        let pattern = ManifestationRequest.channel.pattern(in: wish.guild)
        #expect(await wish.stage.sandbox.waitForRequests(pattern, count: 2))
        let began = await wish.stage.sandbox.requests(pattern).map(\.began)
        try #require(began.count == 2)
        // The time is stored just before the request leaves, in whole milliseconds.
        #expect(began[1].timeIntervalSince(began[0]) > 29.5)
        try await wish.expectGranted(by: daemon)
    }

    /// Not at the first list of reactors: of a kind that was never sent, only one request at a time is under way.
    @Test(
        "Two syncs and live votes at the same moment",
        arguments: [ManifestationRequest.superReactors, .channel, .answer])
    func raced(_ request: ManifestationRequest) async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        let (sandbox, guild) = (wish.stage.sandbox, wish.guild)
        // The confirmation of the live votes stands still here, and the syncs pass it or catch up with it.
        let hold = try await wish.caught(request, at: .beforeWork)
        let questions = [
            try await sandbox.post("!syncwishes", as: guild.owner, in: guild.general),
            try await sandbox.post("!syncwishes", as: guild.owner, in: guild.general),
        ]
        await sandbox.react(Stage.star, to: wish.card, in: guild.suggestions, by: Array(guild.humans.suffix(3)))
        if request == .superReactors {
            #expect(await sandbox.caught(hold, count: 2))
        } else {
            #expect(await Self.areAnswered(questions, wish))
        }
        await sandbox.release(hold)
        #expect(await Self.areAnswered(questions, wish))
        try await wish.expectGranted(by: daemon)
    }

    private static func areAnswered(_ questions: [Sandbox.Message], _ wish: WishBeforeQuorum) async -> Bool {
        let (ids, general) = (questions.map(\.id), wish.guild.general)
        return await wish.stage.sandbox.wait { sandbox in
            let answered = sandbox.botMessages(in: general).compactMap(\.replyTo)
            return ids.allSatisfy(answered.contains) ? true : nil
        } ?? false
    }
}
