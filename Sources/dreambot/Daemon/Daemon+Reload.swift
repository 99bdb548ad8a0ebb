import Foundation
import Logging

extension Daemon {
    /// What came of reading the configuration again.
    struct Reload: Sendable, Equatable, Codable {
        /// Keys with new values that count from now on.
        var taken: [String] = []
        /// Keys with new values that need a restart.
        var needRestart: [String] = []
        /// Why nothing changed.
        var error: String?
    }

    /// Reads the configuration again. With a mistake in it everything stays as it is.
    @discardableResult
    func reload() async -> Reload {
        notifier.send(["RELOADING": "1", "MONOTONIC_USEC": "\(Self.monotonicMicroseconds)"])
        defer { notifier.send(["READY": "1", "STATUS": status.sentence]) }
        do {
            let new = try readConfiguration()
            let (taken, kept) = settings.take(new)
            logLevel.configure(Logger.Level(rawValue: new.logLevel.rawValue) ?? .info)
            log.notice(
                "Read the configuration again.",
                metadata: ["changed": "\(taken.isEmpty ? "nothing" : taken.joined(separator: ", "))"])
            if !kept.isEmpty {
                log.warning(
                    "Some settings changed that are read at the start only; restart dreambot to apply them.",
                    metadata: ["keys": "\(kept.joined(separator: ", "))"])
            }
            if taken.contains(where: { $0 != "log.level" }) {
                for shard in shards.current { await shard.cog.settingsChanged() }
            }
            return Reload(taken: taken, needRestart: kept)
        } catch {
            log.error(
                "The configuration cannot be read again; the settings stay as they are.",
                metadata: ["error": "\(error)"])
            return Reload(error: "\(error)")
        }
    }

    /// Switches debug logging on or off.
    func toggleDebug() {
        let level = logLevel.toggleDebug()
        log.notice("The log level has changed.", metadata: ["level": "\(level)"])
    }

    /// Sets the log level; nil goes back to the configured one.
    func setLogLevel(_ level: Logger.Level?) -> Logger.Level {
        logLevel.override(level)
        log.notice("The log level has changed.", metadata: ["level": "\(logLevel.current)"])
        return logLevel.current
    }

    /// The time that systemd compares with its own.
    ///
    /// Source: https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
    private static var monotonicMicroseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
