import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Search for a message of the bot")
struct MessageSearchTests {
    private static let channel = Snowflake(2_000)

    /// A channel with a command (1,000) and so many messages after it.
    private func discord(_ messages: Int) -> FakeDiscord {
        let discord = FakeDiscord(me: Snowflake(900))
        discord.with { world in
            for id in 1_000...(1_000 + UInt64(messages)) {
                world.channels[Self.channel, default: [:]][Snowflake(id)] = .init(
                    message: PostedMessage(id: Snowflake(id), authorID: Snowflake(7)), stars: [])
            }
        }
        return discord
    }

    private typealias Finding = SearchFinding<Snowflake>

    private func looks(_ discord: FakeDiscord, for message: UInt64, most: Int = 5) async throws -> [Finding] {
        var search = MessageSearch(in: Self.channel, after: Snowflake(1_000))
        var found: [Finding] = []
        for _ in 0..<most {
            found.append(try await search.look(with: discord) { $0.id == Snowflake(message) ? $0.id : nil })
            if found.last != .unfinished { break }
        }
        return found
    }

    @Test("All pages are read, ten a look, and the next look goes on where the last one ended")
    func pages() async throws {
        for (messages, wanted, findings) in [
            (0, 1_001, [Finding.absent]), (50, 1_050, [.found(Snowflake(1_050))]),
            (100, 1_101, [.absent]), (950, 1_950, [.found(Snowflake(1_950))]),
            (1_500, 2_400, [.unfinished, .found(Snowflake(2_400))]), (1_500, 9_999, [.unfinished, .absent]),
        ] as [(Int, UInt64, [Finding])] {
            #expect(try await looks(discord(messages), for: wanted) == findings, "\(messages)")
        }
    }

    @Test("Without Read Message History nothing is known")
    func unreadable() async throws {
        let discord = discord(200)
        discord.with { _ = $0.withoutHistory.insert(Self.channel) }
        #expect(try await looks(discord, for: 1_150) == [.unreadable])
    }

    @Test("A short page is not the last one")
    func shortPage() async throws {
        let discord = discord(100)
        let pages = Counter()
        // After the first page more messages come, as in a busy channel.
        discord.after = { [weak discord] call throws(PortError) in
            guard case .messages = call, pages.next() == 1 else { return }
            discord?.with { world in
                world.channels[Self.channel]?[Snowflake(1_500)] = .init(
                    message: PostedMessage(id: Snowflake(1_500), authorID: Snowflake(7)), stars: [])
            }
        }
        #expect(try await looks(discord, for: 1_500) == [.found(Snowflake(1_500))])
    }

    @Test("History that became unreadable after the first look proves nothing")
    func becomesUnreadable() async throws {
        let discord = discord(50)
        var search = MessageSearch(in: Self.channel, after: Snowflake(1_000))
        #expect(try await search.look(with: discord) { _ in nil } == Finding.absent)
        discord.with { _ = $0.withoutHistory.insert(Self.channel) }
        #expect(try await search.look(with: discord) { _ in nil } == Finding.unreadable)
    }
}
