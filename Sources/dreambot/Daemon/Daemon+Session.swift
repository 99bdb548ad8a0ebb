import Discord
import Foundation
import Logging
import ServiceLifecycle
import Wishes

/// A gateway session outlives a restart in good order: the next start resumes it and needs no identify.
extension Daemon {
    /// How long a stop waits for answers to commands that have come: they are not heard again.
    private static let answerPatience = Duration.seconds(2)

    /// Prepares to resume the session that the last process left behind. Throws `GatewayFatal.tokenRefused`.
    func resumeStoppedSession() async throws {
        do {
            guard try await store.gateway.keepsSession() else { return }
            // The token may be another bot's by now. Asked first, so that the session is still there if nobody answers.
            let me = try await cancelWhenGracefulShutdown { try await rest.currentUser() }
            guard let session = try await store.gateway.takeSession(at: Date()), session.botID == me.id else { return }
            await cog.restore(session)
            await connection.resume(session.resumable)
        } catch let fatal as GatewayFatal {
            throw fatal
        } catch {
            log.notice("The last session is not resumed; starting a new one.", metadata: ["error": "\(error)"])
        }
    }

    /// Keeps the session for the next start. Everything that Discord has sent in it has been handled.
    func keepSession() async {
        let heardAt = connection.liveness.current.lastHeard.map {
            Date(timeIntervalSinceNow: (.now - $0) / .seconds(-1))
        }
        guard let resumable = await connection.resumable,
            let session = await cog.stopped(resumable, heardAt: heardAt)
        else { return }
        do {
            try await store.gateway.keep(session)
        } catch {
            log.notice(
                "The session could not be kept; the next start begins a new one.", metadata: ["error": "\(error)"])
        }
    }

    /// Gives commands that have come a little time to be answered.
    func answerWhatHasCome() async {
        await withTaskGroup { group in
            group.addTask { await cog.answered() }
            group.addTask { try? await Task.sleep(for: Self.answerPatience) }
            await group.next()
            group.cancelAll()
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
