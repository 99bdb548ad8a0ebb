import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Every command, by every way, from every member (cog)")
struct VerbTableTests {
    private static let everyWay = WishCommand.Verb.allCases.flatMap { verb in verb.ways.map { (verb, $0) } }

    private static let settings = {
        var settings = GuildSettings()
        (settings.voice, settings.modRoles, settings.dreamerRoles) = (.plain, ["keepers"], ["dreamers"])
        return settings
    }()

    private func fixture() async throws -> CogFixture {
        let fixture = try await CogFixture(settings: Self.settings)
        for (id, name) in [(Person.keepers, "keepers"), (Person.dreamers, "dreamers")] {
            await fixture.cog.handle([
                .roleChange(guild: CogFixture.guild, Role(id: id, name: name, permissions: []))
            ])
        }
        return fixture
    }

    @Test("Whoever may is served, everyone else hears which right is missing, whatever the way", arguments: everyWay)
    func table(verb: WishCommand.Verb, way: Way) async throws {
        for person in Person.allCases {
            let fixture = try await fixture()
            try await fixture.running {
                let wish = try await fixture.plantOwn(.channel)
                let before = try await fixture.store.history(of: wish.id).count
                let answer = await fixture.give(verb, way, about: wish, by: person)
                let ending = verb.ending(for: person)
                let note = "\(verb), \(way), \(person): \(answer.words)"
                let refusals = Ending.refusals.filter { $0.words.map(answer.words.contains) == true }
                #expect(refusals == (ending == .served ? [] : [ending]), "\(note)")
                guard ending != .served else {
                    #expect(answer.words.contains(verb.success), "\(note)")
                    return
                }
                #expect(try await fixture.store.history(of: wish.id).count == before, "\(note)")
                // Whose wish it is has to be looked up; everything else is known at once.
                if way != .prefix, ending != .notTheAuthor { #expect(answer.isRefusedAtOnce, "\(note)") }
            }
        }
    }

    @Test("Help names exactly what the table allows, and the menus are those of the table")
    func help() async throws {
        let fixture = try await fixture()
        try await fixture.running {
            let wish = try await fixture.plantOwn(.channel)
            for person in Person.allCases {
                let lines = await fixture.give(.wishhelp, .prefix, about: wish, by: person).words
                for verb in WishCommand.Verb.allCases {
                    let isNamed = lines.contains("`!\(verb.rawValue)`") || lines.contains("`!\(verb.rawValue) ")
                    // Anyone may have a wish; moderators by role are told of settings, which they may read about.
                    let isOwn = verb.ending(for: .author) == .served
                    let isExpected = verb.ending(for: person) == .served || isOwn && verb != .wish
                    #expect(isNamed == isExpected || verb == .config, "\(verb), \(person)")
                }
            }
        }
        let menus = SlashCommands.all.filter { $0.kind == .messageMenu }.count
        #expect(menus == WishCommand.Verb.allCases.count { $0.form != nil })
    }
}

extension CogFixture {
    /// What came of a command.
    fileprivate struct Answer {
        var words: String
        var isRefusedAtOnce = false
    }

    /// A person gives a command about a wish; returns all that was posted or answered. The cog must be running.
    fileprivate func give(
        _ verb: WishCommand.Verb, _ way: Way, about wish: Wish, by person: Person
    ) async -> Answer {
        let before = discord.with { $0.posts.count }
        var outcome = InteractionOutcome()
        switch way {
        case .prefix: await give(verb.typed(about: wish), by: person.id, roles: person.roles)
        case .slash:
            outcome = await respond(.command(verb.use(about: wish)), by: person.id, roles: person.roles)
        case .menu:
            let name = verb.form?.word.english.name ?? ""
            let use = CommandUse(name: name, kind: .messageMenu, target: wish.messageID)
            outcome = await respond(.command(use), by: person.id, roles: person.roles)
            if let form = outcome.form {
                let filled = FormSubmission(customID: form.customID, values: [WishForm.field: "because"])
                outcome = await respond(.form(filled), by: person.id, roles: person.roles)
            }
        }
        let posts = discord.with { $0.posts.dropFirst(before).map(\.words) }
        return Answer(
            words: ([outcome.words] + posts).joined(separator: "\n"), isRefusedAtOnce: outcome.isRefusedAtOnce)
    }
}
