import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Interactions that outlive a process")
struct InterruptedInteractionTests {
    private static let id = Snowflake(1_600_000_000_000_000_000)

    /// An interaction that an earlier process has deferred.
    private func left(
        _ fixture: CogFixture, _ request: SlashRequest, _ deferral: Deferral, age: TimeInterval = 60
    ) async throws {
        let handle = InteractionHandle(id: Self.id, applicationID: Snowflake(8), token: Secret("aW50"))
        fixture.discord.with { $0.interactions.responses[Self.id] = deferral.response }
        try await fixture.store.keep(
            InboxInteraction(
                handle, in: CogFixture.guild, request, deferral, at: fixture.now.addingTimeInterval(-age)))
    }

    private func said(_ fixture: CogFixture) -> FakeDiscord.Interactions { fixture.discord.with { $0.interactions } }

    @Test("A wish that was begun is finished, and its member gets the link", arguments: [false, true])
    func wish(isPosted: Bool) async throws {
        let fixture = try await CogFixture()
        try await left(fixture, .command(.wish(.other, text: "moss")), .hidden)
        let cardID = CardID.of(command: Self.id)
        _ = try await fixture.store.begin(
            WishIntent(
                cardID: cardID, guildID: CogFixture.guild, channelID: CogFixture.channel, kind: .other, text: "moss",
                channelName: nil, authorID: CogFixture.member, commandID: Self.id, createdAt: fixture.now,
                authorName: "Ann"))
        if isPosted {
            fixture.discord.with { world in
                let card = Snowflake(Self.id.rawValue + 7)
                world.channels[CogFixture.channel]?[card] = .init(
                    message: PostedMessage(id: card, authorID: CogFixture.me, footers: ["wish \(cardID)"]), stars: [])
            }
        }
        await fixture.runNext()
        #expect(fixture.cards.map(\.stars) == [[CogFixture.me]])
        let link = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first?.link)
        #expect(said(fixture).edits[Self.id]?.content?.contains(link) == true)
        #expect(try await fixture.store.interactions().isEmpty)
    }

    @Test("Lists are made again")
    func lists() async throws {
        for (request, deferral) in [
            (SlashRequest.page(ListPage(.top(.video))), Deferral.update), (.page(ListPage(.top(.other))), .open),
            (.page(ListPage(.manifestations(nil))), .open), (.page(ListPage(.manifestations(.video), count: 3)), .open),
        ] {
            let fixture = try await CogFixture()
            try await left(fixture, request, deferral)
            await fixture.runNext()
            #expect(said(fixture).edits[Self.id]?.embeds?.isEmpty == false)
            #expect(try await fixture.store.interactions().isEmpty)
        }
    }

    @Test("A request that may have been carried out is answered with: restarted, ask again")
    func others() async throws {
        for request in [
            SlashRequest.command(.syncWishes), .command(.setThreshold(.share(basisPoints: 5_000))),
            .command(.wish(.other, text: "moss")),
        ] {
            let fixture = try await CogFixture()
            try await left(fixture, request, .hidden)
            await fixture.runNext()
            #expect(said(fixture).edits[Self.id]?.content?.contains("Ask again") == true)
            #expect(try await fixture.store.interactions().isEmpty)
        }
    }

    @Test("An interaction older than 15 minutes is forgotten without a request")
    func expired() async throws {
        let fixture = try await CogFixture()
        try await left(fixture, .page(ListPage(.top(.video))), .open, age: 901)
        await fixture.runNext()
        #expect(said(fixture).edits.isEmpty)
        #expect(!fixture.discord.calls.contains(.editAnswer(Self.id)))
        #expect(try await fixture.store.interactions().isEmpty)
    }

    @Test("An interaction is stored while it is answered, and forgotten afterwards; its token is never logged")
    func stored() async throws {
        let fixture = try await CogFixture()
        let interaction = Interaction(
            handle: InteractionHandle(id: Self.id, applicationID: Snowflake(8), token: Secret("aW50LXRva2Vu")),
            guildID: CogFixture.guild, channelID: CogFixture.channel,
            member: Member(user: FakeDiscord.user(CogFixture.member)),
            content: .command(CommandUse(name: "manifestations")))
        let store = fixture.store
        let seen = Counter()
        fixture.discord.before = { call throws(PortError) in
            guard case .respond = call else { return }
            if let rows = try? await store.interactions(), rows.count == 1 { _ = seen.next() }
        }
        await fixture.respond(to: interaction)
        #expect(seen.value == 1)
        #expect(try await fixture.store.interactions().isEmpty)
        fixture.discord.before = { call throws(PortError) in
            if case .editAnswer = call { throw PortError(.unreachable, "503") }
        }
        var second = interaction
        second.handle.id = Snowflake(Self.id.rawValue + 1)
        await fixture.respond(to: second)
        #expect(try await fixture.store.interactions().count == 1)
        #expect(!fixture.log.messages.contains { $0.contains("aW50LXRva2Vu") })
    }
}
