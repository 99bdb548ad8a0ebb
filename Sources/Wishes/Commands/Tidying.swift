import Discord
import Foundation
import Logging

/// Deletes wishes that were refused, and the bot's answers to them, after a while. A member's message is deleted only if
/// its whole text was handed back in the answer and it still is what was handed back; nothing else is ever deleted.
///
/// What waits is stored: a process that is there within a day finishes it, later ones leave it as it is.
final class Tidying {
    /// Messages of one guild that wait; beyond that, answers stay.
    private static let mostWaiting = 500
    /// After so many attempts without an answer the messages stay.
    private static let mostFailures = 4
    /// How long after its time, in seconds, a message is still deleted by a later process.
    private static let longestDelay: TimeInterval = 86_400

    /// An answer that is to be deleted.
    private struct Waiting {
        let row: TidyingRow
        var due: Duration
        var failures = 0
    }

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let posting: MessagePosting
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private var waiting: [Snowflake: [Waiting]] = [:]
    private var underWay: Set<Snowflake> = []
    /// Guilds whose rows of earlier processes were read.
    private var resumed: Set<Snowflake> = []

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        lives = parts.lives
        posting = parts.posting
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
    }

    // MARK: Answers

    /// The answer to a wish that was refused, and whether the member's message can go because it is handed back.
    struct Answer {
        /// Without its reply and its nonce.
        var message: NewMessage
        /// Whether the member's message is deleted too.
        var handsBack = false
    }

    /// Puts a refusal into words: with the member's text, if the message with it is going to be deleted.
    func answer(_ refusal: String, to call: CommandCall) -> Answer {
        let plain = Answer(message: NewMessage(content: refusal))
        guard let after = dependencies.tidyAfter, hasRoom(in: call.guildID), mayDelete(call) else { return plain }
        let note = dependencies.settings(call.guildID).replies.handedBack(dependencies.now() + after / .seconds(1))
        let lead = refusal + "\n" + note
        let text = call.message.content
        if let block = HandedBack.block(text, limit: HandedBack.messageLimit - lead.utf16.count - 1) {
            return Answer(message: NewMessage(content: lead + "\n" + block), handsBack: true)
        }
        guard lead.utf16.count <= HandedBack.messageLimit, mayPostCard(call),
            let block = HandedBack.block(text, limit: HandedBack.cardLimit)
        else { return plain }
        return Answer(message: NewMessage(content: lead, embeds: [Embed(description: block)]), handsBack: true)
    }

    private func hasRoom(in guild: Snowflake) -> Bool { waiting[guild, default: []].count < Self.mostWaiting }

    /// What a message carries besides its text cannot be handed back.
    private func mayDelete(_ call: CommandCall) -> Bool {
        guard !call.message.carriesMore else { return false }
        return guilds.ownPermissions(in: call.message.channelID, of: call.guildID, at: dependencies.now())?
            .isSuperset(of: [.manageMessages, .readMessageHistory]) ?? false
    }

    private func mayPostCard(_ call: CommandCall) -> Bool {
        let channel = call.message.channelID
        return posting.mayPost(.postCard, in: channel, of: call.guildID)
            && guilds.ownPermissions(in: channel, of: call.guildID, at: dependencies.now())?.contains(.embedLinks)
                == true
    }

    /// An answer was posted: it is deleted after a while.
    func posted(_ message: Snowflake, as answer: Answer, to call: CommandCall) async {
        let guild = call.guildID
        guard let after = dependencies.tidyAfter, hasRoom(in: guild) else { return }
        let row = TidyingRow(
            answerID: message, guildID: guild, channelID: call.message.channelID,
            commandID: answer.handsBack ? call.message.id : nil,
            textHash: answer.handsBack ? TidyingRow.hash(call.message.content) : nil,
            dueAt: dependencies.now() + after / .seconds(1))
        waiting[guild, default: []].append(Waiting(row: row, due: elapsed() + after))
        schedule(guild)
        do {
            try await store.keep(row)
        } catch {
            log.debug("That an answer is to be deleted could not be stored.", metadata: ["error": "\(error)"])
        }
    }

    private func schedule(_ guild: Snowflake) {
        guard let due = waiting[guild]?.map(\.due).min() else { return }
        lives.signal(.choresDue(after: max(.zero, due - elapsed())), in: guild)
    }

    // MARK: Deleting

    /// Reads what earlier processes have left in a guild, once.
    func resume(in guild: Snowflake) async {
        guard let after = dependencies.tidyAfter, guilds.isKnown(guild), resumed.insert(guild).inserted else { return }
        do {
            let rows = try await store.tidying(guild: guild, since: dependencies.now() - Self.longestDelay)
            let known = Set(waiting[guild, default: []].map(\.row.answerID))
            for row in rows where !known.contains(row.answerID) {
                let left = min(max(0, row.dueAt.timeIntervalSince(dependencies.now())), after / .seconds(1))
                waiting[guild, default: []].append(Waiting(row: row, due: elapsed() + .seconds(left)))
            }
            schedule(guild)
        } catch {
            resumed.remove(guild)
            log.debug("Answers that are to be deleted could not be read.", metadata: ["error": "\(error)"])
        }
    }

    /// Deletes what is due in a guild.
    func carryOut(in guild: Snowflake, for work: WorkContext) async {
        guard guilds.isKnown(guild), underWay.insert(guild).inserted else { return }
        defer { underWay.remove(guild) }
        while !Task.isCancelled, let entry = takeDue(in: guild) {
            if await delete(entry.row, for: work) {
                await settled(entry.row)
            } else if !Task.isCancelled {
                await retry(entry)
            }
        }
        schedule(guild)
    }

    private func takeDue(in guild: Snowflake) -> Waiting? {
        let now = elapsed()
        guard let index = waiting[guild]?.firstIndex(where: { $0.due <= now }) else { return nil }
        let entry = waiting[guild]?.remove(at: index)
        if waiting[guild]?.isEmpty == true { waiting[guild] = nil }
        return entry
    }

    private func retry(_ entry: Waiting) async {
        var entry = entry
        entry.failures += 1
        guard entry.failures < Self.mostFailures else { return await settled(entry.row) }
        entry.due = elapsed() + RetryPause.after(entry.failures)
        waiting[entry.row.guildID, default: []].append(entry)
    }

    private func settled(_ row: TidyingRow) async {
        do {
            try await store.forget(row)
        } catch {
            log.debug("That an answer is deleted could not be stored.", metadata: ["error": "\(error)"])
        }
    }

    /// The member's message goes first: if it stays, the answer has nothing that would be lost. False when Discord gave no
    /// answer.
    private func delete(_ row: TidyingRow, for work: WorkContext) async -> Bool {
        let port = port.serving(work)
        do throws(PortError) {
            if let command = row.commandID {
                let message = try await port.message(command, in: row.channelID)
                // A message that was edited since holds what was not handed back.
                let isSame = TidyingRow.hash(message.content) == row.textHash
                if isSame, message.attachments.isEmpty, !message.carriesOther {
                    try await port.delete(command, in: row.channelID)
                }
            }
        } catch {
            if error.isPassing { return false }
        }
        do throws(PortError) {
            try await port.delete(row.answerID, in: row.channelID)
        } catch {
            return !error.isPassing
        }
        return true
    }
}
