import ArgumentParser
import Discord
import Foundation
import Logging
import ServiceLifecycle
import Wishes

/// Runs the bot until SIGTERM or SIGINT.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the bot until SIGTERM or SIGINT.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        // Before anything that may take time: these signals must not end a bot that is starting either.
        var signals = Signals()
        defer { signals.end() }
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            let token = try TokenSource.loadOnce(tokenFile: configuration.tokenFile)
            let writer = configuration.logWriter()
            defer { writer.close() }
            let level = configuration.logLevelSwitch
            let log = configuration.logger(level: level) { writer.write($0) }
            log.info("Read the configuration.", metadata: ["file": "\(configuration.file ?? "")"])
            if let warning = token.warning { log.warning("\(warning)") }
            let ignored = Hardening.current.ignoredVariables
            if !ignored.isEmpty {
                log.notice("Ignored environment variables.", metadata: ["names": "\(ignored.joined(separator: " "))"])
            }
            try DatabaseUser.become(for: configuration.databasePath)
            let daemon = try daemon(configuration, token.secret, log, level, writer)
            signals.handle { signal in
                Task {
                    switch signal {
                    case .reload: await daemon.reload()
                    case .toggleDebug: daemon.toggleDebug()
                    }
                }
            }
            var group = ServiceGroupConfiguration(
                services: [.init(service: daemon)], gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet)
            // Below systemd's TimeoutStopSec (10 s in contrib/dreambot.service), so that a stop is never a kill.
            group.maximumGracefulShutdownDuration = .seconds(4)
            defer { daemon.close() }
            try await ServiceGroup(configuration: group).run()
            log.info("Stopped.", metadata: daemon.connectionFacts)
        }
    }

    /// A damaged database is left alone, and the newest good backup is named.
    private func daemon(
        _ configuration: Configuration, _ token: Secret, _ log: Logger, _ level: LogLevelSwitch, _ writer: LogWriter
    ) throws -> Daemon {
        do {
            return try Daemon(
                configuration, token: token, log: log, logLevel: level,
                readConfiguration: { [path = shared.config] in try ConfigurationFile.load(path: path) },
                logMoves: { writer.isMoving() }, logDropped: { writer.dropped })
        } catch let error as StoreError where error.meansDamage {
            Output.error("dreambot: \(error)")
            if let backup = configuration.backupFolder.flatMap({ BackupFolder($0).newestGood }) {
                Output.error("dreambot: The newest good backup is \(backup). To use it: dreambot restore \(backup)")
            }
            throw Exit.database
        }
    }

    /// Discards the service group's log: it prints the stored properties of its services.
    private static var quiet: Logger { Logger(label: "services") { _ in SwiftLogNoOpLogHandler() } }
}
