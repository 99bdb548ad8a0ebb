import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("What the bot lacks in a guild")
struct GuildInspectionTests {
    private static let all = InspectedGuild.needed

    @Test("A guild with everything has no fault")
    func good() {
        let findings = InspectedGuild().findings()
        #expect(findings.allSatisfy { !$0.isFault }, "\(findings)")
        #expect(findings.contains { $0.subject == "room in 💬 Community: 50 channels" })
    }

    @Test(
        "Each permission that is missing is named with its channel",
        arguments: [
            (Permissions.sendMessages, "Send Messages"), (.embedLinks, "Embed Links"), (.addReactions, "Add Reactions"),
            (.readMessageHistory, "Read Message History"), (.manageMessages, "Manage Messages"),
        ])
    func permission(missing: Permissions, name: String) {
        var guild = InspectedGuild()
        guild.permissions.remove(missing)
        #expect(guild.faults().contains("give the bot \(name) in suggestions") || name == "Send Messages")
        #expect(guild.faults().contains { $0.contains(name) })
    }

    @Test("An overwrite of the category that forbids to manage channels is found")
    func overwrite() {
        var guild = InspectedGuild()
        guild.categoryOverwrites = [PermissionOverwrite(id: 1_000, type: 0, allow: [], deny: .manageChannels)]
        #expect(guild.faults() == ["give the bot Manage Channels in 💬 Community"])
    }

    @Test("Missing channel, category and roles are named with the setting")
    func names() {
        var guild = InspectedGuild()
        guild.settings.suggestionsChannel = "wishes"
        guild.settings.communityCategory = "Dreams"
        guild.settings.modRoles = ["Keepers", "@everyone"]
        guild.settings.dreamerRoles = ["Dreamers", "1000"]
        let faults = guild.faults()
        #expect(faults.count == 4)
        for words in [
            "no channel named wishes", "no category named Dreams", "correct mod_roles", "correct dreamer_roles",
        ] {
            #expect(faults.contains { $0.contains(words) }, "\(words)")
        }
    }

    @Test("A moderators' channel that does not exist is a fault; one that is not configured is not looked at")
    func moderatorsChannel() {
        var guild = InspectedGuild()
        guild.settings.moderatorsChannel = "nowhere"
        #expect(guild.faults().count == 1 && guild.faults()[0].contains("correct moderators_channel"))
        guild.settings.moderatorsChannel = "suggestions"
        #expect(guild.faults().isEmpty)
    }

    @Test("A category without room is a fault, and so is a full server")
    func room() {
        var guild = InspectedGuild()
        guild.channelsInCategory = 50
        #expect(guild.faults().contains { $0.contains("50 of 50 channels") })
        guild.channelsInCategory = 49
        guild.otherChannels = 449
        #expect(guild.faults().contains { $0.contains("the server has 500 channels") })
    }

    @Test("Without View Audit Log the bot works; the finding is no fault")
    func auditLog() {
        var guild = InspectedGuild()
        guild.permissions.remove(.viewAuditLog)
        #expect(guild.faults().isEmpty)
        #expect(guild.findings().contains { $0.isOptional && $0.cure?.contains("View Audit Log") == true })
    }
}

/// A guild in which one thing after the other can be wrong.
private struct InspectedGuild {
    static let needed: Permissions = [
        .viewChannel, .sendMessages, .embedLinks, .readMessageHistory, .addReactions, .manageMessages, .manageChannels,
        .viewAuditLog,
    ]
    var permissions = needed
    var categoryOverwrites: [PermissionOverwrite] = []
    var channelsInCategory = 0
    var otherChannels = 0
    var settings = GuildSettings()

    func findings() -> [Finding] {
        var category = Channel(id: 2_001, type: .category, name: "💬 Community")
        category.permissionOverwrites = categoryOverwrites
        var channels = [category, Channel(id: 2_000, type: .text, name: "suggestions")]
        for number in 0..<UInt64(channelsInCategory) {
            channels.append(Channel(id: Snowflake(3_000 + number), type: .text, name: "c\(number)", parentID: 2_001))
        }
        for number in 0..<UInt64(otherChannels) {
            channels.append(Channel(id: Snowflake(4_000 + number), type: .text, name: "o\(number)"))
        }
        let guild = GuildCreate(
            id: 1_000, name: "Dreamers", ownerID: 101,
            roles: [Role(id: 1_000, name: "@everyone", permissions: permissions)], channels: channels)
        return GuildInspection.findings(
            guild, me: 900, own: Member(roles: []), settings: settings, at: Date(timeIntervalSince1970: 1_790_000_000))
    }

    func faults() -> [String] { findings().filter(\.isFault).compactMap(\.cure) }
}
