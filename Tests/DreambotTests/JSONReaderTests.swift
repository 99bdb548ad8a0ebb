import Testing

@testable import dreambot

@Suite("JSON reader")
struct JSONReaderTests {
    private func value(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)).value }

    @Test(
        "scalars are read",
        arguments: [
            ("true", JSONValue.bool(true)), (" false\n", .bool(false)), ("null", .null),
            ("0", .number("0")), ("-0.670", .number("-0.670")), ("1e+5", .number("1e+5")),
            ("12.5E-3", .number("12.5E-3")),
            (#""""#, .string("")), (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u00e9\uD83C\uDF1F💬""#, .string("é🌟💬")), ("\u{FEFF}true", .bool(true)),
        ])
    func scalars(text: String, expected: JSONValue) throws {
        #expect(try value(text) == expected)
    }

    @Test("objects keep order, duplicates and positions")
    func objects() throws {
        let node = try JSONReader.read(Array("{\n \"é\": 1, \"b\" :[ ],\r\n\t\"é\":{}}".utf8))
        guard case .object(let members) = node.value else { throw Unexpected() }
        #expect(members.map(\.key) == ["é", "b", "é"])
        #expect(members.map(\.position.description) == ["line 2, column 2", "line 2, column 10", "line 3, column 2"])
        #expect(members.map(\.node.position.column) == [7, 15, 6])
        #expect(members.map(\.node.value) == [.number("1"), .array([]), .object([])])
    }

    @Test(
        "invalid JSON is refused with position and reason",
        arguments: [
            ("", 1, 1, "the end of the file"), ("{", 1, 2, "the end of the file"),
            ("{\"a\"", 1, 5, "the end of the file"),
            ("{\"a\":1,\n}", 2, 1, "} after a comma"), ("[1, ]", 1, 5, "] after a comma"), ("[1}", 1, 3, "\"}\""),
            ("{\"a\":1\n \"b\":2}", 2, 2, "\"\"\""), ("{} {}", 1, 4, "\"{\""), ("{a:1}", 1, 2, "\"a\""),
            ("{'a':1}", 1, 2, "single quote"), ("// x\n{}", 1, 1, "comment"), ("{\n# x\n}", 2, 1, "comment"),
            ("{\"a\" 1}", 1, 6, "\"1\""), ("True", 1, 1, "\"T\""), ("truth", 1, 1, "\"t\""), ("nullx", 1, 5, "\"x\""),
            ("01", 1, 2, "\"1\""), ("+1", 1, 1, "\"+\""), ("-", 1, 2, "the end"), ("1.", 1, 3, "the end"),
            (".5", 1, 1, "\".\""),
            ("1e", 1, 3, "the end"), ("NaN", 1, 1, "\"N\""), ("\"abc", 1, 5, "the end of the file"),
            ("\"a\nb\"", 1, 3, "line end"), ("\"\u{1}\"", 1, 2, "control character"),
            ("\"\\x\"", 1, 2, "unknown escape"),
            ("\"\\", 1, 3, "the end"), ("\"\\u12g4\"", 1, 6, "\"g\""), ("\"\\uD83C\"", 1, 2, "half of a surrogate"),
            ("\"\\uDF1F\"", 1, 2, "half of a surrogate"), ("\"\\uD83C\\u0041\"", 1, 2, "half of a surrogate"),
            ("\"\\uD83C\\n\"", 1, 2, "half of a surrogate"), ("💬", 1, 1, "not ASCII"),
            ("\u{0}", 1, 1, "control character"),
        ])
    func refused(text: String, line: Int, column: Int, found: String) throws {
        let error = #expect(throws: JSONSyntaxError.self) { try value(text) }
        #expect(error?.position == TextPosition(line: line, column: column))
        #expect(error?.found.contains(found) == true, "\(error?.found ?? "")")
        #expect(error?.valid.isEmpty == false)
    }

    @Test("bytes that are not UTF-8 are refused, also overlong and surrogate forms")
    func invalidUTF8() {
        for bad: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0x80]] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read([0x20, 0x22] + bad + [0x22]) }
            #expect(error?.found == "a text that is not UTF-8")
            #expect(error?.position == TextPosition(line: 1, column: 2))
        }
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read([0xFF, 0xFE, 0x7B, 0x00]) }
    }

    @Test("nesting deeper than the limit is refused")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try value(nested(JSONReader.depthLimit))
        let error = #expect(throws: JSONSyntaxError.self) { try value(nested(JSONReader.depthLimit + 1)) }
        #expect(error?.valid == "at most 32 levels")
        #expect(throws: JSONSyntaxError.self) { try value(String(repeating: "{\"a\":", count: 100_000)) }
        // Siblings do not add up.
        _ = try value("[" + Array(repeating: "[]", count: 100).joined(separator: ",") + "]")
    }

    private struct Unexpected: Error {}
}
