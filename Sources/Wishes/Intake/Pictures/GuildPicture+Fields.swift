import Discord
import Foundation

extension ByteWriter {
    /// In the order in which `ByteReader.guildPicture` reads. Another order or field needs another `GuildPicture.version`.
    mutating func write(_ picture: GuildPicture) {
        let guild = picture.guild
        write(guild.id)
        write(guild.name) { $0.write($1) }
        write(guild.ownerID) { $0.write($1) }
        write(guild.preferredLocale) { $0.write($1) }
        write(guild.premiumTier) { $0.write(signed: $1) }
        write(guild.memberCount) { $0.write(signed: $1) }
        write(list: guild.roles ?? []) { $0.write($1) }
        let channels = guild.channels ?? []
        // Most channels of a category have the same overwrites, which are written once.
        var places: [[PermissionOverwrite]: UInt64] = [:]
        var lists: [[PermissionOverwrite]] = []
        for case let list? in channels.map(\.permissionOverwrites) where places[list] == nil {
            places[list] = UInt64(lists.count)
            lists.append(list)
        }
        write(list: lists) { $0.write(list: $1) { $0.write($1) } }
        write(list: channels) { writer, channel in
            writer.write(channel, overwrites: channel.permissionOverwrites.flatMap { places[$0] })
        }
        write(picture.own) { $0.write($1) }
        write(picture.voters) { $0.write($1) }
    }

    private mutating func write(_ role: Role) {
        write(role.id)
        write(role.name)
        write(role.permissions.rawValue)
        write(role.botID) { $0.write($1) }
    }

    private mutating func write(_ overwrite: PermissionOverwrite) {
        write(overwrite.id)
        write(signed: overwrite.type)
        write(overwrite.allow.rawValue)
        write(overwrite.deny.rawValue)
    }

    private mutating func write(_ channel: Channel, overwrites: UInt64?) {
        write(channel.id)
        write(signed: channel.type.rawValue)
        write(channel.name) { $0.write($1) }
        write(channel.topic) { $0.write($1) }
        write(channel.parentID) { $0.write($1) }
        write(overwrites) { $0.write($1) }
        write(channel.flags) { $0.write($1) }
    }

    private mutating func write(_ own: Member) {
        write(list: own.roles) { $0.write($1) }
        write(own.timedOutUntil) { $0.write($1) }
        write(own.isPending)
    }

    private mutating func write(_ voters: GuildPicture.Voters) {
        switch voters.rule {
        case .members: write(0 as UInt64)
        case .channel: write(1 as UInt64)
        case .role(let name):
            write(2 as UInt64)
            write(name)
        }
        write(voters.suggestions) { $0.write($1) }
        write(signed: Int(voters.listedAt.timeIntervalSince1970.rounded(.down)))
        write(sorted: voters.members)
    }
}

extension ByteReader {
    /// What `ByteWriter.write` has written. Throws: `Malformed`.
    mutating func guildPicture() throws -> GuildPicture {
        let id = try id()
        var guild = GuildCreate(id: id, name: try optional { try $0.text() }, ownerID: try optional { try $0.id() })
        guild.preferredLocale = try optional { try $0.text() }
        guild.premiumTier = try optional { try $0.signed() }
        guild.memberCount = try optional { try $0.signed() }
        guild.roles = try list { try $0.role() }
        let overwrites = try list { try $0.list { try $0.overwrite() } }
        guild.channels = try list { try $0.channel(overwrites) }
        return GuildPicture(
            guild: guild, own: try optional { try $0.own() }, voters: try optional { try $0.voters() })
    }

    private mutating func role() throws -> Role {
        Role(
            id: try id(), name: try text(), permissions: Permissions(rawValue: try number()),
            botID: try optional { try $0.id() })
    }

    private mutating func overwrite() throws -> PermissionOverwrite {
        PermissionOverwrite(
            id: try id(), type: try signed(), allow: Permissions(rawValue: try number()),
            deny: Permissions(rawValue: try number()))
    }

    private mutating func channel(_ overwrites: [[PermissionOverwrite]]) throws -> Channel {
        var channel = Channel(id: try id(), type: ChannelType(rawValue: try signed()))
        channel.name = try optional { try $0.text() }
        channel.topic = try optional { try $0.text() }
        channel.parentID = try optional { try $0.id() }
        channel.permissionOverwrites = try optional { reader in
            let place = try reader.number()
            guard place < UInt64(overwrites.count) else { throw Malformed() }
            return overwrites[Int(place)]
        }
        channel.flags = try optional { try $0.number() }
        return channel
    }

    private mutating func own() throws -> Member {
        var own = Member(roles: try list { try $0.id() })
        own.timedOutUntil = try optional { try $0.text() }
        own.isPending = try flag()
        return own
    }

    private mutating func voters() throws -> GuildPicture.Voters {
        let rule: ElectorateRule =
            switch try number() {
            case 0: .members
            case 1: .channel
            case 2: .role(try text())
            default: throw Malformed()
            }
        return GuildPicture.Voters(
            rule: rule, suggestions: try optional { try $0.id() },
            listedAt: Date(timeIntervalSince1970: Double(try signed())), members: try sortedIDs())
    }
}
