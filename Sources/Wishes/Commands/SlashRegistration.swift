import Discord
import Logging

/// Registers the slash commands, once in the life of the process: where there are several shards, one does it for all.
final class SlashRegistration {
    private let port: any GuildPort
    private let jobs: JobQueue
    private let log: Logger
    /// Whether the commands are registered, or are being registered.
    private var isDone: Bool

    init(_ parts: SharedParts) {
        port = parts.port
        jobs = parts.jobs
        log = parts.log
        isDone = !parts.dependencies.registersCommands
    }

    /// A session has begun or goes on. `application` is known from READY; a session that an earlier process left behind
    /// does not bring it.
    func schedule(for application: Snowflake?) {
        guard !isDone else { return }
        isDone = true
        jobs.add(.register(application))
    }

    /// Registers the commands, unless Discord has exactly these.
    func register(for known: Snowflake?) async {
        do {
            let application = if let known { known } else { try await port.application() }
            guard try await !SlashCommands.areExactly(port.commands(of: application)) else { return }
            try await port.register(SlashCommands.all, of: application)
            log.info("Registered the slash commands.", metadata: ["commands": .number(SlashCommands.all.count)])
        } catch {
            isDone = false
            log.warning(
                "Registering the slash commands failed; commands in messages work all the same. The next connection tries again.",
                metadata: ["error": "\(error)", "cure": "\(Self.cure(error))"])
        }
    }

    /// What helps if it stays so.
    private static func cure(_ error: PortError) -> String {
        switch error.kind {
        case .forbidden: "invite the bot again with the scope applications.commands"
        case .entryPointMissing:
            "the application's Entry Point command could not be kept; disable Activities in the developer portal"
        case .unreachable, .uncertain: "none: Discord did not answer"
        default: "look at the application's commands in the developer portal"
        }
    }
}
