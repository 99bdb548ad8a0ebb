import Discord
import Testing

@testable import Wishes

@Suite("Quorum and threshold")
struct QuorumTests {
    @Test(
        "The quorum is the threshold's share of the members, rounded up exactly, and at least 1",
        arguments: [(10, 7), (300, 201), (1, 1), (0, 1), (100, 67), (3, 3), (100_000, 67_000)])
    func needed(electorate: Int, needed: Int) {
        #expect(Quorum(rule: .share(basisPoints: 6_700), electorate: electorate).needed == needed)
    }

    @Test(
        "A threshold is a decimal from 0.10 to 1.00 with at most four decimals",
        arguments: [
            ("0.67", 6_700), ("0.1", 1_000), ("1", 10_000), ("1.00", 10_000), (".5", 5_000), ("0.6667", 6_667),
        ] as [(String, Int)])
    func valid(text: String, points: Int) { #expect(Threshold.basisPoints(text) == points) }

    @Test(
        "Any other text is refused as a threshold",
        arguments: [
            "", ".", "0", "0.09", "1.01", "2", "-0.5", "0.66667", "0,67", "1e-1", "١", "0.6 7", "00.5", "+1", "1.",
        ])
    func invalid(text: String) { #expect(Threshold.basisPoints(text) == nil) }

    @Test(
        "A moderator may type the threshold as a decimal or in percent",
        arguments: [
            ("0.67", 6_700), (".67", 6_700), ("67%", 6_700), ("67 %", 6_700), ("10%", 1_000), ("100 %", 10_000),
            ("66.67%", 6_667), ("66.6 %", 6_660), ("1", 10_000),
        ] as [(String, Int)])
    func typed(text: String, points: Int) { #expect(Threshold.typed(text) == points) }

    @Test(
        "Any other typed text is refused as a threshold",
        arguments: [
            "", "%", " %", "67", "9.99%", "100.01%", "101%", "1000%", "067%", "66.667%", "-67%", "67%%", "67 % please",
            "0.67%", "6 7%", "67\n%", "٦٧%", "67％", "1e2%", "99999999999999999999%",
        ])
    func mistyped(text: String) { #expect(Threshold.typed(text) == nil) }

    @Test(
        "A threshold is shown exactly, in percent",
        arguments: [(6_700, "67 %"), (6_667, "66.67 %"), (6_660, "66.6 %"), (1_001, "10.01 %"), (10_000, "100 %")])
    func shown(points: Int, text: String) {
        #expect(Threshold.percent(points) == text)
        #expect(Threshold.typed(text) == points)
    }
}

@Suite("Channel names")
struct ChannelNameTests {
    private let reserved = ReservedNames(prefixes: ["mod", "admin", "staff"], names: [])

    @Test(
        "A channel name is lower-cased, joined by single dashes and freed of invisible characters",
        arguments: [
            ("Modern Art", "modern-art"), ("  moss   garden ", "moss-garden"), ("a--b", "a-b"),
            ("Über Uns", "über-uns"),
            ("what's up?", "whats-up"), ("🌙 night owls", "🌙-night-owls"), ("👩‍🚀 space", "👩‍🚀-space"),
            ("zero\u{200B}width", "zerowidth"), ("bi\u{202E}di", "bidi"), ("-dash-", "dash"), ("new\nline", "new-line"),
            ("mo\u{0301}d", "mód"), ("snake_case", "snake_case"),
        ])
    func normalized(typed: String, name: String) {
        #expect(ChannelName.normalized(typed) == name)
    }

    @Test(
        "A name that only begins with the letters of a reserved word is accepted",
        arguments: ["modern-art", "moderate", "administration", "staffroom", "1", "🌟"])
    func accepted(name: String) { #expect(ChannelName.judge(name, reserved: reserved) == .valid(name)) }

    @Test(
        "Reserved names and their look-alikes, names without a visible character and too long names are refused",
        arguments: [
            "mod", "Mod", "mod-chat", "mod_chat", "m\u{200B}od", "ＭＯＤ", "мod", "mód-talk", "m0d", "admin", "ADMIN room",
            "staff",
            "", "!!!", "---", "\u{200B}", String(repeating: "a", count: 101),
        ])
    func refused(name: String) {
        guard case .refused = ChannelName.judge(name, reserved: reserved) else {
            Issue.record("\(name) was accepted")
            return
        }
    }

    @Test("A name may have a hundred characters")
    func longest() {
        let name = String(repeating: "a", count: 100)
        #expect(ChannelName.judge(name, reserved: ReservedNames(prefixes: [], names: [])) == .valid(name))
    }
}

@Suite("Commands")
struct WishCommandTests {
    private func read(_ text: String) -> WishCommand.Reading {
        WishCommand.read(text, prefix: "!", me: Snowflake(42))
    }

    @Test(
        "Commands are read in any case, after the prefix or a mention, with counts brought into 1–25",
        arguments: [
            ("!wish video a tour of the moss", .wish(.video, text: "a tour of the moss")),
            ("!WISH Other  more light ", .wish(.other, text: "more light")),
            ("!wish channel moss: for moss people", .wishChannel(name: "moss", purpose: "for moss people")),
            ("!wish anyway video moss", .wish(.video, text: "moss", isInsistent: true)),
            ("!wish video anyway", .wish(.video, text: "anyway")),
            ("!wish anyway channel a: b", .wishChannel(name: "a", purpose: "b", isInsistent: true)),
            ("!wish channel a: b: c", .wishChannel(name: "a", purpose: "b: c")),
            ("!topvideos", .top(.video, count: 10)), ("!topvideos 3", .top(.video, count: 3)),
            ("!topother 99999999999999999999999", .top(.other, count: 25)),
            ("!topchannels -4", .top(.channel, count: 1)),
            ("!topchannels 0", .top(.channel, count: 1)), ("<@42> syncwishes", .syncWishes),
            ("<@!42>wishhelp", .help), ("  !weeklysummary now", .weeklySummary),
            ("!manifestations", .manifestations(nil, count: 10)),
            ("!manifestations video", .manifestations(.video, count: 10)),
            ("!manifestations Channels 3", .manifestations(.channel, count: 3)),
            ("!manifestations 99 other", .manifestations(.other, count: 25)),
            ("!manifestwish 5001", .manifestWish(.message(Snowflake(5_001)), notes: "")),
            ("!ManifestWish 5001  well\ndone ", .manifestWish(.message(Snowflake(5_001)), notes: "well\ndone")),
            ("!manifestwish 5001 \u{200B}", .manifestWish(.message(Snowflake(5_001)), notes: "")),
            ("!manifestwish 5001 \u{301}", .manifestWish(.message(Snowflake(5_001)), notes: "")),
            ("!wish other https://", .wish(.other, text: "https://")),
            (
                "!removewish <https://discord.com/channels/1/2/3>",
                .removeWish(.link(guild: Snowflake(1), message: Snowflake(3)))
            ),
            ("!decline 5001 too\nwet ", .judge(.declined, .message(Snowflake(5_001)), note: "too\nwet")),
            ("!Plan 5001", .judge(.planned, .message(Snowflake(5_001)), note: "")),
            ("!done 5001 \u{200B}", .judge(.done, .message(Snowflake(5_001)), note: "")), ("!mywishes", .ownWishes),
            ("!withdraw 5001", .withdraw(.message(Snowflake(5_001)))),
            ("!editwish 5001  a: bog", .editWish(.message(Snowflake(5_001)), text: "a: bog")),
            ("!setthreshold 25 votes", .setThreshold(.votes(25))), ("!setthreshold 1  Vote", .setThreshold(.votes(1))),
            (
                "!setthreshold 25 votes confirm",
                .setThreshold(.votes(25), isConfirmed: true)
            ),
            ("!quorum 5001", .quorum(.message(Snowflake(5_001)))),
            ("!setthreshold", .setThreshold(nil)), ("!SetThreshold  67 % ", .setThreshold(.share(basisPoints: 6_700))),
        ] as [(String, WishCommand)])
    func understood(text: String, command: WishCommand) { #expect(read(text) == .command(command)) }

    @Test(
        "Text that is no command of this bot is ignored",
        arguments: [
            "hello", "! wow", "!", "!play song", "wish video x", "!!", "<@43> wish", "", "!dine", "!define x",
            "!planet",
            "!gone", "!plans",
        ])
    func ignored(text: String) { #expect(read(text) == .none) }

    @Test(
        "A known command with missing or invalid arguments is answered with its usage",
        arguments: [
            "!wish", "!wish video", "!wish video \u{200B}\u{2800}", "!wish song x", "!wish channel moss",
            "!wish video\n\u{301}", "!wish other\n\u{600}", "!wish video \u{115F} \u{301}",
            "!wish channel moss: \u{301}",
            "!wish channel : x",
            "!wish channel moss:", "!topvideos three", "!topvideos 1.5", "!topvideos --3", "!setthreshold 67",
            "!manifestations moss", "!manifestations 3 4", "!manifestations video other", "!manifestations 3 video 4",
            "!manifestwish", "!manifestwish the moss one", "!removewish", "!removewish 5001 5002",
            "!setthreshold 0.5 0.6", "!decline", "!decline 5001", "!decline 5001 \u{200B}", "!decline moss no", "!plan",
            "!done the moss one", "!withdraw", "!withdraw 5001 5002", "!editwish", "!editwish 5001",
            "!editwish 5001 \u{301}", "!editwish moss bog",
            "!setthreshold 0 votes", "!setthreshold 100001 votes", "!setthreshold -1 votes",
            "!setthreshold 2.5 votes", "!setthreshold votes", "!quorum", "!quorum 5001 5002",
        ])
    func usage(text: String) {
        guard case .usage = read(text) else {
            Issue.record("\(text) gave \(read(text))")
            return
        }
    }

    @Test(
        "A misspelt command is recognised",
        arguments: [
            ("!topvidoes", .topvideos), ("!topchanels", .topchannels), ("!wihs video x", .wish),
            ("!syncwish", .syncwishes), ("!removewhish 5001", .removewish), ("!manifestwhish", .manifestwish),
            ("!setthreshhold", .setthreshold), ("!manifestation", .manifestations),
        ] as [(String, WishCommand.Verb)])
    func almost(text: String, verb: WishCommand.Verb) { #expect(read(text) == .almost(verb)) }
}

@Suite("Roles of requesters")
struct RequesterRoleTests {
    private static let guild = Snowflake(1_000)
    /// Many roles of one name, so that a test that compares with only one of them fails.
    private static let keepers = (1...20).map { Snowflake($0) }
    private static let (other, numbered) = (Snowflake(31), Snowflake(32))

    private func requesterRole(having roles: [Snowflake], mods: [String] = [], dreamers: [String] = []) throws
        -> RequesterRole
    {
        let named =
            [(Self.guild, "@everyone"), (Self.other, "others"), (Self.numbered, "31")]
            + Self.keepers.map { ($0, "Keepers") }
        let directory = try #require(
            GuildDirectory(
                GuildCreate(
                    id: Self.guild, name: "Dreamers", ownerID: Snowflake(101),
                    roles: named.map { Role(id: $0.0, name: $0.1, permissions: []) }, channels: [])))
        var settings = GuildSettings()
        (settings.modRoles, settings.dreamerRoles) = (mods, dreamers)
        return RequesterRole(Snowflake(105), Member(roles: roles), directory, settings)
    }

    @Test("Every role with a configured name counts, in any case", arguments: keepers)
    func equalNames(role: Snowflake) throws {
        #expect(try requesterRole(having: [Self.other, role], mods: ["keepers"]) == .moderator)
        #expect(try requesterRole(having: [role], dreamers: ["none", "Keepers"]) == .dreamer)
        #expect(try requesterRole(having: [Self.other], mods: ["keepers"], dreamers: ["keepers"]) == .member)
    }

    @Test("A role configured by id is that role only, even if another role's name is that id")
    func byID() throws {
        #expect(try requesterRole(having: [Snowflake(5)], mods: ["5"]) == .moderator)
        #expect(try requesterRole(having: [Snowflake(6)], mods: ["5"]) == .dreamer)
        #expect(try requesterRole(having: [Self.other], mods: ["31"]) == .moderator)
        #expect(try requesterRole(having: [Self.numbered], mods: ["31"]) == .dreamer)
        #expect(try requesterRole(having: [Snowflake(77)], mods: ["77"]) == .dreamer)
    }

    @Test("@everyone as dreamer role lets every member wish; as moderator role it makes no one a moderator")
    func everyone() throws {
        for name in ["@everyone", "@Everyone", "\(Self.guild)"] {
            #expect(try requesterRole(having: [], dreamers: ["keepers", name]) == .dreamer)
            for roles in [[], [Self.other], [Self.guild]] {
                #expect(try requesterRole(having: roles, mods: [name], dreamers: ["keepers"]) == .member)
            }
            #expect(try requesterRole(having: [Self.keepers[3]], mods: [name, "keepers"]) == .moderator)
        }
    }
}
