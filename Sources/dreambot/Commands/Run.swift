import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle

/// Runs the bot until it is asked to stop.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the bot until SIGTERM or SIGINT.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            let token = try TokenSource.load(
                environment: ProcessInfo.processInfo.environment, tokenFile: configuration.tokenFile)
            let log = configuration.logger()
            if let warning = token.warning { log.warning("\(warning)") }
            let daemon = try Daemon(configuration, token: token.secret, log: log)
            var group = ServiceGroupConfiguration(
                services: [.init(service: daemon)], gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet)
            // systemd and people both give up on a daemon that takes longer.
            group.maximumGracefulShutdownDuration = .seconds(4)
            defer { daemon.close() }
            try await ServiceGroup(configuration: group).run()
            log.info("Stopped.", metadata: daemon.connectionFacts)
        }
    }

    /// The library's own log speaks of its services' properties; ours says what matters.
    private static var quiet: Logger { Logger(label: "services") { _ in SwiftLogNoOpLogHandler() } }
}
