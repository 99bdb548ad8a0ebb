import Discord
import Foundation
import GRDB

/// An interaction that was accepted and is not answered yet: a row of `interaction_inbox`.
package struct InboxInteraction: Sendable, Equatable {
    /// The interaction.
    package var interactionID: Snowflake
    /// The application to which it was sent.
    package var applicationID: Snowflake
    /// The guild.
    package var guildID: Snowflake
    /// The right to answer it.
    private var token: StoredSecret
    /// What was asked for.
    var request: Request
    /// How its answer was deferred.
    var deferral: Deferral
    /// When it was received.
    package var receivedAt: Date

    /// Seconds for which an interaction can be answered.
    /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
    static let lifetime: TimeInterval = 15 * 60

    init(_ handle: InteractionHandle, in guild: Snowflake, _ request: SlashRequest, _ deferral: Deferral, at now: Date)
    {
        interactionID = handle.id
        applicationID = handle.applicationID
        guildID = guild
        token = StoredSecret(secret: handle.token)
        self.request = Request(request)
        self.deferral = deferral
        receivedAt = now
    }

    /// What is needed to answer it.
    var handle: InteractionHandle {
        InteractionHandle(id: interactionID, applicationID: applicationID, token: token.secret)
    }

    /// As much of a request as a later process needs to carry it out, or to tell that it will not.
    enum Request: Sendable, Equatable {
        /// A page of a list.
        case page(ListPage)
        /// The figures of the last weeks.
        case stats
        /// A wish; its text is in its intent.
        case wish
        /// Anything else: it may have been carried out or not.
        case other

        init(_ request: SlashRequest) {
            switch request {
            case .page(let page): self = .page(page)
            case .command(.stats): self = .stats
            case .command(.wish), .command(.wishChannel): self = .wish
            case .command, .usage, .form, .unknownCommand, .unknownButton, .unknownForm: self = .other
            }
        }
    }
}

extension InboxInteraction: StoredRow {
    package static let databaseTableName = "interaction_inbox"

    /// The columns.
    package enum CodingKeys: String, CodingKey, ColumnExpression {
        case token, request, deferral
        case interactionID = "interaction_id"
        case applicationID = "application_id"
        case guildID = "guild_id"
        case receivedAt = "received_at"
    }
    /// The columns.
    package typealias Columns = CodingKeys
}

/// A secret that the database holds as text. Like `Secret`, it prints nothing of itself.
private struct StoredSecret: Sendable, Equatable, Codable, DatabaseValueConvertible {
    let secret: Secret

    init(secret: Secret) { self.secret = secret }

    init(from decoder: any Decoder) throws {
        secret = Secret(try decoder.singleValueContainer().decode(String.self), .interaction)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(secret.reveal())
    }

    var databaseValue: DatabaseValue { secret.reveal().databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredSecret? {
        String.fromDatabaseValue(value).map { StoredSecret(secret: Secret($0, .interaction)) }
    }
}

extension InboxInteraction.Request: Codable, DatabaseValueConvertible {
    /// One line of text, such as `top:video:10:2`. Version 0.1.0 wrote `manifestations:video:10` for the first page of that
    /// list, with nothing for all kinds.
    private var text: String {
        switch self {
        case .page(let page): page.customID
        case .stats: "stats"
        case .wish: "wish"
        case .other: "other"
        }
    }

    private init(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if let page = ListPage(customID: text) {
            self = .page(page)
        } else if parts.count == 3, parts[0] == "manifestations", let count = Int(parts[2]) {
            self = .page(ListPage(.manifestations(WishKind(rawValue: parts[1])), count: count))
        } else {
            self = text == "wish" ? .wish : text == "stats" ? .stats : .other
        }
    }

    init(from decoder: any Decoder) throws {
        self.init(text: try decoder.singleValueContainer().decode(String.self))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var databaseValue: DatabaseValue { text.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> InboxInteraction.Request? {
        String.fromDatabaseValue(value).map { InboxInteraction.Request(text: $0) }
    }
}

extension Deferral: DatabaseValueConvertible {}
