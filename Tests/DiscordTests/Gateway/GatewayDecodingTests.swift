import Foundation
import Logging
import TestSupport
import Testing

@testable import Discord

@Suite("Gateway payloads")
struct GatewayDecodingTests {
    private let recorder = LogRecorder()

    private func decode(_ json: String) throws -> GatewayDecoder.Decoded? {
        let recorder = recorder
        var decoder = try GatewayDecoder(compressed: false, log: Logger(label: "test") { _ in recorder.handler })
        return try Array(json.utf8).withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }
    }

    private static let reaction = """
        {"t":"MESSAGE_REACTION_ADD","s":7,"op":0,"d":{"user_id":"101","type":0,"message_id":"5001",\
        "message_author_id":"900","member":{"user":{"username":"x \\"}{ y","id":"101"},"roles":["1","2"]},\
        "emoji":{"name":"🌟","id":null},"channel_id":"2000","burst":false,"guild_id":"1000"}}
        """

    private static let expected = ReactionEvent(
        userID: Snowflake(101), channelID: Snowflake(2000), messageID: Snowflake(5001), guildID: Snowflake(1000),
        emoji: Emoji(name: "🌟"))

    @Test("A reaction event is read from its bytes")
    func reaction() throws {
        let decoded = try decode(Self.reaction)
        #expect(decoded?.frame == .dispatch(sequence: 7))
        #expect(decoded?.event == .reactionAdd(Self.expected))
    }

    @Test(
        "A reaction is read with any order of keys, white space, escapes and numeric ids",
        arguments: [
            #"{"d":{"emoji":{"id":null,"name":"\ud83c\udf1f"},"guild_id":"1000","channel_id":"2000","message_id":"5001","user_id":"101"},"op":0,"s":7,"t":"MESSAGE_REACTION_ADD"}"#,
            #" { "op" : 0 , "t" : "MESSAGE_REACTION_ADD" , "s" : 7 , "d" : { "user_id" : 101 , "message_id" : 5001 , "channel_id" : 2000 , "guild_id" : 1000 , "emoji" : { "name" : "🌟" } } } "#,
            #"{"op":0,"unknown":[1,{"a":"]}"}],"t":"MESSAGE_REACTION_ADD","s":7,"d":{"user_id":"101","message_id":"5001","channel_id":"2000","guild_id":"1000","emoji":{"name":"🌟","animated":false,"id":null}},"x":1}"#,
        ])
    func forms(json: String) throws {
        #expect(try decode(json)?.event == .reactionAdd(Self.expected))
    }

    @Test(
        "An escape has exactly four hexadecimal digits",
        arguments: [
            (#"\u2764\ufe0f"#, "\u{2764}\u{FE0F}"), ("\\u2764\u{FE0F}", "\u{2764}\u{FE0F}"),
            ("\\u0065\u{301}", "e\u{301}"), (#"\u+1f1"#, nil), (#"\u12"#, nil), (#"\u00g0"#, nil), (#"\x"#, nil),
        ] as [(String, String?)])
    func escapes(escaped: String, name: String?) throws {
        let json =
            #"{"t":"MESSAGE_REACTION_ADD","s":8,"op":0,"d":{"user_id":"1","message_id":"2","channel_id":"3","#
            + "\"emoji\":{\"name\":\"\(escaped)\",\"id\":null}}}"
        guard case .reactionAdd(let reaction) = try #require(try decode(json)?.event) else {
            Issue.record("not read as a reaction")
            return
        }
        #expect(reaction.emoji.name.map { Array($0.unicodeScalars) } == name.map { Array($0.unicodeScalars) })
    }

    @Test("Super reactions and custom emoji are read")
    func burst() throws {
        let json =
            #"{"t":"MESSAGE_REACTION_REMOVE","s":8,"op":0,"d":{"user_id":"1","type":1,"message_id":"2","emoji":{"name":"wow","id":"77"},"channel_id":"3","burst":true}}"#
        let event = ReactionEvent(
            userID: Snowflake(1), channelID: Snowflake(3), messageID: Snowflake(2), guildID: nil,
            emoji: Emoji(id: Snowflake(77), name: "wow"), isBurst: true)
        #expect(try decode(json)?.event == .reactionRemove(event))
    }

    @Test(
        "Control payloads become frames",
        arguments: [
            (
                #"{"op":10,"d":{"heartbeat_interval":41250,"_trace":[]},"s":null,"t":null}"#,
                .hello(interval: .milliseconds(41_250))
            ),
            (#"{"op":11}"#, .heartbeatACK), (#"{"op":1,"d":null}"#, .heartbeatRequest),
            (#"{"op":7,"d":null}"#, .reconnect),
            (#"{"op":9,"d":true}"#, .invalidSession(canResume: true)),
            (#"{"op":9,"d":false}"#, .invalidSession(canResume: false)),
            (#"{"op":0,"s":3,"t":"SOMETHING_NEW","d":{"x":[{}]}}"#, .dispatch(sequence: 3)),
            (#"{"op":0,"s":4,"t":"RESUMED"}"#, .resumed(sequence: 4)),
        ] as [(String, GatewayFrame)])
    func control(json: String, frame: GatewayFrame) throws { #expect(try decode(json)?.frame == frame) }

    @Test(
        "A payload that cannot be read is logged and skipped",
        arguments: [
            "", "{", "nonsense", "[]", #"{"op":"x"}"#, #"{"op":0,"s":1,"t":"GUILD_CREATE","d":{"id":{}}}"#,
            #"{"op":0,"s":1,"t":"MESSAGE_REACTION_ADD","d":{"user_id":"1"}}"#,
            #"{"op":0,"s":1,"t":"MESSAGE_REACTION_ADD"}"#,
            #"{"op":0,"s":99999999999999999999999,"t":"X"}"#, "\u{0}\u{1}", #"{"op":10,"d":{}}"#,
        ])
    func malformed(json: String) throws {
        #expect(try decode(json)?.event == nil)
    }

    @Test("A payload cut anywhere, or with any byte changed, does not trap")
    func mutations() throws {
        let bytes = Array(Self.reaction.utf8)
        var random = SplitMix64(seed: 1)
        var decoder = try GatewayDecoder(compressed: false, log: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() })
        for length in 0..<bytes.count {
            _ = try bytes.prefix(length).withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }
        }
        for _ in 0..<5_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try changed.withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }
        }
    }

    @Test("Deletions, bulk deletions and cleared reactions are read")
    func messages() throws {
        #expect(
            try decode(#"{"op":0,"s":1,"t":"MESSAGE_DELETE","d":{"id":"5","channel_id":"2","guild_id":"1"}}"#)?.event
                == .messageDelete([Snowflake(5)], channel: Snowflake(2)))
        #expect(
            try decode(#"{"op":0,"s":1,"t":"MESSAGE_DELETE_BULK","d":{"ids":["5","6"],"channel_id":"2"}}"#)?.event
                == .messageDelete([Snowflake(5), Snowflake(6)], channel: Snowflake(2)))
        #expect(
            try decode(
                ##"{"op":0,"s":1,"t":"MESSAGE_REACTION_REMOVE_ALL","d":{"message_id":"5","channel_id":"2","guild_id":"1"}}"##
            )?.event == .reactionsCleared(message: Snowflake(5), guild: Snowflake(1), emoji: nil))
    }
}

@Suite("Gateway addresses")
struct GatewayAddressTests {
    @Test("The query always has version, encoding and compression")
    func query() throws {
        let address = try GatewayAddress(
            "wss://gateway.discord.gg/?v=6&x=1", compress: true, trust: .discordOnly)
        #expect(address.target == "/?v=10&encoding=json&compress=zlib-stream")
        #expect(address.endpoint == .init(host: "gateway.discord.gg", port: 443, tls: true))
        #expect(address.host == "gateway.discord.gg")
        let local = try GatewayAddress("ws://127.0.0.1:8080/gateway", compress: false, trust: .local)
        #expect(local.host == "127.0.0.1:8080")
    }

    @Test(
        "With Discord's API only Discord's hosts get the token, over TLS",
        arguments: [
            "wss://gateway.discord.gg", "wss://gateway-us-east1-b.discord.gg:443/", "WSS://DISCORD.COM/x",
        ])
    func discords(url: String) throws {
        for base in ["https://discord.com/api/v10", "https://canary.discord.com/api", "http://127.0.0.1:9/api"] {
            #expect(throws: Never.self) {
                try GatewayAddress(url, compress: true, trust: GatewayTrust(apiBaseURL: base))
            }
        }
    }

    @Test(
        "No other host gets it, however it is written",
        arguments: [
            "wss://gateway.example", "wss://discord.gg.evil.example", "wss://evildiscord.gg",
            "wss://discord.gg@evil.example",
            "wss://evil.example%2f.discord.gg", "wss://evil.example%2F@discord.gg", "wss://gateway.discord.gg.",
            "wss://a..discord.gg", "ws://gateway.discord.gg", "wss://127.0.0.1", "ws://localhost", "wss://[::1]",
            "wss://discord.gg%00.evil.example", "wss://user:pass@gateway.discord.gg",
            "wss://gateway.discord.gg:0", "wss://gateway.discord.gg:99999", "wss:evil.example", "wss://", "",
            "nonsense",
            "https://gateway.discord.gg", "ws://127.0.0.1.evil.example", "wss://10.0.0.1",
            "wss://discord.gg\\@evil.example", "wss://xn--discord-abc.discord.gg", "wss://d\u{EF}scord.discord.gg",
        ])
    func strangers(url: String) {
        for trust in [.discordOnly, GatewayTrust(apiBaseURL: "https://discord.com/api/v10")] {
            #expect(throws: GatewayAddress.Flaw.self) { try GatewayAddress(url, compress: true, trust: trust) }
        }
    }

    @Test("With another API its own host is trusted as well, and this machine only if the API is on it")
    func ownHost() throws {
        let proxy = GatewayTrust(apiBaseURL: "https://proxy.example/api")
        #expect(try GatewayAddress("wss://proxy.example:8443", compress: false, trust: proxy).endpoint.port == 8443)
        for url in ["wss://other.example", "ws://proxy.example", "ws://127.0.0.1", "wss://a.proxy.example"] {
            #expect(throws: GatewayAddress.Flaw.untrusted) { try GatewayAddress(url, compress: false, trust: proxy) }
        }
        let local = GatewayTrust(apiBaseURL: "http://[::1]:7/api")
        #expect(try GatewayAddress("ws://[::1]:9/", compress: false, trust: local).endpoint.host == "::1")
        for url in ["ws://10.0.0.1", "wss://gateway.example", "ws://127.0.0.1.evil.example"] {
            #expect(throws: GatewayAddress.Flaw.untrusted) { try GatewayAddress(url, compress: false, trust: local) }
        }
    }
}
