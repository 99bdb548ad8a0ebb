import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("What is kept of a guild over a restart")
struct GuildPictureTests {
    private static let guild = Snowflake(1_000)
    private static let listedAt = Date(timeIntervalSince1970: 1_790_000_000)

    /// Everything that a picture can hold, extreme values among it.
    private static func picture(_ rule: ElectorateRule = .role("Träumer 🌙")) -> GuildPicture {
        let open = [PermissionOverwrite(id: guild, type: 0, allow: .viewChannel, deny: [])]
        let closed = [
            PermissionOverwrite(id: guild, type: 0, allow: [], deny: Permissions(rawValue: .max)),
            PermissionOverwrite(id: Snowflake(Snowflake.largest), type: 1, allow: .viewChannel, deny: []),
        ]
        var create = GuildCreate(
            id: guild, name: "Ahamkara’s 🐉 Höhle", ownerID: Snowflake(101),
            roles: [
                Role(id: guild, name: "@everyone", permissions: []),
                Role(id: Snowflake(5), name: "夢 dreamers", permissions: Permissions(rawValue: .max)),
                Role(id: Snowflake(6), name: "", permissions: .viewChannel, botID: Snowflake(900)),
            ],
            channels: [
                Channel(id: Snowflake(1), type: .category, name: "💬 Community", permissionOverwrites: open),
                Channel(
                    id: Snowflake(2), type: .text, name: "suggestions", topic: "https://discord.com/channels/1/2/3",
                    parentID: Snowflake(1), permissionOverwrites: open),
                Channel(id: Snowflake(3), type: .text, name: "___hidden___", flags: 1 << 17),
                Channel(id: Snowflake(4), type: .unknown, permissionOverwrites: []),
                Channel(
                    id: Snowflake(Snowflake.largest), type: ChannelType(rawValue: 99), permissionOverwrites: closed),
            ], memberCount: 123_456)
        create.preferredLocale = "de"
        create.premiumTier = 3
        var own = Member(roles: [Snowflake(6), Snowflake(5)], isPending: true)
        own.timedOutUntil = "2026-11-29T12:00:00.000000+00:00"
        let voters = GuildPicture.Voters(
            rule: rule, suggestions: Snowflake(2), listedAt: listedAt,
            members: [Snowflake(101), Snowflake(102), Snowflake(1 << 40), Snowflake(Snowflake.largest)])
        return GuildPicture(guild: create, own: own, voters: voters)
    }

    private static func bytes(of picture: GuildPicture) throws -> [UInt8] { try #require(picture.bytes) }

    @Test(
        "What is written is read again, every field of it",
        arguments: [ElectorateRule.members, .channel, .role("Träumer 🌙"), .role("")])
    func roundTrip(rule: ElectorateRule) throws {
        let picture = Self.picture(rule)
        #expect(GuildPicture(try Self.bytes(of: picture), of: Self.guild) == picture)
    }

    @Test("What is not known is read as not known")
    func bare() throws {
        let create = GuildCreate(id: Self.guild, roles: [], channels: [])
        let picture = GuildPicture(guild: create, own: nil, voters: nil)
        #expect(GuildPicture(try Self.bytes(of: picture), of: Self.guild) == picture)
        var own = Self.picture()
        own.voters?.suggestions = nil
        own.voters?.members = []
        own.own = Member()
        #expect(GuildPicture(try Self.bytes(of: own), of: Self.guild) == own)
    }

    @Test("A directory that was kept is the same again, hidden channels and marked topics included")
    func directory() throws {
        let before = try #require(GuildDirectory(Self.picture().guild))
        let kept = GuildPicture(before, own: Member(user: nil, nick: "Wish", roles: [Snowflake(6)]), voters: nil)
        let bytes = try Self.bytes(of: kept)
        let read = try #require(GuildPicture(bytes, of: Self.guild))
        let after = try #require(GuildDirectory(read.guild))
        #expect(GuildPicture(after, own: read.own, voters: nil) == kept)
        #expect(Array(after.channels.values) == Array(before.channels.values))
        #expect(after.channels[Snowflake(3)]?.isHidden == true)
        #expect(after.channels[Snowflake(2)].map(ChannelMarker.isMarked) == true)
        #expect(after.roles.elements == before.roles.elements)
        #expect((after.language, after.premiumTier, after.memberCount) == (.german, 3, 123_456))
    }

    @Test("Another guild's, another version's and a cut picture are not read")
    func others() throws {
        let bytes = try Self.bytes(of: Self.picture())
        #expect(GuildPicture(bytes, of: Snowflake(1_001)) == nil)
        #expect(GuildPicture([GuildPicture.version + 1] + bytes.dropFirst(), of: Self.guild) == nil)
        for length in 0..<bytes.count { #expect(GuildPicture(Array(bytes.prefix(length)), of: Self.guild) == nil) }
    }

    @Test("A changed byte is noticed")
    func changed() throws {
        let picture = Self.picture()
        let bytes = try Self.bytes(of: picture)
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << bit
                // Bits between the last block and the checksum say nothing.
                let read = GuildPicture(changed, of: Self.guild)
                #expect(read == nil || read == picture)
            }
        }
    }

    @Test("No bytes do harm: random ones, random contents, and contents with changed bytes", arguments: 0..<200)
    func random(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let noise = (0..<Int.random(in: 0...200, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(GuildPicture([GuildPicture.version] + noise, of: Self.guild) == nil)
        _ = GuildPicture(try Self.packed(noise), of: Self.guild)
        var writer = ByteWriter()
        writer.write(Self.picture())
        var content = writer.bytes
        for _ in 0...Int.random(in: 0...4, using: &random) {
            content[Int.random(in: content.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        // What can be read is whole: it can be written again.
        if let read = GuildPicture(try Self.packed(content), of: Self.guild) { #expect(read.bytes != nil) }
    }

    /// Contents as a picture would be.
    private static func packed(_ content: [UInt8], length: UInt64? = nil) throws -> [UInt8] {
        var head = ByteWriter()
        head.write(length ?? UInt64(content.count))
        let compressed = try #require(Deflated.bytes(of: content, .least))
        return [GuildPicture.version] + head.bytes + compressed
    }

    @Test(
        "A length that is not the content's is refused before anything of it is allocated",
        arguments: [0, 1, 3, 1 << 20, 1 << 26, 1 << 40, UInt64.max])
    func lengths(length: UInt64) throws {
        #expect(GuildPicture(try Self.packed([1, 2], length: length), of: Self.guild) == nil)
    }

    @Test("A list is never longer than the bytes that are left, and numbers have 64 bits")
    func reader() throws {
        var writer = ByteWriter()
        writer.write(UInt64(1_000_000))
        var list = ByteReader(writer.bytes + [1, 2, 3])
        #expect(throws: ByteReader.Malformed.self) { try list.list { try $0.number() } }
        var text = ByteReader(writer.bytes)
        #expect(throws: ByteReader.Malformed.self) { try text.text() }
        var invalid = ByteReader([2, 0xC3, 0x28])
        #expect(throws: ByteReader.Malformed.self) { try invalid.text() }
        var long = ByteReader([UInt8](repeating: 0xFF, count: 9) + [2])
        #expect(throws: ByteReader.Malformed.self) { try long.number() }
        var zero = ByteReader([0])
        #expect(throws: ByteReader.Malformed.self) { try zero.id() }
        var falling = ByteWriter()
        falling.write(list: [Snowflake(5), Snowflake(UInt64.max)]) { $0.write($1) }
        var ids = ByteReader(falling.bytes)
        #expect(throws: ByteReader.Malformed.self) { try ids.sortedIDs() }
    }

    @Test("Numbers of both signs are read as they were written", arguments: [0, -1, 1, 64, -65, Int.max, Int.min])
    func signed(number: Int) throws {
        var writer = ByteWriter()
        writer.write(signed: number)
        var reader = ByteReader(writer.bytes)
        #expect(try reader.signed() == number)
        #expect(reader.isAtEnd)
    }

    @Test("The ids of a set are in order, those of its newest changes too")
    func sorted() {
        var set = MemberSet([5, 3, 9].map { Snowflake($0) })
        set.insert(Snowflake(4))
        set.remove(Snowflake(9))
        #expect(set.sortedIDs == [3, 4, 5].map { Snowflake($0) })
    }
}
