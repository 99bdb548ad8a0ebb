import Foundation
import Testing

@testable import Discord

@Suite("JSON of interaction answers")
struct InteractionAnswerTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test("A message as first response has no allowed mentions, and the ephemeral flag")
    func message() throws {
        #expect(
            try json(InteractionResponse.message(InteractionAnswer(content: "no", isEphemeral: true)))
                == #"{"data":{"allowed_mentions":{"parse":[]},"content":"no","flags":64},"type":4}"#)
    }

    @Test("Deferrals have no data but the ephemeral flag")
    func deferrals() throws {
        #expect(try json(InteractionResponse.deferredMessage(isEphemeral: true)) == #"{"data":{"flags":64},"type":5}"#)
        #expect(try json(InteractionResponse.deferredMessage(isEphemeral: false)) == #"{"type":5}"#)
        #expect(try json(InteractionResponse.deferredUpdate) == #"{"type":6}"#)
    }

    @Test("Buttons are one row; an empty list removes them, nil omits the field")
    func buttons() throws {
        let row = try json(
            InteractionAnswer(
                buttons: [Button(customID: "a:1", label: "◀", isDisabled: true), Button(customID: "a:2", label: "▶")]))
        #expect(
            row == """
                {"allowed_mentions":{"parse":[]},"components":[{"components":[\
                {"custom_id":"a:1","disabled":true,"label":"◀","style":2,"type":2},\
                {"custom_id":"a:2","disabled":false,"label":"▶","style":2,"type":2}],"type":1}]}
                """)
        #expect(
            try json(InteractionAnswer(content: "x", buttons: []))
                == #"{"allowed_mentions":{"parse":[]},"components":[],"content":"x"}"#)
        #expect(try json(InteractionAnswer(content: "x")) == #"{"allowed_mentions":{"parse":[]},"content":"x"}"#)
    }

    private static let command = ApplicationCommand(
        name: "top", description: "The favourites",
        options: [
            .init(
                .text, "kind", "Which", isRequired: true, choices: [.init(name: "videos", value: "video")]),
            .init(.integer, "count", "How many", range: 1...25),
        ], defaultMemberPermissions: .manageGuild)

    @Test("A command is encoded with its options, permissions and contexts")
    func command() throws {
        #expect(
            try json(Self.command) == """
                {"contexts":[0],"default_member_permissions":"32","description":"The favourites","name":"top",\
                "options":[{"choices":[{"name":"videos","value":"video"}],"description":"Which","name":"kind",\
                "required":true,"type":3},{"description":"How many","max_value":25,"min_value":1,"name":"count",\
                "type":4}],"type":1}
                """)
    }

    @Test("A command read back from Discord equals the one that was sent, in spite of additional fields")
    func readBack() throws {
        let answer = """
            {"id":"5","application_id":"8","version":"9","default_member_permissions":"32","type":1,"name":"top",\
            "name_localizations":null,"description":"The favourites","description_localizations":null,\
            "dm_permission":false,"contexts":[0],"integration_types":[0],"nsfw":false,"options":[\
            {"type":3,"name":"kind","description":"Which","required":true,"choices":[{"name":"videos","value":"video",\
            "name_localizations":null}]},{"type":4,"name":"count","description":"How many","required":false,\
            "min_value":1,"max_value":25}]}
            """
        let read = try JSONDecoder().decode(ApplicationCommand.self, from: Data(answer.utf8))
        #expect(read == Self.command)
        var changed = Self.command
        changed.options[1].maxValue = 10
        #expect(read != changed)
    }
}
