import Discord
import Foundation
import GRDB

/// The inbox: what members have asked for and have no answer to yet.
extension WishStore {
    /// Stores commands, together. One that is there already stays as it is.
    func keep(_ commands: [InboxCommand]) async throws {
        try await write { db in
            for command in commands { try command.insert(db, onConflict: .ignore) }
        }
    }

    /// Forgets commands that were answered.
    func forget(commands: [Snowflake]) async throws {
        try await write { db in _ = try InboxCommand.filter { commands.contains($0.messageID) }.deleteAll(db) }
    }

    /// The commands without an answer, oldest first.
    func commands() async throws -> [InboxCommand] {
        try await read { db in try InboxCommand.order { $0.messageID }.fetchAll(db) }
    }

    /// Stores an interaction. One that is there already stays as it is.
    func keep(_ interaction: InboxInteraction) async throws {
        try await write { db in try interaction.insert(db, onConflict: .ignore) }
    }

    /// Forgets an interaction that was answered, or that cannot be answered any more.
    func forget(interaction: Snowflake) async throws {
        try await write { db in _ = try InboxInteraction.filter { $0.interactionID == interaction }.deleteAll(db) }
    }

    /// The interactions without an answer, oldest first.
    func interactions() async throws -> [InboxInteraction] {
        try await read { db in try InboxInteraction.order { $0.interactionID }.fetchAll(db) }
    }

    /// An interaction without an answer; nil when there is no such one.
    func interaction(_ id: Snowflake) async throws -> InboxInteraction? {
        try await read { db in try InboxInteraction.filter { $0.interactionID == id }.fetchOne(db) }
    }

    // MARK: What became of a command

    /// The wish that a command has made, in whatever state; nil when there is none.
    func wish(command: Snowflake) async throws -> Wish? {
        try await read { db in try WishRow.filter { $0.commandID == command }.fetchOne(db)?.wish }
    }

    /// The wish that a command has begun; nil when there is none, or when it is finished.
    func intent(command: Snowflake) async throws -> WishIntent? {
        try await read { db in try WishIntent.filter { $0.commandID == command }.fetchOne(db) }
    }
}
