import Discord
import Foundation

/// What a process knows of a guild, as the next process needs it to go on with the session: no request is made for it.
struct GuildPicture: Sendable, Equatable {
    /// The members who may vote, by what they were chosen, and when they were listed.
    struct Voters: Sendable, Equatable {
        /// Who may vote, by the settings of then.
        var rule: ElectorateRule
        /// The suggestions channel of then; nil when there was none.
        var suggestions: Snowflake?
        /// By the wall clock, in whole seconds.
        var listedAt: Date
        /// In rising order.
        var members: [Snowflake]
    }

    /// As if GUILD_CREATE had just told, without members.
    var guild: GuildCreate
    /// The bot's own membership without its account; nil when it was not known.
    var own: Member?
    /// Nil when they were not known, or it was not certain.
    var voters: Voters?
}

// MARK: Bytes

extension GuildPicture {
    /// Of what kind the bytes are: another version's are not read.
    static let version: UInt8 = 1
    /// Longer pictures are not read: 64 MiB would be ten million voters.
    private static let largest = 1 << 26

    /// The version, the length, and what `write` writes, compressed; nil when there is no memory to compress it.
    var bytes: [UInt8]? {
        var writer = ByteWriter()
        writer.write(self)
        guard let compressed = Deflated.bytes(of: writer.bytes, .least) else { return nil }
        var head = ByteWriter()
        head.write(UInt64(writer.bytes.count))
        return [Self.version] + head.bytes + compressed
    }

    /// Reads what `bytes` gave for this guild; nil for anything else, whatever it is.
    init?(_ bytes: [UInt8], of guild: Snowflake) {
        guard bytes.first == Self.version else { return nil }
        var head = ByteReader(Array(bytes.dropFirst()))
        guard let length = try? head.number(), length <= UInt64(Self.largest),
            let inflated = Deflated.inflated(head.rest, count: Int(length))
        else { return nil }
        var reader = ByteReader(inflated)
        guard let picture = try? reader.guildPicture(), reader.isAtEnd, picture.guild.id == guild else { return nil }
        self = picture
    }
}

extension GuildPicture {
    /// A guild as it is known.
    init(_ directory: GuildDirectory, own: Member?, voters: Voters?) {
        guild = GuildCreate(
            id: directory.id, name: directory.name, ownerID: directory.ownerID, roles: directory.roles.elements,
            channels: Array(directory.channels.values), memberCount: directory.memberCount)
        guild.preferredLocale = directory.language?.rawValue
        guild.premiumTier = directory.premiumTier
        (self.own, self.voters) = (own, voters)
        // Who it is, is known.
        self.own?.user = nil
        self.own?.nick = nil
    }
}
