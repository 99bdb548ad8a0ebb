import Discord
import Foundation
import Logging
import Wishes

/// A gateway session outlives a restart in good order: the next start resumes it and needs no identify.
extension Daemon {
    /// Prepares to resume the session that the last process left behind. Throws `GatewayFatal.tokenRefused`.
    func resumeStoppedSession() async throws {
        do {
            guard let session = try await store.takeSession(at: Date()) else { return }
            // The token may be another bot's by now, and the answer is needed anyway: nothing else tells who we are.
            guard try await rest.currentUser().id == session.botID else { return }
            await cog.restore(session)
            await connection.resume(session.resumable)
        } catch let fatal as GatewayFatal {
            throw fatal
        } catch {
            log.notice("The last session cannot be resumed; starting a new one.", metadata: ["error": "\(error)"])
        }
    }

    /// Keeps the session for the next start. Everything that Discord has sent in it has been handled.
    func keepSession() async {
        guard let resumable = await connection.resumable, let session = await cog.stopped(resumable),
            let heard = connection.liveness.current.lastHeard
        else { return }
        let age = ContinuousClock.now - heard
        do {
            try await store.keep(session, at: Date(timeIntervalSinceNow: -(age / .seconds(1))))
        } catch {
            log.notice(
                "The session could not be kept; the next start begins a new one.", metadata: ["error": "\(error)"])
        }
    }

    /// What the connection has been through, for the last line of the log.
    var connectionFacts: Logger.Metadata {
        let facts = connection.liveness.current
        var metadata: Logger.Metadata = [
            "events": "\(facts.events)", "identifies": "\(facts.identifies)", "resumes": "\(facts.resumes)",
        ]
        let causes = facts.reconnects.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if !causes.isEmpty { metadata["reconnects"] = "\(causes.joined(separator: ", "))" }
        if facts.longestDeafness > .zero {
            metadata["longest_deafness"] = "\(facts.longestDeafness.formattedSeconds)"
        }
        return metadata
    }
}
