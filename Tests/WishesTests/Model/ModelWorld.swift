import Discord
import Foundation
import TestSupport

@testable import Wishes

/// The guild of a model run, as Discord knows it.
enum ModelWorld {
    static let me = Snowflake(900)
    /// Of two shards it is on the second, of three on the third.
    static let guild = Snowflake(5 << 22 + 1_000)
    static let suggestions = Snowflake(2_000)
    static let star = Emoji(name: "🌟")
    static let bin = Emoji(name: "🗑️")
    /// A moderator, the guild's owner.
    static let owner = Snowflake(101)
    /// Who has made all wishes.
    static let author = Snowflake(102)

    /// Every wish has a thread.
    static let settings = {
        var settings = GuildSettings()
        settings.threads = .on
        return settings
    }()

    /// The wall clock.
    static func date(_ clock: ManualClock) -> Date {
        Date(timeIntervalSince1970: 1_790_000_000 + clock.now.offset / .seconds(1))
    }

    /// New ids hold the time, as Discord's do, and nonces are forgotten after five minutes.
    static func timePasses(_ discord: FakeDiscord, _ clock: ManualClock) {
        let milliseconds = UInt64(date(clock).timeIntervalSince1970 * 1000)
        discord.with { world in
            world.nextID = max(world.nextID, Snowflake(unixMilliseconds: milliseconds).rawValue)
            let oldest = Snowflake(unixMilliseconds: milliseconds - 300_000)
            world.nonces = world.nonces.filter { $0.value > oldest }
        }
    }

    /// Members, a bot among them, and an empty suggestions channel.
    static func make(humans: Int) -> FakeDiscord {
        let discord = FakeDiscord(me: me)
        discord.with { world in
            world.members = (0..<UInt64(humans)).map { FakeDiscord.user(Snowflake(101 + $0)) }
            world.members += [FakeDiscord.user(me, bot: true), FakeDiscord.user(Snowflake(901), bot: true)]
            world.channels[suggestions] = [:]
            world.guilds[guild] = GuildCreate(
                id: guild, name: "Dreamers", ownerID: Snowflake(101),
                roles: [
                    Role(id: guild, name: "@everyone", permissions: []), ModelRights.role(ModelRights.everything),
                ],
                channels: [
                    category,
                    Channel(
                        id: suggestions, type: .text, guildID: guild, name: "suggestions", permissionOverwrites: []),
                ],
                members: [ModelRights.member(hasRole: true)])
        }
        return discord
    }

    /// The category for new channels.
    private static let category = Channel(id: Snowflake(2_001), type: .category, guildID: guild, name: "💬 Community")

    /// Whether the category exists.
    static func hasCategory(_ discord: FakeDiscord) -> Bool {
        discord.with { $0.guilds[guild]?.channels?.contains { $0.id == category.id } == true }
    }

    /// Creates or deletes the category.
    @discardableResult
    static func setCategory(_ exists: Bool, _ discord: FakeDiscord) -> Channel {
        discord.with { world in
            world.guilds[guild]?.channels?.removeAll { $0.id == category.id }
            if exists { world.guilds[guild]?.channels?.append(category) }
        }
        return category
    }

    /// The gateway's events at the beginning of a session.
    static func greeting(_ discord: FakeDiscord) -> [GatewayEvent] {
        let picture = discord.with { world in
            var picture = world.guilds[guild]
            var channels = picture?.channels ?? []
            if let shown = ModelRights.shownChannel(world) {
                channels = channels.map { $0.id == suggestions ? shown : $0 }
            }
            picture?.channels = channels + world.made
            return picture
        }
        let ready = GatewayEvent.Ready(
            user: FakeDiscord.user(me, bot: true), guilds: [.init(id: guild)], sessionID: "s", resumeGatewayURL: "")
        return [.ready(ready)] + (picture.map { [.guildCreate($0)] } ?? [])
    }
}

/// The true state of the guild's wishes, read from Discord's side alone.
struct ModelTruth: Sendable {
    /// A wish's message.
    struct Card: Sendable {
        /// Stars of both kinds without the bot's.
        var votes: Int
        var voters: Set<Snowflake>
        /// The voters who are human members.
        var supporters: Int
        var carriesOwnStar: Bool
        /// The state that it shows; nil while it was never edited.
        var state: WishState?
        /// Whether the author's 🗑️ is there.
        var isBinned: Bool
        /// What the card says.
        var text: String
    }

    var cards: [Snowflake: Card] = [:]
    /// The channels whose topic ends with the link to a wish.
    var channels: [Snowflake: [Snowflake]] = [:]
    /// How often the bot has posted under a wish that it came true.
    var answers: [Snowflake: Int] = [:]
    /// 67 of 100 human members, rounded up.
    var needed: Int

    init(_ discord: FakeDiscord, wishes: [Snowflake]) {
        let world = discord.with { $0 }
        let humans = Set(world.members.filter { $0.bot != true }.map(\.id))
        needed = max(1, (67 * humans.count + 99) / 100)
        let standing = world.channels[ModelWorld.suggestions] ?? [:]
        for wish in wishes {
            let link = "https://discord.com/channels/\(ModelWorld.guild)/\(ModelWorld.suggestions)/\(wish)"
            channels[wish] = world.made.filter { $0.topic?.hasSuffix(link) == true }.map(\.id)
            // Why a channel cannot be made names a channel too: the category.
            answers[wish] = standing.values.count { answer in
                answer.replyTo == wish && world.made.contains { answer.message.content.contains("<#\($0.id)>") }
            }
            guard let card = standing[wish] else { continue }
            let (stars, superStars) = (card.stars, card.superStars)
            let voters = stars.union(superStars).subtracting([discord.me])
            cards[wish] = Card(
                votes: stars.subtracting([discord.me]).count + superStars.subtracting([discord.me]).count,
                voters: voters, supporters: voters.intersection(humans).count,
                carriesOwnStar: stars.contains(discord.me) || superStars.contains(discord.me),
                state: Self.state(card.message), isBinned: card.others["🗑️"]?.contains(ModelWorld.author) == true,
                text: card.message.embeds.first?.description ?? "")
        }
    }

    private static func state(_ message: PostedMessage) -> WishState? {
        guard case .card(let card) = CardReader.read(message.embeds) else { return nil }
        return card.state
    }
}
