import Logging
import TestSupport
import Testing

@testable import Discord

@Suite("Interactions from the gateway")
struct InteractionDecodingTests {
    private let recorder = LogRecorder()

    private func decode(_ data: String, _ name: String = "INTERACTION_CREATE") throws -> GatewayEvent? {
        let recorder = recorder
        var decoder = try GatewayDecoder(compressed: false, log: Logger(label: "test") { _ in recorder.handler })
        let json = #"{"op":0,"s":1,"t":"\#(name)","d":\#(data)}"#
        return try Array(json.utf8).withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }?.event
    }

    private static let handle = InteractionHandle(
        id: Snowflake(7), applicationID: Snowflake(8), token: Secret("aW50ZXJhY3Rpb24"))

    private static func json(_ type: Int, _ data: String, more: String = "") -> String {
        """
        {"id":"7","application_id":"8","type":\(type),"token":"aW50ZXJhY3Rpb24","version":1,"guild_id":"1000",\
        "guild":{"id":"1000","locale":"en-US","features":[]},"channel_id":"2000","context":0,\
        "member":{"user":{"id":"101","username":"ada"},"nick":"Ada","roles":["5"],"permissions":"32"},\
        "entitlements":[],"data":\(data)\(more)}
        """
    }

    private static func expected(_ content: Interaction.Content) -> GatewayEvent {
        .interaction(
            Interaction(
                handle: handle, guildID: Snowflake(1000), channelID: Snowflake(2000),
                member: Member(
                    user: User(id: Snowflake(101), username: "ada"), nick: "Ada", roles: [Snowflake(5)]),
                permissions: .manageGuild, content: content))
    }

    @Test("A command is read with its options, those of a subcommand, the member and the permissions")
    func command() throws {
        let data = """
            {"id":"9","name":"wish","type":1,"resolved":{},"options":[{"name":"channel","type":1,"options":\
            [{"name":"name","type":3,"value":"moss"},{"name":"count","type":4,"value":12},\
            {"name":"share","type":10,"value":0.67},{"name":"loud","type":5,"value":true}]}]}
            """
        let use = CommandUse(
            name: "wish",
            options: [
                .init(
                    name: "channel",
                    options: [
                        .init(name: "name", value: .text("moss")), .init(name: "count", value: .number(12)),
                        .init(name: "share", value: .number(0.67)), .init(name: "loud", value: .flag(true)),
                    ])
            ])
        #expect(try decode(Self.json(2, data)) == Self.expected(.command(use)))
        #expect(
            try decode(Self.json(2, #"{"id":"9","name":"wishhelp","type":1}"#))
                == Self.expected(.command(CommandUse(name: "wishhelp"))))
    }

    @Test("A button is read with its custom id and its message")
    func component() throws {
        let data = #"{"custom_id":"top:video:10:2","component_type":2,"id":3}"#
        let message = #","message":{"id":"77","channel_id":"2000","content":"","embeds":[]}"#
        #expect(
            try decode(Self.json(3, data, more: message))
                == Self.expected(.component(customID: "top:video:10:2", message: Snowflake(77))))
    }

    @Test("Other types of interaction are ignored without a log line", arguments: [1, 4, 5, 99])
    func others(type: Int) throws {
        #expect(try decode(Self.json(type, "{}")) == nil)
        #expect(recorder.messages(at: .warning).isEmpty)
    }

    @Test(
        "An interaction that cannot be read is logged without its token, and skipped",
        arguments: [
            json(2, "{}"), json(3, "{}"), json(2, "null"), #"{"type":2,"token":"aW50ZXJhY3Rpb24"}"#,
            json(2, #"{"name":"wish","options":[{"name":"x","value":{"aW50ZXJhY3Rpb24":1}}]}"#),
        ])
    func malformed(json: String) throws {
        #expect(try decode(json) == nil)
        #expect(recorder.messages(at: .warning).count == 1)
        #expect(!"\(recorder.messages)".contains("aW50"))
    }

    @Test("Neither print nor dump of an event shows the token")
    func masking() throws {
        let event = try #require(try decode(Self.json(3, #"{"custom_id":"x","component_type":2}"#)))
        var dumped = ""
        dump(event, to: &dumped)
        #expect(!"\(event) \(String(reflecting: event)) \(dumped)".contains("aW50"))
    }

    @Test("READY is read with its application")
    func ready() throws {
        let data = """
            {"v":10,"user":{"id":"900","username":"dreambot","bot":true},"guilds":[],"session_id":"s",\
            "resume_gateway_url":"wss://x","application":{"id":"8","flags":0}}
            """
        guard case .ready(let ready) = try #require(try decode(data, "READY")) else {
            Issue.record("not read as READY")
            return
        }
        #expect(ready.application?.id == Snowflake(8))
    }
}
