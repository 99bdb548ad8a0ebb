import Discord
import Foundation

/// What a clean stop keeps of the guilds, and the next process reads when the session was resumed: one row for each guild.
final class KeptPictures {
    private let store: GatewayStore
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let now: @Sendable () -> Date
    /// Whose pictures are in the database; nil when none are expected there.
    private var shard: ShardID?

    init(_ parts: SharedParts) {
        store = parts.store.gateway
        guilds = parts.guilds
        members = parts.members
        now = parts.dependencies.now
    }

    /// The pictures of these guilds, compressed; none of a guild of which it is not certain what it looks like.
    func encoded(_ ids: some Sequence<Snowflake>) -> [Snowflake: Data] {
        let now = now()
        return ids.reduce(into: [:]) { pictures, guild in
            let listedAt = members.age(of: guild).map { now - $0 / .seconds(1) }
            pictures[guild] = guilds.picture(of: guild, listedAt: listedAt)?.bytes.map { Data($0) }
        }
    }

    /// A session of that shard was taken out of the database: its pictures are still there.
    func expect(of shard: ShardID) { self.shard = shard }

    /// The picture of a guild; nil when none was kept, or it cannot be read.
    func read(_ guild: Snowflake) async -> GuildPicture? {
        guard shard != nil, let bytes = try? await store.picture(of: guild) else { return nil }
        return GuildPicture(Array(bytes), of: guild)
    }

    /// From now on a guild is what its picture shows; false when that shows nothing. Its members count as listed when they
    /// were, by the wall clock: when that lies in the future, it is not known.
    func restore(_ picture: GuildPicture) -> Bool {
        guard let directory = GuildDirectory(picture.guild) else { return false }
        guard guilds.restore(picture, directory), let listedAt = picture.voters?.listedAt else { return true }
        let age = now().timeIntervalSince(listedAt)
        if age >= 0 { members.restore(directory.id, age: .seconds(age)) }
        return true
    }

    /// Nothing more is read. What cannot be deleted is deleted before the next session is kept.
    func forget() async {
        guard let shard else { return }
        self.shard = nil
        try? await store.forgetPictures(of: shard)
    }
}
