import Discord
import Foundation
import Logging

/// What members have asked for and have no answer to yet, in memory and in the database: it outlives the process.
final class CommandInbox {
    /// More commands than this do not wait for one guild.
    private static let mostWaiting = 10_000

    /// A command without an answer.
    private struct Entry {
        let command: InboxCommand
        /// Whether it waits: for its guild, or because its answer could not be posted.
        var isWaiting: Bool
        /// Whether the database holds it.
        var isStored = false
    }

    private let store: WishStore
    private let log: Logger
    private var entries: [Snowflake: Entry] = [:]
    /// Entries that are to be stored.
    private var unstored: Set<Snowflake> = []
    /// Commands that were not accepted after all and that the database still holds.
    private var refused: [Snowflake] = []
    /// How many commands wait for each guild.
    private var waiting: [Snowflake: Int] = [:]
    /// What an earlier process has accepted and not answered.
    private var interrupted: [Snowflake: [InboxInteraction]] = [:]
    private var isRead = false

    init(_ parts: SharedParts) {
        store = parts.store
        log = parts.log
    }

    // MARK: Commands that come

    /// A command waits for its guild.
    func hold(_ command: InboxCommand) {
        guard entries[command.messageID] == nil, waiting[command.guildID, default: 0] < Self.mostWaiting else { return }
        insert(command, isWaiting: true)
    }

    /// A command is carried out now.
    func begin(_ command: InboxCommand) {
        guard let entry = entries[command.messageID] else { return insert(command, isWaiting: false) }
        if entry.isWaiting { setWaiting(command.messageID, false) }
    }

    /// A command that waited is not accepted: the member gave too many. The database forgets it at the next `flush`.
    func refuse(_ id: Snowflake) {
        setWaiting(id, false)
        unstored.remove(id)
        if entries.removeValue(forKey: id)?.isStored == true { refused.append(id) }
    }

    private func insert(_ command: InboxCommand, isWaiting: Bool, isStored: Bool = false) {
        entries[command.messageID] = Entry(command: command, isWaiting: false, isStored: isStored)
        if !isStored { unstored.insert(command.messageID) }
        if isWaiting { setWaiting(command.messageID, true) }
    }

    private func setWaiting(_ id: Snowflake, _ isWaiting: Bool) {
        guard let entry = entries[id], entry.isWaiting != isWaiting else { return }
        entries[id]?.isWaiting = isWaiting
        let count = waiting[entry.command.guildID, default: 0] + (isWaiting ? 1 : -1)
        waiting[entry.command.guildID] = count > 0 ? count : nil
    }

    /// Stores what has come since the last time, in one transaction. Returns whether everything is stored.
    func flush() async -> Bool {
        if !refused.isEmpty {
            let ids = refused
            refused = []
            await forget(ids)
        }
        guard !unstored.isEmpty else { return true }
        let batch = unstored.sorted().compactMap { entries[$0]?.command }
        unstored = []
        do {
            try await store.keep(batch)
            let ids = batch.map(\.messageID)
            for id in ids { entries[id]?.isStored = true }
            // Some may have been answered meanwhile.
            let gone = ids.filter { entries[$0] == nil }
            if !gone.isEmpty { await forget(gone) }
            return true
        } catch {
            unstored.formUnion(batch.map(\.messageID).filter { entries[$0] != nil })
            log.error(
                "Commands could not be stored; they are carried out now, but a stop would lose them.",
                metadata: ["count": "\(batch.count)", "error": "\(error)"])
            return false
        }
    }

    // MARK: Answers

    /// A command was answered, or needs no answer.
    func answered(_ id: Snowflake) async {
        setWaiting(id, false)
        unstored.remove(id)
        if entries.removeValue(forKey: id)?.isStored == true { await forget([id]) }
    }

    /// The answer to a command could not be posted: it is carried out again after the next reconnect or restart.
    func postponed(_ id: Snowflake) { setWaiting(id, true) }

    /// What was answered is forgotten also while the process is being stopped: its tasks are cancelled then.
    private func forget(_ ids: [Snowflake]) async {
        let (store, log) = (store, log)
        await Task {
            do {
                try await store.forget(commands: ids)
            } catch {
                log.warning(
                    "An answered command could not be removed from the inbox; the next start looks for its answer.",
                    metadata: ["error": "\(error)"])
            }
        }.value
    }

    // MARK: Commands that wait

    /// The commands that wait for a guild, oldest first: now they do not any more.
    func take(_ guild: Snowflake) async -> [InboxCommand] {
        await readOnce()
        guard waiting[guild] != nil else { return [] }
        let found = entries.values.filter { $0.isWaiting && $0.command.guildID == guild }.map(\.command)
        for command in found { setWaiting(command.messageID, false) }
        return found.sorted { $0.messageID < $1.messageID }
    }

    /// The interactions of a guild that an earlier process has left, once.
    func takeInterrupted(_ guild: Snowflake) -> [InboxInteraction] { interrupted.removeValue(forKey: guild) ?? [] }

    /// Reads what earlier processes have left.
    private func readOnce() async {
        guard !isRead else { return }
        isRead = true
        do {
            let (commands, interactions) = (try await store.commands(), try await store.interactions())
            for command in commands where entries[command.messageID] == nil {
                insert(command, isWaiting: true, isStored: true)
            }
            interrupted = Dictionary(grouping: interactions, by: \.guildID)
        } catch {
            isRead = false
            log.error("Reading the inbox failed; trying again with the next guild.", metadata: ["error": "\(error)"])
        }
    }
}
