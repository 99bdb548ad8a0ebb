import Foundation
import Logging
import TestSupport
import Testing

@testable import Discord

@Suite("Lenient decoding")
struct LenientDecodingTests {
    private func read<Value: Decodable>(_ json: String, as type: Value.Type = Value.self) throws -> Value {
        try LenientDecoder(log: Logger(label: "test")).decode(type, from: Data(json.utf8))
    }

    private func message(_ fields: String) throws -> Message {
        try read(##"{"id":"5","channel_id":"6","author":{"id":"7","username":"a"},\##(fields)}"##)
    }

    @Test(
        "Odd fields of a message cost only themselves",
        arguments: [
            ##""embeds":[{"title":"t","footer":{}}]"##, ##""embeds":[{"title":"t","fields":[{"name":"n"}]}]"##,
            ##""embeds":[{"title":"t","color":"#FF0000"}]"##, ##""nonce":99999999999999999999"##, ##""content":null"##,
            ##""type":"7""##, ##""type":999"##, ##""reactions":[{"count":1,"emoji":{"name":"x"}}]"##,
            ##""reactions":5"##, ##""embeds":{}"##, ##""member":7"##, ##""webhook_id":false"##,
            ##""message_reference":[]"##, ##""guild_id":"0""##, ##""attachments":null"##, ##""content":"\ud800""##,
        ])
    func oddField(fields: String) throws {
        let message = try message(fields)
        #expect(message.id == 5 && message.author.id == 7)
    }

    @Test("Elements of a list that cannot be read are left out, counted, and logged once per kind")
    func elements() throws {
        let log = LogRecorder()
        let decoder = LenientDecoder(log: Logger(label: "test") { _ in log.handler })
        let json = ##"{"id":"1","name":"g","roles":[{"id":"1"},{},7,null,{"id":"2","permissions":"8"},{"id":"0"}]}"##
        let guild: GuildCreate = try decoder.decode(from: Data(json.utf8))
        #expect(guild.roles?.map(\.id) == [1, 2])
        #expect(decoder.oddElements == ["Role": 4])
        #expect(log.messages.count == 1)
    }

    @Test(
        "Permissions of any length keep the bits below 64",
        arguments: [
            (##""8""##, 8), (##"8"##, 8), (##""18446744073709551624""##, 8), (##"18446744073709551624"##, 8),
            (##""340282366920938463463374607431768211464""##, 8), (##""0""##, 0),
        ] as [(String, UInt64)])
    func permissions(json: String, bits: UInt64) throws {
        let overwrite: PermissionOverwrite = try read(##"{"id":"1","type":0,"allow":\##(json),"deny":"1024"}"##)
        #expect(overwrite.allow.rawValue == bits && overwrite.deny == .viewChannel)
    }

    @Test("GUILD_CREATE with permission bits from 64 on is read")
    func guildCreate() throws {
        let guild: GuildCreate = try read(
            ##"{"id":"1","name":"g","owner_id":2,"roles":[{"id":"1","name":"x","permissions":"36893488147419104256"}],"##
                + ##""channels":[{"id":"3","type":"0","name":"s","permission_overwrites":[{"id":"1","type":"0","##
                + ##""allow":"36893488147419103232","deny":"1024"}]}]}"##)
        #expect(guild.roles?.first?.permissions == .viewChannel)
        #expect(guild.channels?.first?.type == .text)
        #expect(guild.channels?.first?.permissionOverwrites?.first?.deny == .viewChannel)
        #expect(guild.ownerID == 2)
    }

    @Test("A count is clamped, and an id of 0 is refused")
    func bounds() throws {
        let reaction: Reaction = try read(##"{"count":"99999999999999999999","me":0,"emoji":{"name":"x"}}"##)
        #expect(reaction.count == Int(Int32.max) && !reaction.me)
        let negative: Reaction = try read(##"{"count":-5,"me":true,"emoji":{"name":"x"}}"##)
        #expect(negative.count == 0)
        #expect(throws: DecodingError.self) { try read(##"{"id":"0"}"##, as: Role.self) }
        #expect(throws: DecodingError.self) { try read(##"{"id":0}"##, as: Role.self) }
    }

    @Test("A list of reactions knows which counts it does not know")
    func reactions() throws {
        let list: ReactionList = try read(
            ##"[{"count":1,"me":true,"emoji":{"name":"a"}},{"count":2,"emoji":{"name":"b"}}]"##)
        #expect(list.knowsCount(of: Emoji(name: "a")) && !list.knowsCount(of: Emoji(name: "b")))
        #expect(list.knowsCount(of: Emoji(name: "c")))
        let odd: ReactionList = try read(##"[{"count":1,"me":true,"emoji":{"name":"a"}},7]"##)
        #expect(odd.knowsCount(of: Emoji(name: "a")) && !odd.knowsCount(of: Emoji(name: "c")))
    }

    @Test("No mutation of a valid page makes the others unreadable", arguments: 0..<200 as Range<UInt64>)
    func mutations(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let page = (1...5).map { Self.sample($0) }
        var values = page
        let odd = Int.random(in: 0..<5, using: &random)
        values[odd] = Self.mutated(values[odd], &random, depth: 0)
        let data = try JSONEncoder().encode(values)
        let read: LenientList<Message> = try LenientDecoder(log: Logger(label: "test")).decode(from: data)
        let ids = Set(read.elements.map(\.id.rawValue))
        for number in 1...5 where number != odd + 1 { #expect(ids.contains(UInt64(number)), "seed \(seed)") }
    }

    private static func sample(_ id: Int) -> JSONValue {
        .object([
            "id": .text("\(id)"), "channel_id": .text("9"), "type": .number(0), "content": .text("x"),
            "author": .object(["id": .text("7"), "username": .text("a"), "bot": .flag(true)]),
            "embeds": .list([
                .object([
                    "title": .text("t"), "color": .number(5), "footer": .object(["text": .text("f")]),
                    "fields": .list([.object(["name": .text("n"), "value": .text("v")])]),
                ])
            ]),
            "reactions": .list([
                .object(["count": .number(3), "me": .flag(true), "emoji": .object(["id": .null, "name": .text("x")])])
            ]),
            "nonce": .text("n"), "message_reference": .object(["message_id": .text("4")]),
        ])
    }

    /// Replaces, removes or changes something at a random place.
    private static func mutated(_ value: JSONValue, _ random: inout SplitMix64, depth: Int) -> JSONValue {
        let odd: [JSONValue] = [
            .null, .text(""), .text("-1"), .text("99999999999999999999999"), .number(-1), .number(1e300), .number(0.5),
            .flag(false), .list([]), .object([:]), .list([.null, .text("x")]), .object(["id": .text("0")]),
        ]
        if depth > 0, Int.random(in: 0..<4, using: &random) == 0 { return odd.randomElement(using: &random) ?? .null }
        switch value {
        case .object(var members):
            guard let key = members.keys.sorted().randomElement(using: &random), let member = members[key] else {
                return .null
            }
            members[key] =
                Int.random(in: 0..<6, using: &random) == 0 ? nil : mutated(member, &random, depth: depth + 1)
            return .object(members)
        case .list(var list):
            guard let index = list.indices.randomElement(using: &random) else { return .null }
            list[index] = mutated(list[index], &random, depth: depth + 1)
            return .list(list)
        default: return odd.randomElement(using: &random) ?? .null
        }
    }
}
