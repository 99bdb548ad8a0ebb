import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Permissions of a member in a channel")
struct PermissionCheckTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    private func permissions(
        base: Permissions = [.viewChannel, .sendMessages], roles: [Snowflake] = [2, 3], role: Permissions = [],
        overwrites: [(Snowflake, allow: Permissions, deny: Permissions)] = [], owner: Snowflake = 50,
        timedOut: String? = nil
    ) throws -> Permissions {
        let guild = GuildCreate(
            id: 1, name: "g", ownerID: owner,
            roles: [Role(id: 1, name: "@everyone", permissions: base), Role(id: 2, name: "a", permissions: role)])
        var member = Member(roles: roles)
        member.timedOutUntil = timedOut
        let channel = Channel(
            id: 5, type: .text,
            permissionOverwrites: overwrites.map {
                PermissionOverwrite(id: $0.0, type: 0, allow: $0.allow, deny: $0.deny)
            })
        return PermissionCheck(9, member, in: try #require(GuildDirectory(guild)), channel).permissions(at: Self.now)
    }

    @Test("Overwrites apply in Discord's order: everyone, all roles together, the member")
    func order() throws {
        #expect(try permissions().contains(.sendMessages))
        #expect(try !permissions(overwrites: [(1, [], .sendMessages)]).contains(.sendMessages))
        #expect(try permissions(overwrites: [(1, [], .sendMessages), (2, .sendMessages, [])]).contains(.sendMessages))
        // Among roles an allowance wins, whatever their order.
        #expect(
            try permissions(overwrites: [(2, .sendMessages, []), (3, [], .sendMessages)]).contains(.sendMessages))
        #expect(
            try !permissions(overwrites: [(9, [], .sendMessages), (2, .sendMessages, [])]).contains(.sendMessages))
        // An overwrite of a role that the member does not have.
        #expect(try permissions(overwrites: [(4, [], .sendMessages)]).contains(.sendMessages))
    }

    @Test("Administrators and the owner may do everything, whatever the overwrites")
    func all() throws {
        #expect(try permissions(role: .administrator, overwrites: [(9, [], .sendMessages)]) == .all)
        #expect(try permissions(overwrites: [(9, [], .viewChannel)], owner: 9) == .all)
    }

    @Test("Without View Channel nothing is allowed; a member who is timed out may only read")
    func implicit() throws {
        #expect(try permissions(overwrites: [(1, .manageChannels, .viewChannel)]).isEmpty)
        #expect(try permissions(timedOut: "2030-01-01T00:00:00.000000+00:00") == .viewChannel)
        #expect(try permissions(timedOut: "2020-01-01T00:00:00+00:00").contains(.sendMessages))
    }
}
