import ArgumentParser
import Discord
import Foundation
import Wishes

/// Removes a member's data from the database.
struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Remove a member's data from the database. Stop the bot first.",
        discussion: """
            The member's wishes stay, of an unknown author, unless --with-wishes. Messages and channels on Discord are not \
            touched: delete a card with !removewish before. Backups, exports and the log keep what they hold.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: .init("The member's id (Developer Mode, Copy User ID).", valueName: "user"))
    var member: String

    @Flag(help: "Remove the member's wishes too, with their history.")
    var withWishes = false

    mutating func validate() throws {
        guard Snowflake(member) != nil else {
            throw ValidationError("\"\(member)\" is not the id of a member (Developer Mode, Copy User ID).")
        }
    }

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            let path = configuration.databasePath
            // A new database would be made in its place.
            guard FileManager.default.fileExists(atPath: path) else { throw StoreError.missing(path) }
            guard let user = Snowflake(member) else { return }
            try DatabaseUser.become(for: path)
            let store = try WishStore(path: path)
            defer { if let problem = store.close() { Output.error("dreambot: \(problem)") } }
            let report = try await store.forget(user: user, withWishes: withWishes)
            for line in Self.lines(report, withWishes: withWishes) { Output.line(line) }
            if let folder = configuration.backupFolder {
                Output.line(
                    "The backups in \(PrintableText.path(folder)) still hold it until they are replaced or deleted.")
            }
        }
    }

    /// What a person reads.
    static func lines(_ report: ForgetReport, withWishes: Bool) -> [String] {
        guard !report.isEmpty else { return ["Nothing is stored of this member."] }
        let fate = withWishes ? "removed" : "of an unknown author now"
        let unfinished = report.unfinished.map { wish in
            "A removed wish was becoming a channel: look for #\(wish.channelName) in the server, and for what is under "
                + "\(wish.link ?? "its card")."
        }
        return [
            "wishes       \(report.wishes), \(fate)",
            "not posted   \(report.begunWishes), \(fate)",
            "decisions    \(report.decisions), by an unknown member now",
            "thresholds   \(report.thresholds), set by an unknown member now",
            "settings     \(report.settings), set by an unknown member now",
            "commands     \(report.commands) without an answer, removed",
            "Messages and channels on Discord are as they were, cards with the member's name among them; backups, exports "
                + "and the log as well.",
        ] + unfinished
    }
}
