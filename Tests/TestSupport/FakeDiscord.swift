import Discord
import Foundation
import Wishes

/// A guild in memory behind the cog's own protocol: for tests of decisions, where the wire would only be in the way.
///
/// Several can share one world: then each is the line of one process, with trouble of its own.
package final class FakeDiscord: @unchecked Sendable {
    /// A message as it stands.
    package struct Standing: Sendable {
        /// The message without its reactions.
        package var message: PostedMessage
        /// Who put the vote emoji there, normally.
        package var stars: Set<Snowflake>
        /// Who put it there as a super reaction.
        package var superStars: Set<Snowflake>
        /// What it answers.
        package var replyTo: Snowflake?
        /// Other emoji that the bot has put there.
        package var marks: Set<String> = []
        /// Who else put other emoji there.
        package var others: [String: Set<Snowflake>] = [:]

        /// Makes a message that stands.
        package init(
            message: PostedMessage, stars: Set<Snowflake>, superStars: Set<Snowflake> = [], replyTo: Snowflake? = nil
        ) {
            self.message = message
            self.stars = stars
            self.superStars = superStars
            self.replyTo = replyTo
        }
    }

    /// A call that was made.
    package enum Call: Sendable, Equatable {
        case messages(Snowflake, after: Snowflake)
        case newest(Snowflake)
        case message(Snowflake)
        case reactors(Snowflake, ReactionKind)
        case post(Snowflake)
        case postOnce(Snowflake)
        case react(Snowflake)
        case delete(Snowflake)
        case editMessage(Snowflake)
        case startThread(Snowflake)
        case lockThread(Snowflake)
        case directMessage(Snowflake)
        case fetchAttachment(Snowflake)
        case guild(Snowflake)
        case channels
        case createChannel(String)
        case auditLog
        case members
        case respond(Snowflake)
        case editAnswer(Snowflake)
        case deleteAnswer(Snowflake)
        case followUp(Snowflake)
        case application
        case commands
        case register
    }

    /// What a call does to the world when it arrives.
    package typealias Work = @Sendable () -> Void

    /// Everything, behind one lock.
    package struct World: Sendable {
        /// The messages of every channel that exists.
        package var channels: [Snowflake: [Snowflake: Standing]] = [:]
        /// Guilds as they would be fetched.
        package var guilds: [Snowflake: GuildCreate] = [:]
        /// Channels that were made.
        package var made: [Channel] = []
        /// Who created channels; nil while the bot may not view the audit log.
        package var auditLog: [AuditLog.Entry]? = []
        /// The members of the guild.
        package var members: [User] = []
        /// The roles of members who have any.
        package var memberRoles: [Snowflake: [Snowflake]] = [:]
        /// Members who have not accepted the rules yet.
        package var pending: Set<Snowflake> = []

        /// A user as a member.
        package func member(_ user: User) -> Member {
            Member(user: user, roles: memberRoles[user.id] ?? [], isPending: pending.contains(user.id))
        }

        /// Channels that the bot may not see.
        package var forbidden: Set<Snowflake> = []
        /// Channels without Read Message History.
        package var withoutHistory: Set<Snowflake> = []
        /// Channels without Send Messages.
        package var muted: Set<Snowflake> = []
        /// Channels in which the bot may not post files.
        package var withoutFiles: Set<Snowflake> = []
        /// Channels without Add Reactions: there the bot can only join in a reaction that others have made.
        package var withoutReactions: Set<Snowflake> = []
        /// Whether the bot has Manage Channels.
        package var mayCreateChannels = true
        /// What was said to interactions.
        package var interactions = Interactions()
        /// Every call, in order.
        package var calls: [Call] = []
        /// Everything that was posted, in order.
        package var posts: [NewMessage] = []
        /// Every edit of a message, in order.
        package var edits: [(message: Snowflake, edit: MessageEdit)] = []
        /// How many edits of messages are taken before Discord refuses them; nil for all.
        package var editsLeft: Int?
        /// The name of the thread under each message that has one.
        package var threads: [Snowflake: String] = [:]
        /// Threads that are closed.
        package var lockedThreads: Set<Snowflake> = []
        /// What was sent to users directly.
        package var directMessages: [Snowflake: [NewMessage]] = [:]
        /// Users who take no direct messages.
        package var withoutDirectMessages: Set<Snowflake> = []
        /// The bytes of files that can be fetched.
        package var files: [Snowflake: [UInt8]] = [:]
        /// The id of the next message or channel.
        package var nextID: UInt64 = 1_500_000_000_000_000_000
        /// Messages by the nonce with which they were posted, also deleted ones; Discord forgets them after some minutes.
        package var nonces: [String: Snowflake] = [:]
    }

    /// The bot.
    package let me: Snowflake
    /// The emoji that counts.
    package var emoji = Emoji(name: "🌟")
    /// Called before a call is carried out; may throw in its place.
    package var before: @Sendable (Call) async throws(PortError) -> Void = { _ in }
    /// Called after a call was carried out; may throw although it was done.
    package var after: @Sendable (Call) async throws(PortError) -> Void = { _ in }

    /// Carries a call: may do its work or not, and throw or not, or keep the work and do it later, once.
    package var carry: @Sendable (Call, _ work: @escaping Work) async throws(PortError) -> Void = { $1() }

    private let shared: Shared

    /// Makes an empty guild.
    package init(me: Snowflake) {
        self.me = me
        shared = Shared()
    }

    /// Another line to the same world.
    package init(sharing other: FakeDiscord) {
        me = other.me
        shared = other.shared
    }

    /// Reads or changes the world.
    @discardableResult
    package func with<Result>(_ body: (inout World) throws -> Result) rethrows -> Result {
        try shared.lock.withLock { try body(&shared.world) }
    }

    /// Notes in the audit log that a user has created a channel.
    package func logCreation(of channel: Snowflake, by user: Snowflake, reason: String? = nil) {
        with { world in
            world.nextID += 1 << 22
            world.auditLog?.append(
                AuditLog.Entry(id: Snowflake(world.nextID), targetID: channel, userID: user, reason: reason))
        }
    }

    /// The calls so far.
    package var calls: [Call] { with { $0.calls } }

    /// Carries a call out, with all the trouble that is set.
    @discardableResult
    func perform<Value: Sendable>(
        _ call: Call, _ body: @escaping @Sendable (inout World) throws(PortError) -> Value
    ) async throws(PortError) -> Value {
        with { $0.calls.append(call) }
        try await before(call)
        let (shared, answer) = (shared, Answer<Value>())
        try await carry(call) { answer.set(shared.attempt(body)) }
        try await after(call)
        guard let result = answer.result else { throw PortError(.uncertain, "no answer") }
        return try result.get()
    }

    /// The world of all lines that share it.
    private final class Shared: @unchecked Sendable {
        let lock = NSLock()
        var world = World()

        func attempt<Value>(_ body: (inout World) throws(PortError) -> Value) -> Result<Value, PortError> {
            lock.withLock { () -> Result<Value, PortError> in
                do throws(PortError) { return .success(try body(&world)) } catch { return .failure(error) }
            }
        }
    }

    /// What came of a call's work, once it is done.
    private final class Answer<Value: Sendable>: @unchecked Sendable {
        private let lock = NSLock()
        private var stored: Result<Value, PortError>?

        var result: Result<Value, PortError>? { lock.withLock { stored } }

        func set(_ result: Result<Value, PortError>) { lock.withLock { stored = result } }
    }
}
