import Foundation
import Testing

@testable import Sandbox

@Suite("World rules")
struct WorldTests {
    @Test("Pages are newest first with exclusive bounds; `after` returns the oldest messages above it")
    func pages() {
        var log = MessageLog()
        for number in 1...10 {
            log.append(
                Sandbox.Message(
                    id: ID(rawValue: UInt64(number * 10)), channelID: ID(rawValue: 1), guildID: ID(rawValue: 1),
                    authorID: ID(rawValue: 1), content: "", timestamp: Date(timeIntervalSince1970: 0)))
        }
        let page = { (window: MessageLog.Window, limit: Int) in log.page(window, limit: limit).map { $0.id.rawValue } }
        #expect(page(.newest, 3) == [100, 90, 80])
        #expect(page(.after(ID(rawValue: 20)), 2) == [40, 30])
        #expect(page(.after(ID(rawValue: 25)), 2) == [40, 30])
        #expect(page(.after(ID(rawValue: 0)), 1) == [10])
        #expect(page(.before(ID(rawValue: 30)), 5) == [20, 10])
        #expect(page(.around(ID(rawValue: 50)), 3) == [60, 50, 40])
        #expect(page(.after(ID(rawValue: 100)), 5) == [])
    }

    @Test("Overwrites apply in the order everyone, roles, member; the owner has all permissions")
    func permissions() {
        let (guild, owner, role) = (ID(rawValue: 1), ID(rawValue: 2), ID(rawValue: 3))
        let everyone = Sandbox.Role(id: guild, name: "@everyone", permissions: .everyone, position: 0)
        let extra = Sandbox.Role(id: role, name: "x", permissions: .manageChannels, position: 1)
        let now = Date(timeIntervalSince1970: 1000)
        let rules = PermissionRules(ownerID: owner, guildID: guild, roles: [everyone, extra], now: now)
        var member = Sandbox.Member(id: ID(rawValue: 9), roles: [role], joinedAt: now)
        #expect(rules.inGuild(member).contains(.manageChannels))
        let denied = [
            Sandbox.Overwrite(id: role, isMember: false, allow: .viewChannel),
            Sandbox.Overwrite(id: guild, isMember: false, deny: .viewChannel),
        ]
        #expect(rules.inChannel(member, denied).contains(.viewChannel))
        let own = denied + [Sandbox.Overwrite(id: member.id, isMember: true, deny: .viewChannel)]
        #expect(rules.inChannel(member, own).isEmpty)
        let mute = [Sandbox.Overwrite(id: guild, isMember: false, deny: .sendMessages)]
        #expect(!rules.inChannel(member, mute).contains(.embedLinks))
        member.timedOutUntil = now.addingTimeInterval(1)
        #expect(rules.inChannel(member, []) == [.viewChannel, .readMessageHistory])
        #expect(rules.inChannel(Sandbox.Member(id: owner, joinedAt: now), own) == .all)
    }

    @Test("A count adds normal and super reactions; emoji are distinguished by bytes; leaving keeps reactions")
    func counting() async throws {
        try await Stage.run { stage in
            let sandbox = stage.sandbox
            let message = try await sandbox.post("wish", as: stage.people[0], in: stage.channel)
            #expect(await sandbox.react("🌟", to: message.id, in: stage.channel, by: stage.people) == 10)
            #expect(await sandbox.react("🌟", to: message.id, in: stage.channel, by: stage.people) == 0)
            await sandbox.react("🌟", to: message.id, in: stage.channel, by: [stage.people[0]], kind: .burst)
            await sandbox.react("⭐", to: message.id, in: stage.channel, by: [stage.people[0]])
            #expect(await sandbox.unreact("🌟", from: message.id, in: stage.channel, by: [stage.people[9]]) == 1)
            let now = try #require(await sandbox.message(message.id, in: stage.channel))
            #expect(now.count("🌟") == 10 && now.reaction("🌟")?.normal.count == 9 && now.count("⭐") == 1)
            await sandbox.removeMember(stage.people[1], from: stage.guild.id)
            #expect(await sandbox.message(message.id, in: stage.channel)?.count("🌟") == 10)
            #expect(Sandbox.Emoji("❤️") != Sandbox.Emoji("❤"))
        }
    }

    @Test("A message pings its allowed mentions and the replied user; @everyone needs the permission")
    func pings() async throws {
        try await Stage.run { stage in
            let sandbox = stage.sandbox
            let ben = stage.people[1]
            let plain = try await sandbox.post("@everyone <@\(ben)>", as: stage.people[3], in: stage.channel)
            #expect(!plain.pinged.everyone && plain.pinged.users == [ben])
            let owner = try await sandbox.post("@everyone", as: stage.people[0], in: stage.channel)
            #expect(owner.pinged.everyone)
            let text: Sandbox.JSON = ["content": "@everyone <@\(ben)>", "allowed_mentions": ["parse": []]]
            _ = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", text)
            #expect(await sandbox.botMessages(in: stage.channel).last?.pinged.isEmpty == true)
            let reply: Sandbox.JSON = [
                "content": "yes", "message_reference": ["message_id": .string("\(plain.id)")],
            ]
            _ = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", reply)
            #expect(await sandbox.botMessages(in: stage.channel).last?.pinged.users == [stage.people[3]])
        }
    }

    @Test(
        "Names of text channels are normalized; those of categories are not",
        arguments: [
            ("Book Club!", "book-club"), ("  a   b  ", "a-b"), ("💬 Talk", "💬-talk"), ("Ünïcode", "ünïcode"),
            ("a--b", "a-b"),
        ])
    func names(sent: String, kept: String) {
        #expect(ChannelName.normalized(sent, kind: .text) == kept)
        #expect(ChannelName.normalized("💬 Community", kind: .category) == "💬 Community")
    }

    @Test("With 20,000 messages and 100,000 members, every page is full and in order")
    func size() async throws {
        let sandbox = Sandbox()
        let guild = await sandbox.addGuild("Big", humans: 3)
        let channel = try await sandbox.channel(named: "general", in: guild.id).id
        for number in 0..<10_000 { try await sandbox.post("message \(number)", as: guild.ownerID, in: channel) }
        let ids = try await sandbox.post(many: 10_000, as: guild.ownerID, in: channel)
        await sandbox.addMembers(100_000, to: guild.id)
        #expect(await sandbox.members(of: guild.id).count >= 100_000)
        var read: [Sandbox.ID] = []
        for _ in 0..<100 {
            let last = read.last ?? Sandbox.ID(rawValue: ids[0].rawValue - 1)
            read += await sandbox.page(of: channel, after: last).map(\.id).sorted()
        }
        #expect(read == ids)
    }
}

extension Sandbox {
    fileprivate func page(of channel: ID, after: ID) -> [Message] {
        world.logs[channel]?.page(.after(after), limit: 100) ?? []
    }
}
