import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("A guild that returns from an outage")
struct OutageTests {
    @Test("A sync that began before an outage is not reused after it: counts are read and members listed again")
    func gap() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 2)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        fixture.discord.after = { call throws(PortError) in
            // The first page has been read; its answer is held back.
            if case .messages = call { for await _ in gate { break } }
        }
        await fixture.running {
            let early = Task { await fixture.cog.sync(CogFixture.guild, cause: .timer) }
            #expect(await eventually { fixture.messageRequests == 1 })
            await fixture.cog.handle([.guildDelete(CogFixture.guild, isOutage: true)])
            // No event reports these votes.
            fixture.stand(5_001, voters: 8)
            fixture.discord.after = { _ in }
            await fixture.cog.handle([.guildCreate(CogFixture.picture())])
            open.finish()
            _ = await early.value
            #expect(await fixture.log.line(containing: "1 updated, 0 deleted, 0 errors, 1 manifested cause=start-up"))
        }
        #expect(try await fixture.wish(5_001)?.votes == 8)
    }
}
