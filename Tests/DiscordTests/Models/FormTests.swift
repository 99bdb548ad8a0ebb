import Foundation
import Testing

@testable import Discord

@Suite("Forms")
struct FormTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func read(_ json: String) throws -> FormSubmission {
        try JSONDecoder().decode(FormSubmission.self, from: Data(json.utf8))
    }

    @Test("A form is sent as a response of type 9, each field in a label")
    func encoding() throws {
        let form = Form(
            customID: "decline:1", title: "Decline wish",
            fields: [
                .init(
                    customID: "reason", label: "Reason", placeholder: "Why", value: "x", length: 1...500, isLong: true)
            ])
        #expect(
            try json(InteractionResponse.form(form)) == """
                {"data":{"components":[{"component":{"custom_id":"reason","max_length":500,"min_length":1,\
                "placeholder":"Why","required":true,"style":2,"type":4,"value":"x"},"label":"Reason","type":18}],\
                "custom_id":"decline:1","title":"Decline wish"},"type":9}
                """)
    }

    @Test("The text that a field begins with is cut to the field's length; lengths stay within Discord's")
    func longValue() throws {
        let text = String(repeating: "🌟", count: 5_000)
        let field = Form.Field(customID: "a", label: "A", value: text, length: -1...9_000)
        let sent = try json(Form(customID: "f", title: "F", fields: [field]))
        #expect(sent.contains(#""max_length":4000,"min_length":0"#))
        #expect(sent.count { $0 == "🌟" } == 4_000)
    }

    @Test("Values are read from labels, from rows and from bare fields")
    func shapes() throws {
        let label = #"{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"a","value":"1"}}"#
        let row = #"{"type":1,"id":3,"components":[{"type":4,"id":4,"custom_id":"b","value":"2"}]}"#
        let bare = #"{"type":4,"custom_id":"c","value":"3"}"#
        let form = try read(#"{"custom_id":"f","components":[\#(label),\#(row),\#(bare)]}"#)
        #expect(form == FormSubmission(customID: "f", values: ["a": "1", "b": "2", "c": "3"]))
    }

    @Test(
        "What cannot be read of a form is left out",
        arguments: [
            "null", "7", "{}", #"{"type":18}"#, #"{"type":18,"component":7}"#, #"{"type":"x","custom_id":"a"}"#,
            #"{"type":4,"value":"no id"}"#, #"{"type":1,"components":"none"}"#, #"{"type":1,"components":[null,[],1]}"#,
            #"{"type":3,"custom_id":"a","values":["x"]}"#,
        ])
    func oddComponents(component: String) throws {
        let good = #"{"type":18,"component":{"type":4,"custom_id":"b","value":"2"}}"#
        let form = try read(#"{"custom_id":"f","components":[\#(component),\#(good)]}"#)
        #expect(form.values == ["b": "2"])
    }

    @Test("Without components a form has no values; without an id it is none")
    func missing() throws {
        #expect(try read(#"{"custom_id":"f"}"#) == FormSubmission(customID: "f"))
        #expect(try read(#"{"custom_id":"f","components":{}}"#).values.isEmpty)
        #expect(throws: DecodingError.self) { try read(#"{"components":[]}"#) }
        #expect(throws: DecodingError.self) { try read(#"{"custom_id":7,"components":[]}"#) }
    }

    @Test("Of two fields with one id the first counts; a value that is no text is empty")
    func duplicates() throws {
        let field = { (value: String) in #"{"type":18,"component":{"type":4,"custom_id":"a","value":\#(value)}}"# }
        let two = field("\"1\"") + "," + field("\"2\"")
        #expect(try read(#"{"custom_id":"f","components":[\#(two)]}"#).values == ["a": "1"])
        #expect(try read(#"{"custom_id":"f","components":[\#(field("null"))]}"#).values == ["a": ""])
        #expect(try read(#"{"custom_id":"f","components":[\#(field("[1]"))]}"#).values == ["a": ""])
    }

    @Test("A huge value is read whole, deep nesting is not followed")
    func huge() throws {
        let text = String(repeating: "x", count: 1 << 20)
        let form = try read(
            #"{"custom_id":"f","components":[{"type":4,"custom_id":"a","value":"\#(text)"}]}"#)
        #expect(form.values["a"]?.utf8.count == 1 << 20)
        let deep =
            String(repeating: #"{"type":18,"component":"#, count: 200) + #"{"type":4,"custom_id":"a","value":"1"}"#
            + String(repeating: "}", count: 200)
        #expect(try read(#"{"custom_id":"f","components":[\#(deep)]}"#).values.isEmpty)
    }
}
