import Foundation
import Sandbox
import Testing

/// The ten seed scenarios (docs/testing.md) by their names: the real binary, real sockets, a real database.
///
/// In each of them votes change while the bot is down: the problem that this project began with.
@Suite("Seed scenarios (end to end)", .serialized)
struct SeedEndToEndTests {
    /// Plays: wishes are made while the bot is up, it stops, `meanwhile` happens, it starts again. Returns the line of
    /// the sync that follows.
    private func play(
        wishes: [(text: String, words: String)], guild options: (name: String, humans: Int) = ("Dreamers", 10),
        before: (Stage, GuildOnStage, [Sandbox.ID]) async throws -> Void = { _, _, _ in },
        meanwhile: (Stage, GuildOnStage, [Sandbox.ID]) async throws -> Void,
        afterwards: (Stage, GuildOnStage, [Sandbox.ID]) async throws -> Void = { _, _, _ in }
    ) async throws -> String {
        let stage = try await Stage()
        let guild = try await stage.guild(options.name, humans: options.humans)
        let first = try await stage.startAndSync(guild.name).daemon
        var cards: [Sandbox.ID] = []
        for wish in wishes {
            cards.append(try await stage.wish(wish.text, by: guild.humans[1], in: guild, find: wish.words))
        }
        try await before(stage, guild, cards)
        #expect(await first.stop() == 0)
        try await meanwhile(stage, guild, cards)
        let (second, line) = try await stage.startAndSync(guild.name)
        try await afterwards(stage, guild, cards)
        #expect(await second.stop() == 0)
        await stage.close()
        return line
    }

    private func line(_ updated: Int, _ deleted: Int, _ errors: Int, _ manifested: Int) -> String {
        "[Suggestions] Synced guild Dreamers: \(updated) updated, \(deleted) deleted, \(errors) errors, \(manifested) manifested"
    }

    private func vote(_ stage: Stage, _ guild: GuildOnStage, _ card: Sandbox.ID, _ count: Int) async {
        await stage.sandbox.react(
            Stage.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(count)))
    }

    @Test("test_sync_updates_stale_counts")
    func updatesStaleCounts() async throws {
        let found = try await play(wishes: [("video moss tour", "moss tour")]) { stage, guild, cards in
            await vote(stage, guild, cards[0], 8)
        } afterwards: { stage, guild, _ in
            let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
            #expect(answer.words.contains("8"))
        }
        #expect(found == line(1, 0, 0, 0))
    }

    @Test("test_sync_removes_deleted_messages")
    func removesDeletedMessages() async throws {
        let found = try await play(wishes: [("video moss tour", "moss tour")]) { stage, guild, cards in
            await stage.sandbox.delete(cards[0], in: guild.suggestions)
        } afterwards: { stage, guild, _ in
            let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
            #expect(!answer.words.contains("moss tour"))
        }
        #expect(found == line(0, 1, 0, 0))
    }

    @Test("test_sync_handles_missing_channels")
    func handlesMissingChannels() async throws {
        let found = try await play(wishes: [("video moss tour", "moss tour")]) { stage, guild, _ in
            await stage.sandbox.deleteChannel(guild.suggestions)
            await stage.sandbox.addChannel("suggestions", in: guild.id)
        }
        #expect(found == line(0, 0, 1, 0))
    }

    @Test("test_sync_handles_permission_errors")
    func handlesPermissionErrors() async throws {
        let found = try await play(wishes: [("video moss tour", "moss tour")]) { stage, guild, cards in
            await vote(stage, guild, cards[0], 5)
            try await stage.sandbox.denyBot([.readMessageHistory], in: guild.suggestions)
        } afterwards: { stage, guild, _ in
            // Access comes back: nothing was lost.
            try await stage.sandbox.denyBot([], in: guild.suggestions)
            let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
            #expect(answer.words.contains("moss tour") && answer.words.contains("5"))
        }
        #expect(found == line(0, 0, 1, 0))
    }

    @Test("test_sync_auto_manifests_channel_at_threshold")
    func autoManifestsAtThreshold() async throws {
        let found = try await play(wishes: [("channel Moss Garden: for moss", "for moss")]) { stage, guild, cards in
            await vote(stage, guild, cards[0], 7)
        } afterwards: { stage, guild, _ in
            let made = try #require(await stage.sandbox.waitForChannel(named: "moss-garden", in: guild.id))
            #expect(made.topic?.contains("for moss") == true)
        }
        #expect(found == line(1, 0, 0, 1))
    }

    @Test("test_sync_does_not_manifest_below_threshold")
    func doesNotManifestBelowThreshold() async throws {
        let found = try await play(wishes: [("channel Moss Garden: for moss", "for moss")]) { stage, guild, cards in
            await vote(stage, guild, cards[0], 5)
        } afterwards: { stage, guild, _ in
            #expect(await stage.sandbox.requests("POST /guilds/*/channels").isEmpty)
        }
        #expect(found == line(1, 0, 0, 0))
    }

    @Test("test_sync_ignores_granted_wishes")
    func ignoresGrantedWishes() async throws {
        let wishes = [("channel Moss Garden: for moss", "for moss"), ("video moss tour", "moss tour")]
        let found = try await play(wishes: wishes) { stage, guild, cards in
            await vote(stage, guild, cards[0], 7)
            #expect(await stage.sandbox.waitForChannel(named: "moss-garden", in: guild.id) != nil)
            #expect(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "<#", after: cards[1]) != nil)
        } meanwhile: { stage, guild, cards in
            await stage.sandbox.unreact(Stage.star, from: cards[0], in: guild.suggestions, by: guild.humans)
            await vote(stage, guild, cards[1], 2)
            await stage.sandbox.resetRecords()
        } afterwards: { stage, guild, cards in
            let pages = await stage.sandbox.requests("GET /channels/*/messages")
            // The page for the active wish begins at that wish, not at the granted one before it.
            let starts = pages.compactMap { $0.query["after"] }
            #expect(starts.contains("\(cards[1].rawValue - 1)") && !starts.contains("\(cards[0].rawValue - 1)"))
        }
        #expect(found == line(1, 0, 0, 0))
    }

    @Test("test_sync_multiple_wishes_mixed_scenarios")
    func mixedScenarios() async throws {
        let wishes = [
            ("video first", "first"), ("other second", "second"), ("video third", "third"),
            ("channel Fourth: the purpose", "the purpose"),
        ]
        let found = try await play(wishes: wishes) { stage, guild, cards in
            await vote(stage, guild, cards[0], 6)
            await stage.sandbox.delete(cards[1], in: guild.suggestions)
            await vote(stage, guild, cards[3], 8)
        }
        #expect(found == line(2, 1, 0, 1))
    }

    @Test("test_sync_returns_empty_stats_for_no_suggestions_channel")
    func emptyStatsWithoutSuggestionsChannel() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild(hasSuggestions: false)
        let (daemon, found) = try await stage.startAndSync(guild.name)
        #expect(found == line(0, 0, 0, 0))
        #expect(await stage.sandbox.requests("GET /channels/*/messages").isEmpty)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("test_sync_filters_by_guild")
    func filtersByGuild() async throws {
        let stage = try await Stage()
        let (one, two) = (try await stage.guild("Dreamers"), try await stage.guild("Sleepers"))
        let first = try await stage.startAndSync(two.name).daemon
        _ = try await stage.syncLine(first, one.name)
        let card = try await stage.wish("video moss tour", by: one.humans[1], in: one, find: "moss tour")
        let other = try await stage.wish("video fog tour", by: two.humans[1], in: two, find: "fog tour")
        #expect(await first.stop() == 0)
        await vote(stage, one, card, 4)
        await vote(stage, two, other, 9)
        let second = try stage.start()
        #expect(try await stage.syncLine(second, one.name) == line(1, 0, 0, 0))
        #expect(try await stage.syncLine(second, two.name).contains("1 updated"))
        let before = second.output.all.count
        await stage.sandbox.unreact(Stage.star, from: other, in: two.suggestions, by: two.humans, silent: true)
        _ = try await stage.ask("!syncwishes", by: one.owner, in: one)
        #expect(try await stage.syncLine(second, one.name, from: before) == line(0, 0, 0, 0))
        #expect(!second.output.all.dropFirst(before).contains { $0.contains("Synced guild Sleepers") })
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
