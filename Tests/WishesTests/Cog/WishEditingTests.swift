import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!editwish (cog)")
struct WishEditingTests {
    private static func settings(minutes: Int = 15) -> GuildSettings {
        var settings = GuildSettings()
        (settings.voice, settings.editMinutes) = (.plain, minutes)
        return settings
    }

    private func text(_ fixture: CogFixture, _ wish: Wish) async throws -> String? {
        try await fixture.store.wishes(ids: [wish.id]).first?.text
    }

    private func edit(_ fixture: CogFixture, _ wish: Wish, _ words: String = "better words") async throws -> String {
        try await fixture.ask("!editwish \(wish.messageID) \(words)", by: CogFixture.member)
    }

    @Test("The text, its likeness and the card change; the old text is kept in the history")
    func edited() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            #expect(try await edit(fixture, wish, "better *words*").contains("Changed"))
            #expect(try await text(fixture, wish) == "better *words*")
            #expect(fixture.shown(wish)?.text == "better *words*" && fixture.shown(wish)?.state == .active)
            #expect(try await fixture.store.history(of: wish.id).last?.note == wish.text)
            let same = WishIntent(
                cardID: "x", guildID: wish.guildID, channelID: CogFixture.channel, kind: .video, text: "BETTER *words*",
                authorID: CogFixture.owner, commandID: Snowflake(9 << 40), createdAt: .now)
            #expect(try await fixture.store.objection(to: same, within: .none) == .wished(link: wish.link))
        }
    }

    @Test("Of a channel wish only the purpose changes")
    func channel() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn(.channel)
            _ = try await edit(fixture, wish, "other: purpose")
            let card = fixture.shown(wish)
            #expect(card?.text == "other: purpose" && card?.channelName == wish.channelName)
        }
    }

    @Test("The author's own vote and the bot's star do not count as others'")
    func ownVote() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            fixture.discord.with { world in
                _ = world.channels[CogFixture.channel]?[wish.messageID]?.stars.insert(CogFixture.member)
                _ = world.channels[CogFixture.channel]?[wish.messageID]?.superStars.insert(CogFixture.member)
            }
            #expect(try await edit(fixture, wish).contains("Changed"))
        }
    }

    @Test("Once others have voted, as Discord shows it, the text stays, whatever the database counts")
    func voted() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn(voters: 1)
            #expect(try await edit(fixture, wish).contains("Others have voted"))
            #expect(try await text(fixture, wish) == wish.text && fixture.shown(wish) == nil)
        }
    }

    @Test("A vote that comes while Discord is asked keeps the text")
    func race() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            let store = fixture.store
            fixture.discord.after = { call throws(PortError) in
                guard call == .message(wish.messageID) else { return }
                _ = try? await store.record([VoteHint(messageID: wish.messageID, delta: 1)])
            }
            #expect(try await edit(fixture, wish).contains("Others have voted"))
            #expect(try await text(fixture, wish) == wish.text)
        }
    }

    @Test("A wish can be edited for as many minutes as configured, by Discord's clock; with 0, never")
    func tooOld() async throws {
        for (minutes, age, isTaken) in [(15, 880, true), (15, 905, false), (0, 0, false), (1, 61, false)] {
            let fixture = try await CogFixture(settings: Self.settings(minutes: minutes))
            try await fixture.running {
                let wish = try await fixture.plantOwn()
                fixture.discord.with { $0.nextID += UInt64(age) * 1_000 << 22 }
                let answer = try await edit(fixture, wish)
                #expect(answer.contains("Changed") == isTaken, "\(minutes) \(age)")
                #expect(isTaken || answer.contains(minutes == 0 ? "cannot be edited" : "\(minutes) minute"))
            }
        }
    }

    @Test("A text that another open wish has is answered with the link to that wish")
    func same() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let (first, second) = (try await fixture.plantOwn(), try await fixture.plantOwn())
            let answer = try await edit(fixture, second, first.text.uppercased())
            #expect(answer.contains(try #require(first.link)))
            #expect(try await text(fixture, second) == second.text)
            // Other capitals of its own words are no double.
            #expect(try await edit(fixture, second, second.text.uppercased()).contains("Changed"))
        }
    }

    @Test("A card that may not be edited keeps its text, and so does the wish")
    func refused() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            fixture.discord.before = { call throws(PortError) in
                if case .editMessage = call { throw PortError(.forbidden, "Missing Access", code: .missingAccess) }
            }
            #expect(try await edit(fixture, wish).contains("did not work"))
            #expect(try await text(fixture, wish) == wish.text)
            #expect(try await fixture.store.outdatedLooks(guild: CogFixture.guild).isEmpty)
        }
    }

    @Test("While Discord does not answer, nothing is changed")
    func unreachable() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            fixture.discord.before = { call throws(PortError) in
                if call == .message(wish.messageID) { throw PortError(.unreachable, "503") }
            }
            #expect(try await edit(fixture, wish).contains("does not answer"))
            #expect(try await text(fixture, wish) == wish.text)
        }
    }

    @Test("Only an active wish can be edited", arguments: [WishTransition.plan, .claim, .decline, .withdraw, .expire])
    func states(transition: WishTransition) async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn(.channel)
            try await fixture.store.apply(transition, to: wish.id, why: "test", at: .now)
            #expect(try await !edit(fixture, wish).contains("Changed"))
            #expect(try await text(fixture, wish) == wish.text)
        }
    }

    @Test("An edit without a text or without a wish is answered with its usage")
    func usage() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            for words in ["", "\u{200B}", "\u{301}"] {
                #expect(try await edit(fixture, wish, words).contains("!editwish ID|LINK TEXT"))
            }
            #expect(try await fixture.ask("!editwish moss better", by: CogFixture.member).contains("ID|LINK TEXT"))
        }
    }
}
