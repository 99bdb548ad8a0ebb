import Foundation
import Logging
import Testing

@testable import Discord

@Suite("New guilds, read in one pass")
struct GuildScanningTests {
    private static let guild = #"""
        {"id":"1000","name":"Träumer \"☁️\" \ud83c\udf1f","owner_id":"7","unavailable":false,"large":false,
         "member_count":12345678901,"preferred_locale":"de","premium_tier":2,"emojis":[{"id":"5","name":"x]"}],
         "roles":[
          {"id":"1000","name":"@everyone","permissions":"2248473465835073","color":0,"colors":{"primary_color":0}},
          {"id":"11","name":"dreambot","permissions":"8","tags":{"bot_id":"900","guild_connections":null}},
          {"id":"12","name":null,"tags":null}],
         "channels":[
          {"id":"20","type":4,"name":"Rooms","position":0,"permission_overwrites":[
           {"id":"1000","type":0,"allow":"0","deny":"1024"},{"id":"900","type":1,"allow":"9223372036854775807","deny":"0"}]},
          {"id":"21","type":0,"guild_id":"1000","name":"wishes","parent_id":"20","topic":"up \\ down\n\t\u00e9","flags":0,
           "permission_overwrites":[],"last_message_id":null,"rate_limit_per_user":0},
          {"id":"22","type":2,"name":"___hidden___","parent_id":null,"topic":null,"flags":131072}, {"id":23}],
         "members":[{"user":{"id":"900","username":"dreambot","global_name":null,"bot":true,"public_flags":0},
          "nick":"Dream","roles":["11",12],"pending":false,"communication_disabled_until":"2026-11-29T10:00:00+00:00"},
          {"user":{"id":"7","username":"ada","global_name":"Ada","system":false},"roles":[]},{}],
         "threads":[],"presences":[],"voice_states":[{}]}
        """#

    private static func scan(_ json: some Sequence<UInt8>) -> GuildCreate? {
        Array(json).withUnsafeBufferPointer { GuildCreate(scanning: $0) }
    }

    private static func decode(_ json: some Sequence<UInt8>) -> GuildCreate? {
        try? LenientDecoder(log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }).decode(from: Data(json))
    }

    @Test("Both ways of reading give the same guild")
    func same() throws {
        let scanned = try #require(Self.scan(Self.guild.utf8))
        #expect(scanned == Self.decode(Self.guild.utf8))
        #expect(scanned.name == #"Träumer "☁️" 🌟"# && scanned.memberCount == Int(Int32.max))
        #expect(scanned.channels?.count == 4 && scanned.channels?[1].topic == "up \\ down\n\té")
        #expect(scanned.roles?.map(\.botID) == [nil, 900, nil] && scanned.members?.count == 3)
        for stub in [#"{"id":"1","unavailable":true}"#, #" { "id" : 1 , "roles" : null } "#] {
            #expect(Self.scan(stub.utf8) != nil && Self.scan(stub.utf8) == Self.decode(stub.utf8))
        }
    }

    @Test(
        "What Discord writes in another way is left to the lenient decoder",
        arguments: [
            #"{"name":"no id"}"#, #"{"id":"1","id":"2"}"#, #"{"id":"1","name":5}"#, #"{"id":"1","unavailable":"true"}"#,
            #"{"id":"1","premium_tier":"2"}"#, #"{"id":"1","premium_tier":2.5}"#, #"{"id":"1","roles":{}}"#,
            #"{"id":"1","roles":[{"id":"x"}]}"#, #"{"id":"1","roles":[{"id":"2","permissions":8}]}"#,
            #"{"id":"1","roles":[{"id":"2","permissions":"99999999999999999999"}]}"#, #"{"id":"1","roles":[null]}"#,
            #"{"id":"1","channels":[{"id":"2","type":"0"}]}"#, #"{"id":"1","channels":[{"id":"2","flags":"1"}]}"#,
            #"{"id":"1","channels":[{"id":"2","name":"\ud83c"}]}"#, #"{"id":"1","approximate_member_count":5}"#,
            #"{"id":"1","members":[{"user":{"username":"no id"}}]}"#,
        ])
    func odd(json: String) throws {
        #expect(Self.scan(json.utf8) == nil)
        let payload = #"{"t":"GUILD_CREATE","s":1,"op":0,"d":"# + json + "}"
        var decoder = try GatewayDecoder(
            compressed: false, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let event = try Array(payload.utf8).withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }?.event
        #expect(event == Self.decode(json.utf8).map { .guildCreate($0) })
    }

    @Test("Text that ends early or is broken gives nothing that the decoder would read in another way")
    func broken() {
        let whole = Array(Self.guild.utf8)
        for end in 0..<whole.count { #expect(Self.scan(whole[..<end]) == nil) }
        var random = SplitMix64(seed: 7)
        var read = 0
        for _ in 0..<4_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0x20...0x7E, using: &random)
            }
            guard let scanned = Self.scan(bytes), let decoded = Self.decode(bytes) else { continue }
            read += 1
            #expect(scanned == decoded, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(read > 500)
    }
}
