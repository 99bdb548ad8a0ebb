import Foundation
import Sandbox
import Testing

/// Between "quorum seen" and "answer posted" the daemon is killed at every request, loses requests and answers, and
/// runs two syncs at once. Always: one channel, the wish `granted`, one answer under it.
@Suite("One channel per wish, under crashes and lost requests")
struct ManifestationKillTests {
    /// The request at which the process is killed, and what happens to that request.
    struct Death: Sendable, CustomTestStringConvertible {
        var request: ManifestationRequest
        var moment: Sandbox.Stage
        /// Whether the request or its answer arrives after the next process has looked for it; else it is lost.
        var isLate: Bool

        var testDescription: String { "\(request.rawValue), \(moment), \(isLate ? "late" : "lost")" }

        /// All but the one that is repeated after 30 seconds, see `repeatedAfterDeath`.
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
        "kill -9 at any request, lost or carried out late, leaves one channel and one answer",
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

    /// A fault of one request while the process goes on.
    struct Loss: Sendable, CustomTestStringConvertible {
        var request: ManifestationRequest
        var fault: Sandbox.Fault

        var testDescription: String { "\(request.rawValue): \(fault)" }

        /// All but those that are repeated after 30 seconds, see `repeatedAfter`.
        static let all =
            [Sandbox.Fault.dropAnswer, .statusAfterWork(500)].map { Loss(request: .channel, fault: $0) }
            + [.dropRequest, .dropAnswer, .status(500), .statusAfterWork(500)].map { Loss(request: .answer, fault: $0) }
            + [.dropRequest, .dropAnswer, .status(500)].map { Loss(request: .reactors, fault: $0) }
    }

    @Test("A lost request, a lost answer or a 500 leaves one channel and one answer", arguments: Loss.all)
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

    @Test(
        "A channel request without an answer is repeated after 30 seconds, and not before",
        arguments: [Sandbox.Fault.dropRequest, .status(500)])
    func repeatedAfter(_ fault: Sandbox.Fault) async throws {
        let (wish, daemon) = try await WishBeforeQuorum.stagedInProcess()
        await wish.stage.sandbox.trouble(ManifestationRequest.channel.pattern(in: wish.guild), fault)
        await wish.vote()
        try await expectPause(wish, daemon)
    }

    @Test("After kill -9 the next process repeats a channel request after 30 seconds, and not before")
    func repeatedAfterDeath() async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        let hold = try await wish.caught(.channel, at: .beforeWork)
        #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        await wish.stage.sandbox.release(hold, answering: false)
        let next = try DaemonInProcess(wish.stage)
        _ = try await wish.stage.syncLine(next, wish.guild.name)
        try await expectPause(wish, next)
    }

    private func expectPause(_ wish: WishBeforeQuorum, _ daemon: DaemonInProcess) async throws {
        let (stage, pattern) = (wish.stage, ManifestationRequest.channel.pattern(in: wish.guild))
        #expect(await stage.clock.isSlept(for: .seconds(20) ... .seconds(31)), "no second look is planned")
        await daemon.skip(.seconds(20))
        // A sync looks for the channel as well, and must not ask for it either.
        _ = try await stage.ask("!syncwishes", by: wish.guild.owner, in: wish.guild)
        await daemon.skip(.seconds(11))
        #expect(await stage.sandbox.waitForRequests(pattern, count: 2))
        let began = await stage.sandbox.requests(pattern).map(\.began)
        try #require(began.count == 2)
        // The time is stored just before the request leaves, in whole milliseconds.
        #expect(began[1].timeIntervalSince(began[0]) > 29.5)
        try await wish.expectGranted(by: daemon)
    }

    /// Not at the first list of reactors: of a kind that was never sent, only one request at a time is under way.
    @Test(
        "Two syncs and live votes at the same moment make one channel",
        arguments: [ManifestationRequest.superReactors, .channel, .answer])
    func raced(_ request: ManifestationRequest) async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        let (sandbox, guild) = (wish.stage.sandbox, wish.guild)
        // Holds the confirmation of the live votes here, until the syncs pass it or reach the same request.
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
