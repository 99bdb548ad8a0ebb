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

    @Test("An entry of a message's menu is read with the message")
    func menu() throws {
        let data = """
            {"id":"9","name":"Decline wish","type":3,"target_id":"77","resolved":{"messages":{"77":\
            {"id":"77","channel_id":"2000","author":{"id":"5","username":"bot","bot":true},"content":"a card"},\
            "x":{},"78":7}}}
            """
        let message = Message(
            id: 77, channelID: 2000, author: User(id: 5, username: "bot", bot: true), content: "a card")
        let use = CommandUse(
            name: "Decline wish", kind: .messageMenu, target: 77, resolved: .init(messages: [77: message]))
        #expect(try decode(Self.json(2, data)) == Self.expected(.command(use)))
        #expect(use.targetMessage == message)
    }

    @Test("A menu's entry without its message, or with a foreign one, has no target message")
    func missingTarget() throws {
        for resolved in ["{}", "null", "7", #"{"messages":[]}"#, #"{"messages":{"78":{"id":"78"}}}"#] {
            let data = #"{"id":"9","name":"d","type":3,"target_id":"77","resolved":\#(resolved)}"#
            guard case .interaction(let interaction)? = try decode(Self.json(2, data)),
                case .command(let use) = interaction.content
            else {
                Issue.record("no command")
                continue
            }
            #expect(use.target == 77 && use.targetMessage == nil)
        }
    }

    @Test("A file of an option is found by its id")
    func attachment() throws {
        let data = """
            {"id":"9","name":"wish","type":1,"options":[{"name":"picture","type":11,"value":"55"}],"resolved":\
            {"attachments":{"55":{"id":"55","filename":"a.png","size":3,"url":"https://cdn.discordapp.com/a",\
            "content_type":"image/png","width":2,"height":1,"ephemeral":true}}}}
            """
        guard case .interaction(let interaction)? = try decode(Self.json(2, data)),
            case .command(let use) = interaction.content
        else {
            Issue.record("no command")
            return
        }
        #expect(
            use.attachment(use.options.first?.value)
                == MessageAttachment(
                    id: 55, filename: "a.png", contentType: "image/png", size: 3,
                    url: "https://cdn.discordapp.com/a", width: 2, height: 1))
        #expect(use.attachment(.text("56")) == nil && use.attachment(.text("x")) == nil && use.attachment(nil) == nil)
    }

    @Test("A form is read with its values, its message, both languages and the largest file")
    func form() throws {
        let data = #"{"custom_id":"f","components":[{"type":18,"component":{"type":4,"custom_id":"a","value":"1"}}]}"#
        let more = #","message":{"id":"77"},"locale":"de","guild_locale":"es-ES","attachment_size_limit":10485760"#
        let submission = FormSubmission(customID: "f", values: ["a": "1"], message: 77)
        guard case .interaction(let interaction)? = try decode(Self.json(5, data, more: more)) else {
            Issue.record("no form")
            return
        }
        #expect(interaction.content == .form(submission))
        #expect(interaction.locale == "de" && interaction.guildLocale == "es-ES")
        #expect(interaction.uploadLimit == 10_485_760)
    }

    @Test("A button is read with its custom id and its message")
    func component() throws {
        let data = #"{"custom_id":"top:video:10:2","component_type":2,"id":3}"#
        let message = #","message":{"id":"77","channel_id":"2000","content":"","embeds":[]}"#
        #expect(
            try decode(Self.json(3, data, more: message))
                == Self.expected(.component(customID: "top:video:10:2", message: Snowflake(77))))
    }

    @Test("Other types of interaction are ignored without a log line", arguments: [1, 4, 99])
    func others(type: Int) throws {
        #expect(try decode(Self.json(type, "{}")) == nil)
        #expect(recorder.messages(at: .warning).isEmpty)
    }

    @Test(
        "An interaction that cannot be read is logged without its token, and skipped",
        arguments: [
            json(2, "{}"), json(3, "{}"), json(5, "{}"), json(2, "null"), #"{"type":2,"token":"aW50ZXJhY3Rpb24"}"#,
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
