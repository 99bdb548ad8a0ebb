import Discord
import Testing

@testable import Wishes

@Suite("Words of commands")
struct CommandWordTests {
    @Test("Names and descriptions keep Discord's rules in every language")
    func rules() {
        for language in Language.allCases {
            for command in SlashCommands.all where command.kind == .slash {
                check(command.name, command.description, language)
            }
            for word in CommandWord.allCases {
                let wording = language.wording(word)
                if wording.description.isEmpty {
                    #expect((1...100).contains(wording.name.utf16.count), "\(word) in \(language)")
                } else {
                    check(wording.name, wording.description, language)
                }
            }
        }
    }

    private func check(_ name: String, _ description: String, _ language: Language) {
        let isName = name.wholeMatch(of: /[-_'\p{L}\p{N}]{1,32}/) != nil && name == name.lowercased()
        #expect(isName, "\(name) in \(language)")
        #expect((1...100).contains(description.utf16.count), "\(name) in \(language): \(description)")
    }

    @Test("Commands, and options of one command, have different names in every locale")
    func unique() {
        for locale in Language.allCases.flatMap(\.locales) {
            for kind in [ApplicationCommand.CommandKind.slash, .messageMenu] {
                let commands = SlashCommands.all.filter { $0.kind == kind }
                check(commands.map { ($0.nameLocalizations, $0.options) }, locale)
            }
        }
    }

    private func check(_ siblings: [([String: String]?, [ApplicationCommand.Option])], _ locale: String) {
        let names = siblings.compactMap { $0.0?[locale] }
        #expect(names.count == siblings.count && Set(names).count == names.count, "\(locale): \(names)")
        for (_, options) in siblings where !options.isEmpty {
            check(options.map { ($0.nameLocalizations, $0.options ?? []) }, locale)
        }
    }

    @Test("Every part of a command has a description in every locale")
    func descriptions() {
        let locales = Set(["de", "es-ES", "es-419"])
        func check(_ options: [ApplicationCommand.Option]) {
            for option in options {
                #expect(option.descriptionLocalizations.map { Set($0.keys) } == locales, "\(option.name)")
                // The names of settings are those of the configuration file.
                for choice in option.choices ?? [] where option.name != "setting" {
                    #expect(choice.nameLocalizations.map { Set($0.keys) } == locales, "\(choice.name)")
                }
                check(option.options ?? [])
            }
        }
        for command in SlashCommands.all where command.kind == .slash {
            #expect(Set(command.descriptionLocalizations.keys) == locales, "\(command.name)")
            check(command.options)
        }
    }

    @Test("Help names slash commands as Discord shows them in that language")
    func help() {
        let german = Replies(voice: .plain, prefix: "!", language: .german)
        let lines = german.help(for: .moderator, suggestionsChannel: nil).description
        #expect(lines.contains("`/wunsch`") && lines.contains("`/wunsch-erfüllen`") && !lines.contains("`/wish`"))
        #expect(lines.contains("`!wish video TEXT`"))
        #expect(german.unknownButton().contains("/top"))
        var settings = GuildSettings()
        settings.language = .german
        let usage = settings.replies(in: nil, isSlash: true).usage(.wish, problem: .problemText)
        #expect(usage.contains("`/wunsch kanal NAME: ZWECK`") && usage.contains("der Wunsch selbst fehlt"))
    }
}
