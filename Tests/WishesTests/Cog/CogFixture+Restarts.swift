import Discord
import Foundation
import TestSupport

@testable import Wishes

extension CogFixture {
    /// The cards of wishes in the suggestions channel.
    var cards: [FakeDiscord.Standing] {
        discord.with { world in
            (world.channels[Self.channel] ?? [:]).values.filter {
                $0.message.footers.contains { $0.hasPrefix("wish ") }
            }
        }
    }

    /// The time by the bot's wall clock.
    var now: Date { Date(timeIntervalSince1970: 1_790_000_000 + clock.now.offset / .seconds(1)) }

    /// A member writes in the suggestions channel.
    func chat(_ id: UInt64, by author: Snowflake = CogFixture.member, replyTo: Snowflake? = nil) {
        discord.with { world in
            world.channels[Self.channel]?[Snowflake(id)] = .init(
                message: PostedMessage(id: Snowflake(id), authorID: author), stars: [], replyTo: replyTo)
        }
    }

    /// A command's message, which is also in the channel.
    func command(_ text: String, _ id: UInt64, by author: Snowflake = CogFixture.member) -> Message {
        chat(id, by: author)
        return Message(
            id: Snowflake(id), channelID: Self.channel, guildID: Self.guild, author: FakeDiscord.user(author),
            content: text)
    }

    /// A next process over the same files and the same Discord, which is not in a session yet.
    func nextProcess(_ settings: GuildSettings = GuildSettings()) -> SuggestionsCog {
        Self.makeCog(store, discord, clock, log, settings, tidyAfter: tidyAfter)
    }

    /// The events with which a new session begins.
    static let greeting: [GatewayEvent] = [
        .ready(
            .init(
                user: FakeDiscord.user(me, bot: true), guilds: [.init(id: guild)], sessionID: "s",
                resumeGatewayURL: "ws://127.0.0.1")),
        .guildCreate(picture()),
    ]

    /// The next process runs until it has answered everything.
    func runNext(_ settings: GuildSettings = GuildSettings()) async {
        let cog = nextProcess(settings)
        let work = Task { await cog.run() }
        await cog.handle(Self.greeting)
        await cog.answered()
        work.cancel()
        await work.value
    }

    /// What a stopped process leaves of its session.
    static let session = StoppedSession(
        resumable: ResumableSession(sessionID: "a", url: "wss://r", sequence: 1), botID: me, guilds: [guild],
        heardAt: Date(timeIntervalSince1970: 1_790_000_000))

    /// A clean stop of a process, this one's unless another is given, and the next one, which is about to resume the
    /// session. `edit` changes what was kept of the guild.
    func restarted(
        _ settings: GuildSettings = GuildSettings(), from last: SuggestionsCog? = nil,
        editing edit: ((inout GuildPicture) -> Void)? = nil
    ) async throws -> SuggestionsCog {
        guard var session = await (last ?? cog).stopped(Self.session.resumable, heardAt: now) else { throw Missing() }
        if let edit, var picture = session.pictures[Self.guild].flatMap({ GuildPicture(Array($0), of: Self.guild) }) {
            edit(&picture)
            session.pictures[Self.guild] = picture.bytes.map { Data($0) }
        }
        try await store.gateway.keep(session)
        guard let taken = try await store.gateway.takeSession(of: .only, at: now) else { throw Missing() }
        let next = nextProcess(settings)
        await next.restore(taken)
        return next
    }
}
