import Discord
import GRDB
import TestSupport
import Testing

@testable import Wishes

/// The ten scenarios that this project began with, by their names, against the cog and a real SQLite file.
@Suite("Seed scenarios (cog)")
struct SeedScenarioTests {
    @Test("test_sync_updates_stale_counts")
    func updatesStaleCounts() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, stored: 5, voters: 8)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(synced: 1))
        #expect(try await fixture.wish(5_001)?.votes == 8)
    }

    @Test("test_sync_removes_deleted_messages")
    func removesDeletedMessages() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, stored: 3, onDiscord: false)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(deleted: 1))
        #expect(try await fixture.wish(5_001)?.state == .deleted)
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).isEmpty)
    }

    @Test("test_sync_handles_missing_channels")
    func handlesMissingChannels() async throws {
        let fixture = try await CogFixture()
        let before = try await fixture.plant(5_001, stored: 3, channel: Snowflake(2_999), onDiscord: false)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(errors: 1))
        #expect(try await fixture.wish(5_001) == before)
    }

    @Test("test_sync_handles_permission_errors")
    func handlesPermissionErrors() async throws {
        let fixture = try await CogFixture()
        let before = try await fixture.plant(5_001, stored: 3, voters: 8)
        fixture.discord.with { $0.forbidden = [CogFixture.channel] }
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(errors: 1))
        #expect(try await fixture.wish(5_001) == before)
    }

    @Test("test_sync_auto_manifests_channel_at_threshold")
    func autoManifestsAtThreshold() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, stored: 7, voters: 7)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(manifested: 1))
        #expect(try await fixture.wish(5_001)?.state == .granted)
        #expect(fixture.discord.with { $0.made.map(\.name) } == ["wish-5001"])
    }

    @Test("test_sync_does_not_manifest_below_threshold")
    func doesNotManifestBelowThreshold() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, stored: 2, voters: 5)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(synced: 1))
        #expect(try await fixture.wish(5_001)?.votes == 5)
        #expect(fixture.discord.with { $0.made.isEmpty })
    }

    @Test("test_sync_ignores_granted_wishes")
    func ignoresGrantedWishes() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, stored: 3, voters: 3)
        let granted = try await fixture.plant(5_002, stored: 1, voters: 9)
        try await fixture.store.apply(.grant, to: granted.id, why: "test", at: .now)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats())
        #expect(fixture.messageRequests == 1)
        #expect(try await fixture.wish(5_002)?.votes == 1)
    }

    @Test("test_sync_multiple_wishes_mixed_scenarios")
    func mixedScenarios() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, stored: 2, voters: 6)
        try await fixture.plant(5_002, stored: 4, onDiscord: false)
        try await fixture.plant(5_003, stored: 3, voters: 3)
        try await fixture.plant(5_004, .channel, stored: 5, voters: 8)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(synced: 2, deleted: 1, errors: 0, manifested: 1))
    }

    @Test("test_sync_returns_empty_stats_for_no_suggestions_channel")
    func emptyStatsWithoutSuggestionsChannel() async throws {
        let fixture = try await CogFixture(hasSuggestions: false)
        try await fixture.plant(5_001, stored: 3, onDiscord: false)
        // As an import without channels leaves it.
        try await fixture.store.write { db in try db.execute(sql: "UPDATE wishes SET channel_id = NULL") }
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats())
        #expect(try await fixture.wish(5_001)?.state == .active)
        #expect(fixture.messageRequests == 0)
    }

    @Test("test_sync_filters_by_guild")
    func filtersByGuild() async throws {
        let fixture = try await CogFixture()
        let other = (guild: Snowflake(1_001), channel: Snowflake(3_000))
        try await fixture.plant(5_001, stored: 1, voters: 4)
        let untouched = try await fixture.plant(5_002, stored: 1, voters: 9, guild: other.guild, channel: other.channel)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(synced: 1))
        #expect(fixture.messageRequests == 1)
        #expect(try await fixture.wish(5_002) == untouched)
    }

    @Test("Every sync is logged with the seed's line, even if nothing changed")
    func logLine() async throws {
        let fixture = try await CogFixture()
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        let line = "[Suggestions] Synced guild Dreamers: 0 updated, 0 deleted, 0 errors, 0 manifested"
        #expect(fixture.log.messages(at: .info).contains { $0.hasPrefix(line) })
    }
}
