import Discord
import Foundation
import Logging
import ServiceLifecycle
import Wishes

/// Keeps the gateway session over a clean restart: the next process resumes it and sends no identify.
///
/// Source: https://docs.discord.com/developers/events/gateway#resuming
struct SessionHandover: Sendable {
    let store: WishStore
    let rest: RESTClient
    let connection: GatewayConnection
    let cog: SuggestionsCog
    /// Measures the pauses between two questions.
    let clock: any Clock<Duration>
    /// The wall clock.
    let now: @Sendable () -> Date
    /// The gateway's clock.
    let instant: @Sendable () -> ContinuousClock.Instant
    let log: Logger

    /// Prepares to resume the session that the last process kept; does nothing when there is none, or when it is too
    /// old or belongs to another bot. Asks Discord again while it does not answer, as long as the session can be resumed.
    /// Throws `GatewayFatal.tokenRefused`.
    func resume() async throws {
        do {
            guard let life = try await store.gateway.keptSessions(at: now()).first?.lifeLeft else { return }
            // The token may belong to another bot by now. Ask before taking: a session can be taken only once.
            let me = try await cancelWhenGracefulShutdown { try await ownUser(within: life) }
            guard let session = try await store.gateway.takeSession(of: .only, at: now()), session.botID == me.id else {
                return
            }
            await cog.restore(session)
            await connection.resume(session.resumable)
        } catch let fatal as GatewayFatal {
            throw fatal
        } catch {
            log.notice(
                "The last gateway session cannot be resumed; starting a new one.", metadata: ["error": "\(error)"])
        }
    }

    /// The bot's own account. A failure that may pass is no answer: it is asked again until `life` is over.
    private func ownUser(within life: Duration) async throws -> User {
        let end = instant() + life
        var pause = Duration.seconds(1)
        while true {
            do {
                return try await rest.currentUser()
            } catch let error as RESTError where error.mayPass && instant() + pause < end {
                log.notice(
                    "Discord does not answer yet; the last gateway session is kept until it does.",
                    metadata: ["error": "\(error)", "pause": "\(pause.formattedSeconds)"])
            }
            try await clock.sleep(for: pause)
            pause = min(pause * 2, .seconds(5))
        }
    }

    /// Keeps the session for the next process. Call when every event received in it has been handled.
    func keep() async {
        let heardAt = connection.liveness.current.lastHeard.map { now() - (instant() - $0) / .seconds(1) }
        guard let resumable = await connection.resumable,
            let session = await cog.stopped(resumable, heardAt: heardAt)
        else { return }
        do {
            try await store.gateway.keep(session)
        } catch {
            log.notice(
                "The gateway session cannot be stored; the next start begins a new one.",
                metadata: ["error": "\(error)"])
        }
    }
}
