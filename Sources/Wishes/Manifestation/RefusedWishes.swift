import Discord
import Foundation
import Logging

/// Has refused wishes considered again when their pauses are over. The pauses are in the store.
final class RefusedWishes {
    /// The pause before a failed look is repeated.
    private static let retryPause = Duration.seconds(30)

    private let store: WishStore
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let now: @Sendable () -> Date
    private let log: Logger

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        lives = parts.lives
        now = parts.dependencies.now
        log = parts.log
    }

    /// Marks the wishes of a guild whose pauses are over, and schedules a look at the end of the next pause.
    func check(_ guild: Snowflake) async {
        guard guilds.isKnown(guild) else { return }
        do {
            let pauses = try await store.pauses(guild: guild, at: now())
            if pauses.isAnyOver { lives.signal(.touched, in: guild) }
            if let next = pauses.next { lives.signal(.recoveryNeeded(after: next), in: guild) }
        } catch {
            log.error(
                "Looking for refused wishes failed; retrying in 30 s.",
                metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
            lives.signal(.recoveryNeeded(after: Self.retryPause), in: guild)
        }
    }
}
