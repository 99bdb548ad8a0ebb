import Discord
import Testing

@testable import Wishes

@Suite("The channels of a guild in memory")
struct ChannelTableTests {
    private static let link = "https://discord.com/channels/1/2/3"
    private static let wish = "A room for painters · " + link

    private static func overwrites(_ denied: Permissions = .viewChannel) -> [PermissionOverwrite] {
        [
            PermissionOverwrite(id: 1, type: 0, allow: [], deny: denied),
            PermissionOverwrite(id: 7, type: 1, allow: .viewChannel, deny: []),
        ]
    }

    private static func channel(
        _ id: UInt64, name: String = "paint", topic: String? = nil, parent: Snowflake? = nil,
        _ overwrites: [PermissionOverwrite]? = nil, type: ChannelType = .text
    ) -> Channel {
        Channel(
            id: Snowflake(id), type: type, name: name, topic: topic, parentID: parent, permissionOverwrites: overwrites)
    }

    private static func directory(_ channels: [Channel]) throws -> GuildDirectory {
        try #require(GuildDirectory(GuildCreate(id: 1, name: "g", roles: [], channels: channels)))
    }

    @Test("A channel comes out as it went in, but for what nobody asks for")
    func roundTrip() {
        let channels = [
            Self.channel(30, parent: 10, Self.overwrites()),
            Self.channel(20, name: "a name of more than fifteen bytes"),
            Self.channel(10, [], type: .category),
            Channel(id: 40, type: ChannelType(rawValue: 90_000), guildID: 1, topic: "about paint", flags: 1 << 17 | 1),
        ]
        let table = ChannelTable(channels)
        #expect(Array(table.ids) == [10, 20, 30, 40])
        for channel in channels.prefix(3) { #expect(table[channel.id] == channel) }
        #expect(table[40] == Channel(id: 40, type: .unknown, flags: 1 << 17))
        #expect(table[50] == nil)
    }

    @Test("Equal lists of overwrites are held once, also after a change")
    func shared() {
        var table = ChannelTable((1...50).map { Self.channel($0, $0 == 9 ? nil : Self.overwrites()) })
        #expect(table.overwriteLists == 1)
        table.set(Self.channel(9, Self.overwrites()))
        #expect(table.overwriteLists == 1)
        table.set(Self.channel(9, Self.overwrites(.sendMessages)))
        #expect(table.overwriteLists == 2)
        #expect(table[9]?.permissionOverwrites == Self.overwrites(.sendMessages))
        #expect(table[8]?.permissionOverwrites == Self.overwrites())
        table.refresh((1...50).map { Self.channel($0, Self.overwrites()) })
        #expect(table.overwriteLists == 1)
    }

    @Test("A topic is kept only with the marker of a wish, of which it keeps all that decides")
    func topics() throws {
        var directory = try Self.directory([Self.channel(2, topic: "about paint"), Self.channel(3, topic: Self.wish)])
        #expect(directory.channels[2]?.topic == nil)
        for _ in 0..<2 {
            let marked = try #require(directory.channels[3])
            #expect(ChannelMarker.isMarked(marked) && ChannelMarker.belongs(marked, to: Self.link))
            #expect(ChannelMarker.message(of: marked) == 3)
            // The channel is made while the bot is connected, then listed.
            directory.set(Self.channel(3))
            #expect(directory.channels[3]?.topic == nil)
            directory.set(Self.channel(3, topic: Self.wish))
            directory.refresh(channels: [Self.channel(2), Self.channel(3, topic: Self.wish)])
        }
        directory.remove(channel: 3)
        directory.set(Self.channel(3))
        #expect(directory.channels[3]?.topic == nil)
    }

    @Test("Of channels with one id the last counts, with its topic")
    func twice() {
        let table = ChannelTable([Self.channel(3, name: "old", topic: Self.wish), Self.channel(3, name: "new")])
        #expect(table.count == 1)
        #expect(table[3] == Self.channel(3, name: "new"))
    }

    @Test("A channel that is not listed is hidden and keeps the rest")
    func hidden() throws {
        var directory = try Self.directory([Self.channel(2, Self.overwrites()), Self.channel(3, topic: Self.wish)])
        directory.refresh(channels: [Self.channel(4)])
        #expect(Array(directory.channels.ids) == [2, 3, 4])
        #expect(directory.channels.values.filter(\.isHidden).map(\.id) == [2, 3])
        #expect(directory.channels[2]?.permissionOverwrites == Self.overwrites())
        #expect(directory.channels[3].map(ChannelMarker.message) == 3)
    }

    @Test("What creation and permissions depend on differs after a changed overwrite, and not after a changed topic")
    func conditions() throws {
        var directory = try Self.directory([
            Self.channel(2, Self.overwrites()), Self.channel(5, Self.overwrites(), type: .category),
        ])
        let (creation, permissions) = (directory.creationConditions, directory.permissionConditions)
        directory.set(Self.channel(2, topic: "about paint", Self.overwrites()))
        #expect(directory.permissionConditions == permissions && directory.creationConditions == creation)
        directory.set(Self.channel(2, Self.overwrites(.sendMessages)))
        #expect(directory.permissionConditions != permissions && directory.creationConditions == creation)
        directory.set(Self.channel(5, Self.overwrites(.sendMessages), type: .category))
        #expect(directory.creationConditions != creation)
    }

    @Test(
        "The oldest of the channels whose names are compared as equal is found",
        arguments: ["paint", "#Paint", "PAINT"])
    func names(_ wanted: String) throws {
        let directory = try Self.directory([
            Self.channel(9, name: "paint"), Self.channel(8, name: "PAINT"), Self.channel(7, name: "#paint"),
            Self.channel(6, name: "paint", type: .category), Self.channel(5, name: "pain"),
        ])
        #expect(directory.textChannel(wanted)?.id == 7)
        #expect(directory.category(wanted)?.id == 6)
        #expect(directory.textChannel("9")?.id == 9)
        #expect(directory.textChannel("6") == nil)
    }

    @Test("A table of elements by id is what a dictionary is", arguments: 0..<20 as Range<UInt64>)
    func table(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let first = (0..<UInt64.random(in: 0..<20, using: &random)).map {
            Role(id: Snowflake(UInt64.random(in: 1...30, using: &random)), name: "\($0)", permissions: [])
        }
        var table = IDTable(first)
        var model = Dictionary(first.map { ($0.id, $0) }) { _, last in last }
        for step in 0..<200 {
            let id = Snowflake(UInt64.random(in: 1...30, using: &random))
            let role =
                Int.random(in: 0..<3, using: &random) == 0 ? nil : Role(id: id, name: "step \(step)", permissions: [])
            (table[id], model[id]) = (role, role)
            #expect(table[id] == model[id])
        }
        #expect(table.elements == model.values.sorted { $0.id < $1.id })
        #expect(table.count == model.count && table.mapValues(\.name) == model.mapValues(\.name))
    }
}
