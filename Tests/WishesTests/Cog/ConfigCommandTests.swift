import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!config")
struct ConfigCommandTests {
    private static let plain = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    /// A member with a moderator's role and without Manage Server.
    private static let roleModerator = Snowflake(106)

    private func own(_ fixture: CogFixture) -> [String: String] {
        fixture.store.ownSettings.settings(of: CogFixture.guild).reduce(into: [:]) { $0[$1.name] = $1.value }
    }

    @Test("A setting from Discord overrides the configuration, says so, and can be reset")
    func overrides() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            let answer = try await fixture.ask("!config set vote_emoji 🍪")
            #expect(answer.contains("`vote_emoji` is now `🍪`") && answer.contains("The configuration says `🌟`"))
            #expect(answer.contains("`!config reset vote_emoji`"))
            let shown = try await fixture.ask("!config")
            #expect(shown.contains("`vote_emoji`: **`🍪`** — set by <@101> <t:"))
            #expect(shown.contains("`voice`: `plain`") && shown.contains("`threshold`: `67 %`"))
            #expect(shown.contains("`votes`: `none`") && shown.contains("`tell_authors`: `reply`"))
            try await fixture.expect("!config reset vote_emoji", says: "from the configuration again: `🌟`")
            try await fixture.expect("!config reset vote_emoji", says: "already")
        }
        #expect(own(fixture).isEmpty)
    }

    @Test("A new value holds at once, for this process and the next")
    func holds() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            // Already the answer has the new voice.
            try await fixture.expect("!config set voice ahamkara", says: "So be it")
            try await fixture.expect("!topvideos", says: "Visions")
        }
        let path = fixture.folder.appending(path: "wishes.sqlite3").path
        fixture.store.close()
        let reopened = try WishStore(path: path)
        defer { reopened.close() }
        #expect(reopened.ownSettings.over(Self.plain, of: CogFixture.guild).voice == .ahamkara)
        #expect(reopened.ownSettings.over(Self.plain, of: Snowflake(1_001)).voice == .plain)
    }

    @Test("The language can be set, and the answer has it already")
    func language() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            try await fixture.expect("!config set language de", says: "ist jetzt `de`")
            try await fixture.expect("!config reset language", says: "comes from the configuration again: `auto`")
        }
    }

    @Test("Another suggestions channel is synced and used at once; one that does not exist is refused")
    func channel() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let other = Snowflake(2_050)
        await fixture.cog.handle([
            .channelCreate(Channel(id: other, type: .text, guildID: CogFixture.guild, name: "hopes"))
        ])
        try await fixture.running {
            try await fixture.expect("!config set suggestions_channel dreams", says: "no text channel `dreams`")
            try await fixture.expect("!config set community_category nowhere", says: "no category `nowhere`")
            #expect(own(fixture).isEmpty)
            try await fixture.expect("!config set suggestions_channel <#2050>", says: "is now `2050`")
            try await fixture.expect("!wish video bats", says: "<#2050>")
        }
    }

    @Test(
        "A value that is not valid is answered with what is valid, and changes nothing",
        arguments: [
            ("!config set voice loud", "one of `plain`, `ahamkara`"),
            ("!config set language fr", "one of `auto`, `en`, `de`, `es`"),
            ("!config set vote_emoji stars", "one emoji"),
            ("!config set weekly_summary.time 25:00", "00:00 to 23:59"),
            ("!config set weekly_summary.time_zone Mars/Base", "time zone"),
            ("!config set weekly_summary.enabled perhaps", "on or off"),
            ("!config set quotas.open_wishes_per_member 0", "from 1 to 10000"),
            ("!config set quotas.open_wishes_per_member 99999999999999999999", "from 1 to 10000"),
            ("!config set threshold 7", "0.10"), ("!config set votes 0", "from 1 to 100000"),
            ("!config set votes 100001", "from 1 to 100000"), ("!config set votes 0.5x", "from 1 to 100000"),
            ("!config set votes ٢٥", "from 1 to 100000"),
            ("!config set tell_authors loudly", "one of `reply`, `direct_message`, `off`"),
            ("!config set edit_minutes 1441", "from 0 to 1440"), ("!config set edit_minutes -1", "from 0 to 1440"),
            ("!config set expire_after_days 3651", "from 0 to 3650"), ("!config set answer_help maybe", "on or off"),
            ("!config set expire_after_day 3", "Did you mean `expire_after_days`?"),
            ("!config set vioce plain", "Did you mean `voice`?"),
            ("!config set mod_roles everyone", "There is no setting `mod_roles`"),
            ("!config set voice", "name a setting and its new value"),
            ("!config reset", "name the setting to reset"),
            ("!config dance", "say show, set or reset"),
            ("!config set voice " + String(repeating: "x", count: 101), "1 to 100 characters"),
            ("!config set suggestions_channel `*_||\u{202E}", "no text channel"),
        ])
    func invalid(command: String, words: String) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running { try await fixture.expect(command, says: words) }
        #expect(own(fixture).isEmpty)
    }

    @Test("Members and role moderators without Manage Server cannot change settings")
    func refused() async throws {
        var settings = Self.plain
        settings.modRoles = ["keepers"]
        let fixture = try await CogFixture(settings: settings)
        let role = Snowflake(3_001)
        await fixture.cog.handle([
            .roleChange(guild: CogFixture.guild, Role(id: role, name: "keepers", permissions: []))
        ])
        try await fixture.running {
            try await fixture.expect("!config", by: CogFixture.member, says: "Manage Server")
        }
        let use = CommandUse(
            name: "config",
            options: [
                .init(
                    name: "set",
                    options: [
                        .init(name: "setting", value: .text("voice")), .init(name: "value", value: .text("plain")),
                    ])
            ])
        await fixture.respond(to: Self.interaction(.command(use), by: Self.roleModerator, roles: [role], []))
        guard case .message(let answer)? = fixture.discord.with({ $0.interactions.responses.values.first }) else {
            Issue.record("no refusal")
            return
        }
        #expect(answer.content?.contains("Manage Server") == true)
        #expect(own(fixture).isEmpty)
    }

    @Test("A change that makes more than three channels at once waits for a button, which asks for the right anew")
    func confirmed() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        for id in 5_001...5_004 { try await fixture.plant(UInt64(id), .channel, stored: 3, voters: 3) }
        let use = CommandUse(
            name: "config",
            options: [
                .init(
                    name: "set",
                    options: [
                        .init(name: "setting", value: .text("threshold")), .init(name: "value", value: .text("0.2")),
                    ])
            ])
        await fixture.respond(to: Self.interaction(.command(use), .manageGuild))
        let asked = try #require(fixture.discord.with { $0.interactions.edits.values.first })
        let button = try #require(asked.buttons?.first)
        #expect(asked.content?.contains("4 channels") == true)
        #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)

        let press = Interaction.Content.component(customID: button.customID ?? "", message: Snowflake(5))
        await fixture.respond(to: Self.interaction(press, by: CogFixture.member, id: 70_002, []))
        #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)

        await fixture.respond(to: Self.interaction(press, id: 70_003, .manageGuild))
        #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .share(basisPoints: 2_000))
        let edited = fixture.discord.with { $0.interactions.edits[Snowflake(70_003)] }
        #expect(edited?.buttons == [])
    }

    @Test("How authors hear, how long they may edit, when wishes expire and who answers help can be set")
    func others() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            for (name, value) in [
                ("tell_authors", "direct_message"), ("edit_minutes", "0"), ("expire_after_days", "30"),
                ("answer_help", "off"),
            ] {
                try await fixture.expect("!config set \(name) \(value)", says: "`\(name)` is now `\(value)`")
            }
            let settings = fixture.store.ownSettings.over(Self.plain, of: CogFixture.guild)
            #expect((settings.tellAuthors, settings.editMinutes) == (.directMessage, 0))
            #expect((settings.expireAfterDays, settings.answersHelp) == (30, false))
            let id = await fixture.give("!help")
            #expect(fixture.answers(to: id).isEmpty)
            try await fixture.expect("!config reset answer_help", says: "again: `on`")
        }
    }

    @Test("The overview of settings fits one card, also with every value at its longest")
    func fits() {
        let lines = ConfigCommand.names.map { name in
            SettingLine(
                name: name, value: String(repeating: "`👩‍👩‍👧‍👦", count: 100),
                configured: String(repeating: "*[]", count: 100),
                setBy: Snowflake(rawValue: .max), setAt: Date(timeIntervalSince1970: 1_790_000_000))
        }
        for voice in Voice.allCases {
            for language in Language.allCases {
                let replies = Replies(voice: voice, prefix: "!", language: language)
                let card = replies.settings(lines, hint: replies.commandsForRoles(bot: Snowflake(rawValue: .max)))
                #expect(card.description.utf16.count <= 4_096)
                #expect(ConfigCommand.names.allSatisfy { card.description.contains("`\($0)`") })
                #expect(card.description.hasSuffix(replies.commandsForRoles(bot: Snowflake(rawValue: .max))))
            }
        }
        #expect(ConfigCommand.names.count <= 25)
    }

    private static func interaction(
        _ content: Interaction.Content, by user: Snowflake = CogFixture.owner, id: UInt64 = 70_001,
        roles: [Snowflake] = [], _ permissions: Permissions
    ) -> Interaction {
        Interaction(
            handle: InteractionHandle(id: Snowflake(id), applicationID: Snowflake(8), token: Secret("aW50")),
            guildID: CogFixture.guild, channelID: CogFixture.channel,
            member: Member(user: FakeDiscord.user(user), roles: roles), permissions: permissions, content: content)
    }
}
