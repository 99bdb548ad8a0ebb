import Discord
import TestSupport

@testable import Wishes

extension ModelRun {
    /// Roles, the bot's roles or an overwrite change; the gateway delivers the events if it can.
    func rightsChange() async {
        let deeds: [(Int, Deed)] = [(4, .role), (4, .overwrite), (2, .everything)]
        let losses: [(Int, Deed)] = [(2, .ownRoles), (1, .roleDeleted)]
        switch random.weighted(twin == nil ? deeds + losses : deeds) {
        case .role:
            let lost = lostRight(of: ModelRights.ofChannel + [.manageChannels])
            let permissions = ModelRights.everything.subtracting(lost)
            await changeRights("the role has \(permissions.rawValue)") { guild in
                Self.set(ModelRights.role(permissions), in: &guild)
            }
        case .overwrite:
            let denied = lostRight(of: ModelRights.ofChannel)
            await changeRights("the channel denies \(denied.rawValue)") { Self.deny(denied, in: &$0) }
        case .ownRoles:
            let hasRole = random.chance(50)
            await changeRights("the bot has its role: \(hasRole)") {
                $0.members = [ModelRights.member(hasRole: hasRole)]
            }
        case .roleDeleted:
            await changeRights("the bot's role is deleted") { guild in
                guild.roles?.removeAll { $0.id == ModelRights.role }
                guild.members = [ModelRights.member(hasRole: false)]
            }
        case .everything: await grantEverything()
        }
    }

    private enum Deed { case role, overwrite, ownRoles, roleDeleted, everything }

    private func lostRight(of rights: [Permissions]) -> Permissions {
        // Without a lock two processes could each create a channel.
        let rights = twin == nil ? rights : rights.filter { ![.viewChannel, .sendMessages].contains($0) }
        return random.chance(45) ? [] : rights.randomElement(using: &random) ?? []
    }

    /// The bot may do everything again.
    func grantEverything() async {
        await changeRights("all permissions") { guild in
            Self.set(ModelRights.role(ModelRights.everything), in: &guild)
            guild.members = [ModelRights.member(hasRole: true)]
            Self.deny([], in: &guild)
        }
    }

    /// The bot may do everything again, after a change that ends refusals which had no lasting reason. Of two processes
    /// none loses a right: without a lock each could create a channel.
    func renewRights() async {
        if twin == nil { await changeRights("the channel denies posting") { Self.deny(.sendMessages, in: &$0) } }
        await grantEverything()
    }

    private static func set(_ role: Role, in guild: inout GuildCreate) {
        guild.roles?.removeAll { $0.id == role.id }
        guild.roles?.append(role)
    }

    private static func deny(_ permissions: Permissions, in guild: inout GuildCreate) {
        guard let index = guild.channels?.firstIndex(where: { $0.id == ModelWorld.suggestions }) else { return }
        let overwrite = PermissionOverwrite(id: ModelWorld.me, type: 1, allow: [], deny: permissions)
        guild.channels?[index].permissionOverwrites = permissions.isEmpty ? [] : [overwrite]
    }

    /// Makes a change and tells of what is different afterwards.
    private func changeRights(_ words: String, _ change: (inout GuildCreate) -> Void) async {
        let (before, after) = discord.with { world in
            let before = world
            if var guild = world.guilds[ModelWorld.guild] {
                change(&guild)
                world.guilds[ModelWorld.guild] = guild
            }
            ModelRights.apply(&world)
            return (before, world)
        }
        steps.append("permissions: \(words)")
        figures.rightsChanges += 1
        for event in Self.events(from: before, to: after) { await tell(event) }
    }

    private static func events(from before: FakeDiscord.World, to after: FakeDiscord.World) -> [GatewayEvent] {
        let (old, new) = (before.guilds[ModelWorld.guild], after.guilds[ModelWorld.guild])
        var events: [GatewayEvent] = []
        let role = new?.roles?.first { $0.id == ModelRights.role }
        if old?.roles?.first(where: { $0.id == ModelRights.role }) != role {
            events.append(
                role.map { .roleChange(guild: ModelWorld.guild, $0) }
                    ?? .roleDelete(guild: ModelWorld.guild, role: ModelRights.role))
        }
        if old?.members != new?.members, let member = new?.members?.first {
            events.append(.memberUpdate(guild: ModelWorld.guild, member))
        }
        // Who gains or loses sight of a channel gets its update, too.
        if let channel = ModelRights.shownChannel(after), channel != ModelRights.shownChannel(before) {
            events.append(.channelUpdate(channel))
        }
        return events
    }
}
