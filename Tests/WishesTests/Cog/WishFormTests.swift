import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Forms about one wish")
struct WishFormTests {
    private static let plain = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    @Test("A form's id reads back as the same form", arguments: WishForm.Act.allCases)
    func roundTrip(act: WishForm.Act) {
        for id in [UInt64(1), 5_001, UInt64(Int64.max)] {
            let form = WishForm(act, Snowflake(id))
            #expect(WishForm(customID: form.customID) == form && form.customID.utf16.count <= 100)
        }
    }

    @Test(
        "An id that the bot would not give a form is refused",
        arguments: [
            "", "decline", "decline:", "decline:0", "decline:05", "decline:+5", "decline:5:", "decline:5:6", "dance:5",
            "Decline:5", " decline:5", "decline:5\n", "decline:99999999999999999999", "decline:moss", "top:video:10:1",
        ])
    func foreign(id: String) { #expect(WishForm(customID: id) == nil) }

    @Test("Titles, labels and hints keep Discord's limits in every voice")
    func limits() {
        for voice in Voice.allCases {
            for act in WishForm.Act.allCases {
                let form = Replies(voice: voice, prefix: "!").form(WishForm(act, Snowflake(5_001)))
                #expect((1...45).contains(form.title.utf16.count))
                for field in form.fields {
                    #expect((1...45).contains(field.label.utf16.count))
                    #expect((field.description ?? "").utf16.count <= 100)
                }
            }
        }
    }

    @Test("A form that another version has opened is answered so")
    func forged() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        for id in ["dance:5", "decline:05", ""] {
            #expect(await fixture.send(id, words: "x", by: CogFixture.owner).contains("no longer works"))
        }
    }

    @Test("A form that a member sends without having been offered it changes nothing")
    func byMember() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let wish = try await fixture.plantOwn()
        for act in WishForm.Act.allCases {
            let id = WishForm(act, wish.messageID).customID
            #expect(await fixture.send(id, words: "x", by: CogFixture.member).contains("Only moderators"))
        }
        #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [.active])
    }

    @Test("A form that is sent twice is carried out once")
    func twice() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        for (deed, word) in [(Deed.decline, "was declined"), (.grant, "already"), (.remove, "removed before")] {
            let wish = try await fixture.plantOwn()
            let form = try #require(await fixture.open(deed, wish, by: CogFixture.owner).form)
            _ = await fixture.send(form.customID, words: "x", by: CogFixture.owner)
            let again = await fixture.send(form.customID, words: "y", by: CogFixture.owner)
            #expect(again.contains(word), "\(again)")
            #expect(try await fixture.store.history(of: wish.id).count == 2)
        }
    }

    @Test("A wish that changes between the opening of a form and its sending is judged as it is then")
    func changed() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let wish = try await fixture.plantOwn()
        let form = try #require(await fixture.open(.decline, wish, by: CogFixture.owner).form)
        try await fixture.store.apply(.withdraw, to: wish.id, actor: wish.authorID, why: "test", at: .now)
        #expect(await fixture.send(form.customID, words: "x", by: CogFixture.owner).contains("withdrawn"))
        #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [.withdrawn])
    }

    @Test("No form is opened for a message that is no wish")
    func noWish() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        var wish = try await fixture.plantOwn()
        wish.messageID = Snowflake(77)
        for deed in Deed.allCases where deed.menu != nil {
            let outcome = await fixture.open(deed, wish, by: CogFixture.owner)
            #expect(outcome.form == nil && outcome.words.contains("no such wish"))
        }
    }
}
