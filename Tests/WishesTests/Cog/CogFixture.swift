import Discord
import Foundation
import Logging
import TestSupport

@testable import Wishes

/// A cog with a real SQLite file and a guild in memory.
final class CogFixture: Sendable {
    static let me = Snowflake(900)
    static let guild = Snowflake(1_000)
    static let channel = Snowflake(2_000)
    static let category = Snowflake(2_001)
    static let owner = Snowflake(101)

    let discord: FakeDiscord
    let store: WishStore
    let cog: SuggestionsCog
    let clock = ManualClock(jumps: true)
    let log = LogRecorder()
    let folder: URL
    let tidyAfter: Duration?
    private let settings: GuildSettings

    /// A guild of so many humans (ids from 101) with a suggestions channel and a category.
    init(
        humans: Int = 10, hasSuggestions: Bool = true, arrives: Bool = true, settings: GuildSettings = GuildSettings(),
        busyTimeout: Double = 5, tidyAfter: Duration? = nil
    ) async throws {
        (self.settings, self.tidyAfter) = (settings, tidyAfter)
        folder = FileManager.default.temporaryDirectory.appending(path: "cog-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        discord = FakeDiscord(me: Self.me)
        discord.with { world in
            world.members = (0..<UInt64(humans)).map { FakeDiscord.user(Snowflake(101 + $0)) }
            world.members += [FakeDiscord.user(Self.me, bot: true), FakeDiscord.user(Snowflake(901), bot: true)]
            if hasSuggestions { world.channels[Self.channel] = [:] }
            world.guilds[Self.guild] = Self.picture(hasSuggestions: hasSuggestions)
        }
        store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path, busyTimeout: busyTimeout)
        cog = Self.makeCog(store, discord, clock, log, settings, tidyAfter: tidyAfter)
        if arrives { await arrive(hasSuggestions: hasSuggestions) }
    }

    deinit {
        // Closing waits for reads that may need the threads on which tests run.
        Thread.detachNewThread { [store, folder] in
            store.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }

    static func makeCog(
        _ store: WishStore, _ discord: FakeDiscord, _ clock: ManualClock, _ log: LogRecorder, _ settings: GuildSettings,
        tidyAfter: Duration? = nil
    ) -> SuggestionsCog {
        SuggestionsCog(
            store: store, port: discord,
            dependencies: .init(
                settings: { _ in settings },
                now: { Date(timeIntervalSince1970: 1_790_000_000 + clock.now.offset / .seconds(1)) }, clock: clock,
                // This clock jumps at every sleep.
                longestJoin: nil, tidyAfter: tidyAfter),
            log: Logger(label: "test") { _ in log.handler })
    }

    /// The gateway's events when the bot starts.
    func arrive(guild: Snowflake = CogFixture.guild, name: String = "Dreamers", hasSuggestions: Bool = true) async {
        await cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(Self.me, bot: true), guilds: [.init(id: guild)], sessionID: "s",
                    resumeGatewayURL: "ws://127.0.0.1")),
            .guildCreate(Self.picture(guild, name, hasSuggestions: hasSuggestions)),
        ])
    }

    /// A guild as the gateway or REST describes it.
    static func picture(
        _ guild: Snowflake = CogFixture.guild, _ name: String = "Dreamers", hasSuggestions: Bool = true
    ) -> GuildCreate {
        var channels = [Channel(id: category, type: .category, name: "💬 Community")]
        if hasSuggestions { channels.append(Channel(id: channel, type: .text, name: "suggestions")) }
        return GuildCreate(
            id: guild, name: name, ownerID: owner,
            roles: [Role(id: guild, name: "@everyone", permissions: [])], channels: channels)
    }

    /// Runs a test while the cog runs.
    func running(_ body: @Sendable () async throws -> Void) async rethrows {
        let work = Task { await cog.run() }
        defer { work.cancel() }
        try await body()
    }

    /// A wish whose message has these voters on Discord and that count in the database.
    @discardableResult
    func plant(
        _ id: UInt64, _ kind: WishKind = .video, stored: Int = 0, voters: Int = 0, guild: Snowflake = CogFixture.guild,
        channel: Snowflake = CogFixture.channel, onDiscord: Bool = true, knowsEmoji: Bool = true
    ) async throws -> Wish {
        let message = Snowflake(id)
        let intent = WishIntent(
            cardID: "card\(id)", guildID: guild, channelID: channel, kind: kind, text: "wish \(id)",
            channelName: kind == .channel ? "wish-\(id)" : nil, authorID: Self.owner,
            commandID: Snowflake(id + 1_000_000), createdAt: Date(timeIntervalSince1970: 1_780_000_000),
            voteEmoji: knowsEmoji ? settings.voteEmoji : nil)
        _ = try await store.begin(intent)
        try await store.activate(intent, message: message, why: "planted", at: intent.createdAt)
        if stored > 0 { _ = try await store.record([VoteHint(messageID: message, delta: stored)]) }
        if onDiscord { stand(id, voters: voters, channel: channel) }
        guard let wish = try await store.wish(message: message) else { throw Missing() }
        return wish
    }

    struct Missing: Error {}

    /// Puts a card with the bot's own star and these voters (ids from 101) on Discord.
    func stand(_ id: UInt64, voters: Int, channel: Snowflake = CogFixture.channel) {
        discord.with { world in
            world.channels[channel, default: [:]][Snowflake(id)] = .init(
                message: PostedMessage(id: Snowflake(id), authorID: Self.me, footers: ["wish card\(id)"]),
                stars: Set((0..<UInt64(voters)).map { Snowflake(101 + $0) } + [Self.me]), superStars: [])
        }
    }

    func wish(_ id: UInt64) async throws -> Wish? { try await store.wish(message: Snowflake(id)) }

    /// The GETs of messages, pages and single ones.
    var messageRequests: Int {
        discord.calls.count { call in
            switch call {
            case .messages, .message: true
            default: false
            }
        }
    }
}
