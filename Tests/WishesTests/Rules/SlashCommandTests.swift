import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Slash commands")
struct SlashCommandTests {
    /// Discord's limits for a command and what is in it.
    private func check(_ name: String, _ description: String) {
        #expect(name.wholeMatch(of: /[a-z0-9_-]{1,32}/) != nil, "\(name)")
        #expect((1...100).contains(description.utf16.count), "\(name)")
    }

    private func check(_ options: [ApplicationCommand.Option]) {
        #expect(options.count <= 25 && Set(options.map(\.name)).count == options.count)
        // Required options come first.
        let required = options.map { $0.required ?? false }
        #expect(required == required.sorted { $0 && !$1 })
        for option in options {
            check(option.name, option.description)
            check(option.options ?? [])
            #expect((option.choices ?? []).count <= 25)
        }
    }

    @Test("Every slash command keeps Discord's limits and is for servers only")
    func limits() {
        #expect(Set(SlashCommands.all.map(\.name)).count == SlashCommands.all.count)
        for command in SlashCommands.all {
            #expect(command.contexts == [0])
            if command.kind == .slash {
                check(command.name, command.description)
                check(command.options)
            } else {
                #expect((1...32).contains(command.name.utf16.count) && command.options.isEmpty)
                #expect(command.kind == .messageMenu && command.description.isEmpty)
            }
        }
        #expect(SlashCommands.all.count { $0.kind == .messageMenu } <= 15)
    }

    @Test("By default, moderators' commands are shown only to members with Manage Server")
    func defaultPermissions() {
        for command in SlashCommands.all {
            let open = [
                "wish", "top", "wishhelp", "manifestations", "quorum", "mywishes", "withdraw", "editwish", "search",
                "stats",
            ]
            let isForModerators = !open.contains(command.name)
            #expect(command.defaultMemberPermissions == (isForModerators ? .manageGuild : nil), "\(command.name)")
        }
    }

    @Test("Registered commands are compared in any order; a changed, missing or additional one is a difference")
    func comparison() {
        #expect(SlashCommands.areExactly(SlashCommands.all.reversed()))
        #expect(!SlashCommands.areExactly([]))
        #expect(!SlashCommands.areExactly(Array(SlashCommands.all.dropLast())))
        #expect(!SlashCommands.areExactly(SlashCommands.all + [.init(name: "old", description: "gone")]))
        var changed = SlashCommands.all
        changed[0].description += "!"
        #expect(!SlashCommands.areExactly(changed))
    }

    private func request(_ name: String, _ options: [CommandUse.Option] = []) -> SlashRequest {
        SlashRequest(.command(CommandUse(name: name, options: options)))
    }

    private func wish(_ kind: String, _ filled: [String: String]) -> SlashRequest {
        request(
            "wish", [.init(name: kind, options: filled.map { .init(name: $0.key, value: .text($0.value)) })])
    }

    @Test("Every registered command can be read", arguments: SlashCommands.all)
    func everyCommand(command: ApplicationCommand) {
        guard command.kind == .slash else {
            let use = CommandUse(name: command.name, kind: command.kind, target: Snowflake(5_001))
            guard case .form(let form) = SlashRequest(.command(use)) else {
                Issue.record("unknown: \(command.name)")
                return
            }
            #expect(form.message == Snowflake(5_001))
            return
        }
        let filled = command.options.map { option -> CommandUse.Option in
            if option.type == .subcommand {
                return .init(
                    name: option.name,
                    options: option.options?.map { .init(name: $0.name, value: .text("moss")) })
            }
            let value: CommandValue =
                option.type == .text ? .text(option.choices?.first?.value ?? "1") : .number(option.minValue ?? 1)
            return .init(name: option.name, value: value)
        }
        #expect(request(command.name, filled) != .unknownCommand)
    }

    @Test("A wish by slash command reads as the same command in a message")
    func wishes() {
        #expect(wish("video", ["text": " moss tour "]) == .command(.wish(.video, text: "moss tour")))
        #expect(wish("other", ["text": "cake"]) == .command(.wish(.other, text: "cake")))
        #expect(
            wish("channel", ["name": "Night Owls", "purpose": "for owls: at night"])
                == .command(.wishChannel(name: "Night Owls", purpose: "for owls: at night")))
    }

    @Test("Blank and missing arguments are refused, although Discord requires them")
    func blanks() {
        for (kind, filled) in [
            ("video", ["text": " \u{200B}"]), ("other", [:]), ("channel", ["name": "x"]),
            ("channel", ["name": "\u{2800}", "purpose": "x"]), ("other", ["text": "\u{301}"]),
        ] {
            guard case .usage(.wish, .some) = wish(kind, filled) else {
                Issue.record("taken: \(kind) \(filled)")
                continue
            }
        }
    }

    @Test("/top needs a kind; its count is brought into 1–25")
    func top() {
        func top(_ kind: String, _ count: Double?) -> SlashRequest {
            request(
                "top",
                [.init(name: "kind", value: .text(kind))]
                    + (count.map { [.init(name: "count", value: .number($0))] } ?? []))
        }
        #expect(top("video", nil) == .page(ListPage(.top(.video), count: 10, number: 1)))
        #expect(top("channel", 3) == .page(ListPage(.top(.channel), count: 3)))
        #expect(top("other", 1e300) == .page(ListPage(.top(.other), count: 25)))
        #expect(top("other", -5) == .page(ListPage(.top(.other), count: 1)))
        #expect(top("moss", nil) == .unknownCommand)
    }

    @Test("/manifestations lists one kind or all; its count is brought into 1–25")
    func manifestations() {
        #expect(request("manifestations") == .page(ListPage(.manifestations(nil))))
        #expect(
            request(
                "manifestations",
                [.init(name: "count", value: .number(99)), .init(name: "kind", value: .text("channel"))])
                == .page(ListPage(.manifestations(.channel), count: 25)))
        #expect(request("manifestations", [.init(name: "kind", value: .text("moss"))]) == .unknownCommand)
    }

    @Test("/search reads words as they were typed; without a word, and beyond 80 characters, it says how")
    func search() throws {
        func search(_ words: String) -> SlashRequest { request("search", [.init(name: "words", value: .text(words))]) }
        let text = try #require(SearchText("moss  garden"))
        #expect(search(" moss\n garden ") == .page(ListPage(.search(text))))
        for words in ["", " ", "!?", "\u{200B}", String(repeating: "x", count: 81), String(repeating: "🦉", count: 41)] {
            #expect(search(words) == .usage(.search, problem: .problemSearch), "\(words)")
        }
        #expect(request("search") == .usage(.search, problem: .problemSearch))
    }

    @Test("/wish show names a wish like the moderators' commands")
    func show() {
        func show(_ wish: String) -> SlashRequest {
            request("wish", [.init(name: "show", options: [.init(name: "wish", value: .text(wish))])])
        }
        #expect(show(" 3000 ") == .command(.show(.message(3_000))))
        #expect(show("0123456789ab") == .command(.show(.card("0123456789ab"))))
        for word in ["", "moss", "1 2"] {
            guard case .usage(.showwish, _) = show(word) else {
                Issue.record("taken: \(word)")
                continue
            }
        }
    }

    @Test("A wish is named by link or message id; the notes are optional")
    func references() {
        let link = "https://discord.com/channels/1000/2000/3000"
        let options = { (wish: String, notes: String?) in
            [CommandUse.Option(name: "wish", value: .text(wish))]
                + (notes.map { [.init(name: "notes", value: .text($0))] } ?? [])
        }
        let linked = WishReference.link(guild: Snowflake(1000), message: Snowflake(3000))
        #expect(request("manifestwish", options(link, nil)) == .command(.manifestWish(linked, notes: "")))
        #expect(
            request("manifestwish", options(" 3000 ", " well done "))
                == .command(.manifestWish(.message(Snowflake(3000)), notes: "well done")))
        #expect(request("removewish", options("\(link)\n", nil)) == .command(.removeWish(linked)))
        for name in ["manifestwish", "removewish"] {
            for word in ["moss", "", "\(link) \(link)"] {
                guard case .usage = request(name, options(word, nil)) else {
                    Issue.record("taken: \(name) \(word)")
                    continue
                }
            }
        }
    }

    @Test("A reason or note by slash command or form is the same command as in a message")
    func verdicts() {
        let wish = CommandUse.Option(name: "wish", value: .text(" 3000 "))
        let reference = WishReference.message(Snowflake(3_000))
        for (name, option, verdict) in [
            ("plan", "note", Verdict.planned), ("done", "note", .done), ("decline", "reason", .declined),
        ] {
            let expected = SlashRequest.command(.judge(verdict, reference, note: "too wet"))
            #expect(request(name, [wish, .init(name: option, value: .text(" too wet\n"))]) == expected)
            let read = WishCommand.read("!\(name) 3000  too wet ", prefix: "!", me: nil)
            #expect(read == .command(.judge(verdict, reference, note: "too wet")))
        }
        func form(_ id: String, _ values: [String: String]) -> SlashRequest {
            SlashRequest(.form(FormSubmission(customID: id, values: values)))
        }
        #expect(form("decline:3000", ["note": "no"]) == .command(.judge(.declined, reference, note: "no")))
        #expect(form("grant:3000", ["note": "", "other": "x"]) == .command(.manifestWish(reference, notes: "")))
        #expect(form("remove:3000", [:]) == .command(.removeWish(reference)))
        #expect(form("decline:3000", [:]) == .usage(.decline, problem: .problemReason))
        #expect(form("dance:3000", [:]) == .unknownForm)
        #expect(request("withdraw", [wish]) == .command(.withdraw(reference)))
        #expect(request("mywishes") == .command(.ownWishes))
        #expect(
            request("editwish", [wish, .init(name: "text", value: .text(" a bog "))])
                == .command(.editWish(reference, text: "a bog")))
        guard case .unknownCommand = SlashRequest(.command(CommandUse(name: "Grant wish", kind: .messageMenu))) else {
            Issue.record("taken without a message")
            return
        }
    }

    @Test("A threshold is read exactly in hundredths of a percent; a value out of range is refused")
    func threshold() {
        func threshold(_ share: Double?) -> SlashRequest {
            request("setthreshold", share.map { [.init(name: "threshold", value: .number($0))] } ?? [])
        }
        #expect(threshold(nil) == .command(.setThreshold(nil)))
        for (share, points) in [(0.1, 1_000), (0.67, 6_700), (0.57, 5_700), (0.6667, 6_667), (1, 10_000)] {
            #expect(threshold(share) == .command(.setThreshold(.share(basisPoints: points))))
        }
        func votes(_ number: Double, _ others: [CommandUse.Option] = []) -> SlashRequest {
            request("setthreshold", [.init(name: "votes", value: .number(number))] + others)
        }
        #expect(votes(25) == .command(.setThreshold(.votes(25))))
        for number in [0, -1, 2.5, 100_001, 1e300] {
            #expect(votes(number) == .usage(.setthreshold, problem: Threshold.range), "\(number)")
        }
        guard case .usage = votes(25, [.init(name: "threshold", value: .number(0.5))]) else {
            Issue.record("a share and a number of votes at once were taken")
            return
        }
        for share in [0.66666, 0.09, 1.0001, 67, 0, -0.5, 1e300] {
            #expect(threshold(share) == .usage(.setthreshold, problem: Threshold.range), "\(share)")
        }
    }

    @Test("A command, subcommand or choice that this version does not know is unknown")
    func unknown() {
        #expect(request("dance") == .unknownCommand)
        #expect(request("wish") == .unknownCommand)
        #expect(request("wish", [.init(name: "pony")]) == .unknownCommand)
        #expect(request("top", [.init(name: "kind", value: .flag(true))]) == .unknownCommand)
    }
}
