import Discord
import Foundation
import TestSupport

@testable import Wishes

/// A suggestions channel in memory whose database was lost.
final class DiscordImportStage: Sendable {
    static let me = Snowflake(900)
    static let guild = Snowflake(1_000)
    static let channel = Snowflake(2_000)
    static let now = ExchangeFixture.now

    let discord = FakeDiscord(me: me)
    let files: ExchangeFixture

    init() throws {
        files = try ExchangeFixture()
        discord.with { world in
            world.channels[Self.channel] = [:]
            world.guilds[Self.guild] = CogFixture.picture(Self.guild)
        }
    }

    /// The id of the numbered message.
    static func id(_ number: UInt64) -> Snowflake { Snowflake(1_400_000_000_000_000_000 + number << 22) }

    @discardableResult
    func run(
        _ settings: GuildSettings = GuildSettings(), guild: Snowflake = guild,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> DiscordImport.Result {
        let work = DiscordImport(
            store: files.store, port: discord, me: Self.me, settings: settings, now: { Self.now })
        return try await work.run(guild: guild, progress: progress)
    }

    // MARK: Messages in the channel

    func card(
        _ number: UInt64, _ kind: WishKind, _ text: String, channel: String? = nil, votes: UInt64 = 0,
        author: Snowflake = me, marks: [String] = [], foreignMarks: [String] = [],
        change: (inout Embed) -> Void = { _ in }
    ) {
        var embed = Embed(
            Replies(voice: .ahamkara, prefix: "!").wishCard(
                kind: kind, text: text, channelName: channel, authorName: "ada", authorID: Snowflake(101),
                needed: kind == .channel ? 7 : nil, emoji: "🌟", cardID: "card\(number)"))
        change(&embed)
        let reactions =
            marks.map { Reaction(count: 1, me: true, meBurst: nil, emoji: Emoji(name: $0)) }
            + foreignMarks.map { Reaction(count: 1, me: false, meBurst: nil, emoji: Emoji(name: $0)) }
        let message = PostedMessage(
            id: Self.id(number), authorID: author, reactions: reactions, titles: [embed.title ?? ""],
            footers: [embed.footer?.text ?? ""], embeds: [embed])
        let stars = Set((0..<votes).map { Snowflake(101 + $0) } + [Self.me])
        discord.with { $0.channels[Self.channel]?[message.id] = .init(message: message, stars: stars) }
    }

    func chatter(_ number: UInt64, author: UInt64) {
        let message = PostedMessage(id: Self.id(number), authorID: Snowflake(author), content: "hello <#77>")
        discord.with { $0.channels[Self.channel]?[message.id] = .init(message: message, stars: []) }
    }

    func answer(_ number: UInt64, to card: UInt64, _ text: String) {
        let message = PostedMessage(id: Self.id(number), authorID: Self.me, content: text)
        discord.with {
            $0.channels[Self.channel]?[message.id] = .init(message: message, stars: [], replyTo: Self.id(card))
        }
    }

    func vote(_ number: UInt64, by member: UInt64) {
        discord.with { _ = $0.channels[Self.channel]?[Self.id(number)]?.stars.insert(Snowflake(member)) }
    }

    @discardableResult
    func makeChannel(topic: String) -> Snowflake {
        discord.with { world in
            world.nextID += 1 << 22
            world.made.append(Channel(id: Snowflake(world.nextID), type: .text, name: "made", topic: topic))
            return Snowflake(world.nextID)
        }
    }

    /// A channel with a card's mark, made by the bot or by another user.
    @discardableResult
    func makeChannel(for card: UInt64, by user: Snowflake = me) -> Snowflake {
        let link = Wish.link(guild: Self.guild, channel: Self.channel, message: Self.id(card))
        let made = makeChannel(topic: ChannelMarker.topic(purpose: "for owls", link: link))
        let reason = user == Self.me ? "Wish \(Self.id(card)) reached its quorum" : nil
        discord.logCreation(of: made, by: user, reason: reason)
        return made
    }

    // MARK: Wishes in the database

    func wish(_ number: UInt64) async throws -> Wish? { try await files.store.wish(message: Self.id(number)) }

    func states(_ numbers: ClosedRange<UInt64>) async throws -> [WishState?] {
        var states: [WishState?] = []
        for number in numbers { states.append(try await wish(number)?.state) }
        return states
    }

    func channel(of number: UInt64) async throws -> Snowflake? {
        guard let wish = try await wish(number) else { return nil }
        return try await files.store.madeChannel(of: wish)
    }
}
