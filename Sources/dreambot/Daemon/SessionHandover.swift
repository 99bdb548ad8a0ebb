import Discord
import Foundation
import Logging
import ServiceLifecycle
import Wishes

/// Keeps the gateway sessions over a clean restart: the next process resumes them and sends no identify.
///
/// Source: https://docs.discord.com/developers/events/gateway#resuming
struct SessionHandover: Sendable {
    let store: WishStore
    let rest: RESTClient
    /// Measures the pauses between two questions.
    let clock: any Clock<Duration>
    /// The wall clock.
    let now: @Sendable () -> Date
    /// The gateway's clock.
    let instant: @Sendable () -> ContinuousClock.Instant
    let log: Logger

    /// The sessions that the last process kept, if they can still be resumed and are this bot's.
    struct Offer: Sendable {
        /// Whose sessions there are.
        var shards: Set<ShardID> = []
        /// The bot's account.
        fileprivate var me: Snowflake?
    }

    /// What the last process has kept. Asks Discord whose token it is, again while it does not answer, as long as the
    /// sessions can be resumed. Throws `GatewayFatal.tokenRefused`.
    func offer() async throws -> Offer {
        do {
            let kept = try await store.gateway.keptSessions(at: now())
            guard let life = kept.map(\.lifeLeft).max() else { return Offer() }
            // The token may belong to another bot by now. Ask before taking: a session can be taken only once.
            let me = try await cancelWhenGracefulShutdown { try await ownUser(within: life) }
            let known = try await store.gateway.keptSessions(at: now()).filter { $0.lifeLeft > .zero }
            return Offer(shards: Set(known.map(\.shard)), me: me.id)
        } catch let fatal as GatewayFatal {
            throw fatal
        } catch {
            failed(error)
            return Offer()
        }
    }

    /// Takes a shard's session; nil when there is none that can be resumed.
    func take(_ shard: ShardID, from offer: Offer) async -> StoppedSession? {
        do {
            guard let session = try await store.gateway.takeSession(of: shard, at: now()), session.botID == offer.me
            else { return nil }
            return session
        } catch {
            failed(error)
            return nil
        }
    }

    /// Deletes the sessions that no shard has taken: what they know is outdated by the new ones.
    func forgetOthers() async {
        do {
            try await store.gateway.forgetSessions()
        } catch {
            failed(error)
        }
    }

    private func failed(_ error: any Error) {
        log.notice(
            "The last gateway session cannot be resumed; starting a new one.", metadata: ["error": "\(error)"])
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

    /// Keeps a shard's session for the next process. Call when every event received in it has been handled.
    func keep(_ shard: Shard) async {
        let heardAt = shard.connection.liveness.current.lastHeard.map { now() - (instant() - $0) / .seconds(1) }
        guard let resumable = await shard.connection.resumable,
            let session = await shard.cog.stopped(resumable, heardAt: heardAt)
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
