import Discord
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import Wishes

/// Twelve members wish at once, and the daemon is killed or stopped in the middle of it.
@Suite("Wishes under way at the end of a process")
struct WishesUnderWayTests {
    /// Where the first process is when it ends.
    struct Phase: Sendable, CustomTestStringConvertible {
        /// The step of a wish whose request is caught; nil for none.
        var step: Step?
        var moment = Sandbox.Stage.beforeWork
        /// After how many requests of that kind.
        var after = 0

        enum Step: String, Sendable, CaseIterable {
            case card = "POST card"
            case star = "PUT star"
            case command = "DELETE command"

            func pattern(in guild: GuildOnStage) -> Sandbox.Pattern {
                switch self {
                case .card: Sandbox.Pattern("POST", "/channels/\(guild.suggestions)/messages")
                case .star: Sandbox.Pattern("PUT", "/channels/\(guild.suggestions)/messages/*/reactions/*/@me")
                case .command: Sandbox.Pattern("DELETE", "/channels/\(guild.suggestions)/messages/*")
                }
            }
        }

        var testDescription: String { step.map { "\($0.rawValue), \(moment), after \(after)" } ?? "all accepted" }

        static let all =
            [Phase()]
            + [(Step.card, [0, 2, 4]), (.star, [0, 2]), (.command, [0, 2])].flatMap { step, counts in
                counts.flatMap { count in
                    [Sandbox.Stage.beforeWork, .afterWork].map { Phase(step: step, moment: $0, after: count) }
                }
            }
    }

    @Test(
        "After kill -9 at any phase and the next start, every wish has one card or its member was answered",
        arguments: Phase.all)
    func killed(_ phase: Phase) async throws { try await play(phase, SIGKILL) }

    @Test(
        "After SIGTERM at any phase and the next start, every wish has one card or its member was answered",
        arguments: Phase.all)
    func stopped(_ phase: Phase) async throws { try await play(phase, SIGTERM) }

    private func play(_ phase: Phase, _ signal: Int32) async throws {
        let stage = try await Stage()
        let guild = try await stage.guild(humans: 12)
        let (first, _) = try await stage.startAndSync(guild.name)
        let commands = try await end(first, at: phase, signal, stage, guild)
        // The next process lives by a clock that the test moves: it waits for requests that may be on their way.
        let next = try DaemonInProcess(stage)
        _ = try await stage.syncLine(next, guild.name)
        for _ in 0..<5 {
            if await !Self.areOpen(commands, stage, guild, timeout: .seconds(2)) { break }
            await next.skip(.seconds(31))
        }
        #expect(await !Self.areOpen(commands, stage, guild, timeout: .seconds(20)))
        #expect(await next.stop() == 0)
        for (number, command) in commands.enumerated() {
            let cards = await Self.cards(of: number, stage, guild)
            let isAnswered = await Self.isAnswered(command, stage, guild)
            #expect(cards == 1 || cards == 0 && isAnswered, "wish \(number): \(cards) cards, answered: \(isAnswered)")
        }
        let store = try WishStore(path: stage.database, access: .reading)
        #expect(try await store.commands().isEmpty)
        let wishes = try await store.wishes(guild: Snowflake(guild.id.rawValue))
        let posted = await Self.allCards(stage, guild)
        #expect(wishes.count == posted)
        store.close()
        await stage.close()
    }

    /// Twelve wishes; returns when the process was ended at the phase.
    private func end(
        _ daemon: DaemonProcess, at phase: Phase, _ signal: Int32, _ stage: Stage, _ guild: GuildOnStage
    ) async throws -> [Sandbox.Message] {
        let sandbox = stage.sandbox
        let pattern = phase.step?.pattern(in: guild)
        var hold: Sandbox.BreakpointID?
        if let pattern, phase.after == 0 { hold = await sandbox.hold(pattern, at: phase.moment) }
        var commands: [Sandbox.Message] = []
        for (number, member) in guild.humans.prefix(12).enumerated() {
            commands.append(
                try await sandbox.post("!wish other number \(number) of twelve", as: member, in: guild.suggestions))
        }
        try await Self.expectAccepted(12, stage, guild)
        if let pattern, phase.after > 0 {
            #expect(await sandbox.waitForRequests(pattern, count: phase.after))
            hold = await sandbox.hold(pattern, at: phase.moment)
        }
        if let hold {
            // With a hold that is set late the last request may have passed already.
            _ = await sandbox.caught(hold, timeout: .seconds(phase.after == 0 ? 60 : 3))
        }
        if signal == SIGKILL {
            #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        } else {
            #expect(await daemon.stop() == 0)
        }
        if let hold { await sandbox.release(hold, answering: false) }
        return commands
    }

    /// Waits until the database knows of so many wishes, as command, intent or wish.
    private static func expectAccepted(_ count: Int, _ stage: Stage, _ guild: GuildOnStage) async throws {
        let store = try WishStore(path: stage.database, access: .reading)
        defer { store.close() }
        let isThere = try await eventually {
            let id = Snowflake(guild.id.rawValue)
            var known = Set(try await store.commands().map(\.messageID))
            known.formUnion(try await store.intents(guild: id).map(\.commandID))
            return try await known.count + store.wishes(guild: id).count >= count
        }
        #expect(isThere)
    }

    private static func cards(of number: Int, _ stage: Stage, _ guild: GuildOnStage) async -> Int {
        await stage.sandbox.botMessages(in: guild.suggestions).count {
            $0.replyTo == nil && $0.words.contains("number \(number) of twelve")
        }
    }

    private static func allCards(_ stage: Stage, _ guild: GuildOnStage) async -> Int {
        await stage.sandbox.botMessages(in: guild.suggestions).count {
            $0.replyTo == nil && $0.words.contains("of twelve")
        }
    }

    private static func isAnswered(_ command: Sandbox.Message, _ stage: Stage, _ guild: GuildOnStage) async -> Bool {
        await stage.sandbox.botMessages(in: guild.suggestions).contains { $0.replyTo == command.id }
    }

    /// Whether some commands are neither deleted nor answered after that time.
    private static func areOpen(
        _ commands: [Sandbox.Message], _ stage: Stage, _ guild: GuildOnStage, timeout: Duration
    ) async -> Bool {
        let channel = guild.suggestions
        let isDone = await stage.sandbox.wait(timeout: timeout) { sandbox in
            let replies = Set(sandbox.botMessages(in: channel).compactMap(\.replyTo))
            let open = commands.contains { sandbox.message($0.id, in: channel) != nil && !replies.contains($0.id) }
            return open ? nil : true
        }
        return isDone != true
    }
}
