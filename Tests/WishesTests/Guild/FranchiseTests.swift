import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Who may vote")
struct FranchiseTests {
    private static let (guild, owner, channel) = (Snowflake(1), Snowflake(50), Snowflake(5))
    private static let (regular, muted) = (Snowflake(2), Snowflake(3))

    private func directory(
        everyone: Permissions = .viewChannel, overwrites: [PermissionOverwrite] = [], color: String = "Regulars"
    ) throws -> GuildDirectory {
        let roles = [
            Role(id: Self.guild, name: "@everyone", permissions: everyone),
            Role(id: Self.regular, name: color, permissions: []),
            Role(id: Self.muted, name: "Muted", permissions: []),
            Role(id: Snowflake(4), name: "Keepers", permissions: .administrator),
        ]
        let channels = [
            Channel(id: Self.channel, type: .text, name: "suggestions", permissionOverwrites: overwrites)
        ]
        return try #require(
            GuildDirectory(
                GuildCreate(id: Self.guild, name: "g", ownerID: Self.owner, roles: roles, channels: channels)))
    }

    private func franchise(_ rule: ElectorateRule, _ directory: GuildDirectory) throws -> Franchise {
        try Franchise(rule, in: directory, suggestions: directory.channels[Self.channel])
    }

    private func member(_ id: UInt64, _ roles: [Snowflake] = [], bot: Bool = false, isPending: Bool = false) -> Member {
        Member(user: FakeDiscord.user(Snowflake(id), bot: bot), roles: roles, isPending: isPending)
    }

    @Test(
        "A bot and a member who has not accepted the rules never vote",
        arguments: [ElectorateRule.members, .role("Regulars"), .channel])
    func never(rule: ElectorateRule) throws {
        let franchise = try franchise(rule, try directory())
        #expect(franchise.objection(to: member(9, [Self.regular])) == nil)
        #expect(franchise.objection(to: member(9, [Self.regular], bot: true)) == .notHuman)
        #expect(franchise.objection(to: member(9, [Self.regular], isPending: true)) == .pending)
        #expect(franchise.objection(to: Member()) == .notHuman)
    }

    @Test("With a role, by name or id, only its members vote", arguments: ["Regulars", "regulars", "2"])
    func role(name: String) throws {
        let franchise = try franchise(.role(name), try directory())
        #expect(franchise.objection(to: member(9, [Self.muted, Self.regular])) == nil)
        #expect(franchise.objection(to: member(9, [Self.muted])) == .withoutRole)
        // The owner has no more votes than others.
        #expect(franchise.objection(to: member(Self.owner.rawValue)) == .withoutRole)
    }

    @Test("@everyone is the role of all members", arguments: ["@everyone", "1"])
    func everyone(name: String) throws {
        #expect(try franchise(.role(name), try directory()) == .members)
    }

    @Test("With the channel, those vote who can see it by roles and overwrites")
    func sight() throws {
        let hidden = PermissionOverwrite(id: Self.guild, type: 0, allow: [], deny: .viewChannel)
        let shown = PermissionOverwrite(id: Self.regular, type: 0, allow: .viewChannel, deny: [])
        let guest = PermissionOverwrite(id: Snowflake(77), type: 1, allow: .viewChannel, deny: [])
        let franchise = try franchise(.channel, try directory(overwrites: [hidden, shown, guest]))
        #expect(franchise.objection(to: member(9)) == .withoutSight)
        for voter in [
            member(9, [Self.regular]), member(9, [4]), member(77), member(Self.owner.rawValue),
        ] {
            #expect(franchise.objection(to: voter) == nil)
        }
    }

    @Test("A role or channel that does not exist leaves it open who may vote")
    func gaps() throws {
        let directory = try directory()
        #expect(throws: Franchise.Gap.noRole("Elders")) { try franchise(.role("Elders"), directory) }
        #expect(throws: Franchise.Gap.noChannel) { try Franchise(.channel, in: directory, suggestions: nil) }
    }

    @Test("A change that decides nothing leaves the franchise equal; one that does makes it another")
    func equality() throws {
        let plain = try franchise(.channel, try directory())
        #expect(try franchise(.channel, try directory(color: "Old guard")) == plain)
        let speaking = PermissionOverwrite(id: Self.muted, type: 0, allow: [], deny: .sendMessages)
        #expect(try franchise(.channel, try directory(overwrites: [speaking])) == plain)
        let blind = PermissionOverwrite(id: Self.muted, type: 0, allow: [], deny: .viewChannel)
        #expect(try franchise(.channel, try directory(overwrites: [blind])) != plain)
        #expect(try franchise(.channel, try directory(everyone: [])) != plain)
    }

    @Test(
        "Managers may set who votes from Discord, and see it as they type it",
        arguments: [
            ("members", .members, "members"), ("Channel", .channel, "channel"),
            ("role Regulars", .role("Regulars"), "role Regulars"), ("role <@&77>", .role("77"), "role 77"),
            ("role", nil, ""), ("role ", nil, ""), ("everybody", nil, ""),
        ] as [(String, ElectorateRule?, String)])
    func typed(text: String, rule: ElectorateRule?, shown: String) throws {
        var settings = GuildSettings()
        let setting = try #require(GuildSetting.named("electorate"))
        let change = setting.change(to: text)
        #expect((change != nil) == (rule != nil))
        guard let rule, let change else { return }
        change(&settings)
        #expect(settings.electorate == rule && setting.value(in: settings) == shown)
    }
}
