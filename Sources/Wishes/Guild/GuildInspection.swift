import Discord
import Foundation

/// One thing that was looked at in a guild, and what is wrong with it.
package struct Finding: Sendable, Equatable, Codable {
    /// What was looked at.
    package var subject: String
    /// How to mend it; nil when it is in order.
    package var cure: String?
    /// Whether the bot works without it.
    package var isOptional = false
    /// What is missing, for moderators; nil when it is in order, or is none of their business.
    var lack: Lack?

    /// Makes a finding.
    package init(_ subject: String, cure: String? = nil, isOptional: Bool = false) {
        (self.subject, self.cure, self.isOptional) = (subject, cure, isOptional)
    }

    init(_ subject: String, cure: String?, lack: Lack?) {
        (self.subject, self.cure, self.lack) = (subject, cure, cure == nil ? nil : lack)
    }

    private enum CodingKeys: String, CodingKey { case subject, cure, isOptional }

    /// Whether something the bot needs is missing.
    package var isFault: Bool { cure != nil && !isOptional }
}

/// Compares a guild with what the bot needs there: channels, room, permissions and the roles that the configuration names.
package enum GuildInspection {
    /// Discord's limits.
    ///
    /// Source: https://docs.discord.com/developers/resources/guild#create-guild-channel
    static let (mostChannels, mostInCategory) = (500, 50)

    /// What the bot needs in the suggestions channel.
    private static let needed: [BotPermission] = [
        .viewChannel, .sendMessages, .embedLinks, .readMessageHistory, .addReactions, .manageMessages,
    ]

    /// Looks at a guild as it was fetched. `own` is the bot's membership. Empty for the stub of an unavailable guild.
    package static func findings(
        _ guild: GuildCreate, me: Snowflake, own: Member, settings: GuildSettings, at now: Date
    ) -> [Finding] {
        guard let directory = GuildDirectory(guild) else { return [] }
        return findings(directory, me: me, own: own, settings: settings, at: now)
    }

    static func findings(
        _ directory: GuildDirectory, me: Snowflake, own: Member, settings: GuildSettings, at now: Date
    ) -> [Finding] {
        func finding(_ subject: String, _ wanted: [BotPermission], _ channel: Channel) -> Finding {
            let mine = PermissionCheck(me, own, in: directory, channel).permissions(at: now)
            let missing = wanted.filter { !mine.contains($0.bit) }
            guard !missing.isEmpty else { return Finding(subject) }
            let names = missing.map(\.name).joined(separator: ", ")
            return Finding(
                subject, cure: "give the bot \(names) in \(channel.name ?? "\(channel.id)")",
                lack: .permissions(missing, in: channel.id))
        }
        var findings: [Finding] = []
        if let channel = directory.textChannel(settings.suggestionsChannel) {
            findings.append(finding("suggestions channel #\(channel.name ?? "")", needed, channel))
        } else {
            let absence = SuggestionsChannel(configured: settings.suggestionsChannel, in: directory, before: nil)
            if case .absent(let why) = absence {
                findings.append(
                    Finding("suggestions channel", cure: why.description, lack: .suggestionsChannel(why)))
            }
        }
        findings += category(directory, settings) { finding("category \($0.name ?? "\($0.id)")", .toMakeChannels, $0) }
        if !settings.moderatorsChannel.isEmpty {
            if let channel = directory.textChannel(settings.moderatorsChannel) {
                findings.append(finding("moderators' channel #\(channel.name ?? "")", .toPost, channel))
            } else {
                let name = settings.moderatorsChannel
                findings.append(
                    Finding(
                        "moderators' channel",
                        cure:
                            "no text channel named \(name) that the bot can see; create it, or correct moderators_channel",
                        lack: .moderatorsChannel(name)))
            }
        }
        let voters: [String] = if case .role(let role) = settings.electorate { [role] } else { [] }
        for (key, roles) in [
            ("mod_roles", settings.modRoles), ("dreamer_roles", settings.dreamerRoles), ("electorate", voters),
        ] {
            for role in roles {
                let exists = directory.hasRole(role)
                findings.append(
                    Finding(
                        "role \(role)",
                        cure: exists ? nil : "no role has this name or id; create it, or correct \(key)",
                        lack: .role(role)))
            }
        }
        let base = PermissionCheck(me, own, in: directory, Channel(id: directory.id, type: .text, name: nil)).base
        let seesLog = base.contains(.administrator) || base.contains(.viewAuditLog)
        findings.append(
            Finding(
                "audit log",
                cure: seesLog
                    ? nil
                    : "give the bot View Audit Log; without it a channel whose topic was edited is not recognized",
                isOptional: true))
        return findings
    }

    private static func category(
        _ directory: GuildDirectory, _ settings: GuildSettings, _ permissions: (Channel) -> Finding
    ) -> [Finding] {
        guard let category = directory.category(settings.communityCategory) else {
            let name = settings.communityCategory
            return [
                Finding(
                    "category",
                    cure: "no category named \(name) that the bot can see; create it, or set community_category",
                    lack: .category(name))
            ]
        }
        let name = category.name ?? "\(category.id)"
        let inside = directory.channels.values.count { $0.parentID == category.id }
        var findings = [permissions(category)]
        if inside >= mostInCategory {
            findings.append(
                Finding(
                    "room in \(name)", cure: "it has \(inside) of \(mostInCategory) channels; move or delete some",
                    lack: .categoryFull))
        } else if directory.channels.count >= mostChannels {
            findings.append(
                Finding(
                    "room for channels", cure: "the server has \(mostChannels) channels; delete some", lack: .serverFull
                )
            )
        } else {
            findings.append(Finding("room in \(name): \(mostInCategory - inside) channels"))
        }
        return findings
    }
}
