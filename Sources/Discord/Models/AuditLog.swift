/// A page of a guild's audit log, as far as it is used.
/// Source: https://docs.discord.com/developers/resources/audit-log#audit-log-object
package struct AuditLog: Sendable, Equatable, Decodable {
    /// The entries.
    package var entries: [Entry]

    /// Who did what.
    package struct Entry: Sendable, Equatable, Decodable {
        /// The entry's id, which holds its time.
        package var id: Snowflake
        /// What was changed; nil when it has no id.
        package var targetID: Snowflake?
        /// Who did it; nil when it is not known.
        package var userID: Snowflake?
        /// The reason that was given with it.
        package var reason: String?

        /// Makes an entry.
        package init(id: Snowflake, targetID: Snowflake?, userID: Snowflake?, reason: String? = nil) {
            (self.id, self.targetID, self.userID, self.reason) = (id, targetID, userID, reason)
        }

        enum CodingKeys: String, CodingKey {
            case id, reason
            case targetID = "target_id"
            case userID = "user_id"
        }
    }

    enum CodingKeys: String, CodingKey { case entries = "audit_log_entries" }

    /// Reads a page; an odd entry costs itself alone.
    /// - Throws: `DecodingError` when there is no list of entries.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        entries = try container.decode(LenientList<Entry>.self, forKey: .entries).elements
    }
}
