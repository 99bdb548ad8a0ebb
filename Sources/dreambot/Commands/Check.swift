import ArgumentParser
import Discord
import Foundation
import Logging
import Wishes

/// Looks at everything the bot needs, and says how to mend what is missing.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check configuration, database, token, intents, clock, and each server's channels and permissions.",
        discussion: """
            Changes nothing and sends no identify, so it may run beside the bot. Exits with 0 when nothing is missing, 69 when \
            Discord cannot be reached, 74, 77 or 78 when database, token or configuration is at fault, and 1 when something is \
            missing in a server.
            """)

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Do not ask Discord.")
    var offline = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            let token = try TokenSource.loadOnce(tokenFile: configuration.tokenFile)
            if FileManager.default.fileExists(atPath: configuration.databasePath) {
                try DatabaseUser.become(for: configuration.databasePath)
            }
            var report = CheckReport(sections: [try Self.local(configuration, token.warning)])
            var failure: (any Error)?
            if !offline {
                do {
                    report = try await Self.online(report, configuration, token.secret)
                } catch {
                    failure = error
                }
            }
            if json { Output.document(String(decoding: try report.json(), as: UTF8.self)) }
            if !json { for line in report.lines { Output.line(line) } }
            if let failure { throw failure }
            guard report.isGood else { throw ExitCode.failure }
        }
    }

    /// Configuration, token, database. Throws: `StoreError` when the database cannot be used.
    private static func local(_ configuration: Configuration, _ warning: String?) throws -> CheckReport.Section {
        var findings = [Finding("configuration"), Finding("token", cure: warning, isOptional: true)]
        let path = configuration.databasePath
        if FileManager.default.fileExists(atPath: path) {
            findings.append(Finding("database \(path): \(try DatabaseBackup.inspect(path)) wishes"))
            findings += try ThresholdOverride.all(in: path).compactMap { threshold in
                threshold.finding(beside: configuration.settings(for: threshold.guildID.rawValue))
            }
        } else {
            findings.append(Finding("database \(path): none yet; the first run makes it"))
        }
        if let folder = configuration.backupFolder {
            let newest = BackupFolder(folder).newestGood
            findings.append(
                Finding(
                    newest.map { "newest backup \($0)" } ?? "backups",
                    cure: newest == nil ? "there is none in \(folder) yet; the bot makes one at its start" : nil,
                    isOptional: true))
        }
        return CheckReport.Section(title: "This machine", findings: findings)
    }

    private static func online(
        _ report: CheckReport, _ configuration: Configuration, _ token: Secret
    ) async throws -> CheckReport {
        let quiet = Logger(label: "check") { _ in SwiftLogNoOpLogHandler() }
        let access = try DiscordAccess(configuration, token: token, log: quiet)
        defer { access.close() }
        var report = report
        let found = try await OnlineCheck(rest: access.rest, configuration: configuration, now: Date()).run()
        report.sections += found.sections
        report.inviteLink = InviteLink.address(
            application: found.application, withThreads: configuration.wantsThreads)
        return report
    }
}

/// The address with which the bot is invited to a server.
enum InviteLink {
    /// View Channel, Send Messages, Embed Links, Read Message History, Add Reactions, Manage Messages, Manage Channels, and
    /// two that are optional: Attach Files and View Audit Log.
    static let permissions: Permissions = [
        .viewChannel, .sendMessages, .embedLinks, .readMessageHistory, .addReactions, .manageMessages, .manageChannels,
        .attachFiles, .viewAuditLog,
    ]

    /// What `threads` needs besides.
    private static let threads: Permissions = [.createPublicThreads, .manageThreads]

    /// Source: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
    static func address(application: Snowflake, withThreads: Bool) -> String {
        let permissions = withThreads ? permissions.union(threads) : permissions
        return "https://discord.com/oauth2/authorize?client_id=\(application)&scope=bot%20applications.commands"
            + "&permissions=\(permissions.rawValue)"
    }
}

extension Configuration {
    /// Whether wishes get threads in any server.
    fileprivate var wantsThreads: Bool { ([defaults] + guilds.values).contains { $0.threads == .on } }
}
