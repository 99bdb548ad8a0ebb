import Discord
import Logging
import Wishes

/// One shard of the bot: its connection, and the cog that works for its guilds.
struct Shard: Sendable {
    /// How long a stop waits for answers to commands already received; the unit allows 10 s for everything. What is not
    /// answered by then is in the inbox, for the next process.
    private static let answerPatience = Duration.seconds(6)

    let id: ShardID
    let connection: GatewayConnection
    let cog: SuggestionsCog
    let clock: any Clock<Duration>

    private enum Part { case gateway, intake, cog, liveness }

    /// Goes on with this session instead of beginning one. To be called before `run`.
    func resume(_ session: StoppedSession) async {
        await cog.restore(session)
        await connection.resume(session.resumable)
    }

    /// Works until the connection is stopped. Every event that Discord has sent is handled by then; `keep` is called after
    /// that, and every command that has come is answered afterwards or left to the inbox. `changed` is called whenever the
    /// state of the connection has changed.
    /// - Throws: `GatewayFatal` when only the operator can help.
    func run(
        keep: @escaping @Sendable (Shard) async -> Void, changed: @escaping @Sendable () -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                await cog.run()
                return .cog
            }
            group.addTask {
                for await _ in connection.liveness.changes { changed() }
                return .liveness
            }
            group.addTask {
                while let batch = await connection.events.next() { await cog.handle(batch) }
                return .intake
            }
            group.addTask {
                try await connection.run()
                return .gateway
            }
            var running: Set<Part> = [.gateway, .intake]
            while !running.isEmpty, let part = try await group.next() { running.remove(part) }
            await keep(self)
            await answerReceivedCommands()
            group.cancelAll()
        }
    }

    /// Returns when every received command is answered, or after `answerPatience`.
    private func answerReceivedCommands() async {
        await withTaskGroup { group in
            group.addTask { await cog.answered() }
            group.addTask { try? await clock.sleep(for: Self.answerPatience) }
            await group.next()
            group.cancelAll()
        }
    }
}
