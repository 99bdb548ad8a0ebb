import Foundation
import Testing

@testable import Sandbox

@Suite("JSON")
struct JSONTests {
    @Test(
        "Serializing and parsing returns the same value",
        arguments: [
            #"{"a":[1,-2.5,true,null,"x\"\\\n"],"b":{}}"#, #""🌟""#, "[]", "18446744073709551615.0", "-0.5",
        ])
    func roundTrip(text: String) throws {
        let json = try #require(JSON.parse(text))
        #expect(JSON.parse(json.serialized) == json)
    }

    @Test(
        "Escapes and surrogate pairs are decoded",
        arguments: [(#""\ud83c\udf1f\u0041\/\t""#, "🌟A/\t"), (#""\ud83c""#, "\u{FFFD}")])
    func escapes(text: String, expected: String) {
        #expect(JSON.parse(text)?.text == expected)
    }

    @Test(
        "Malformed texts are refused",
        arguments: [
            "", "{", "[1,]", "{\"a\":1,}", "01", "+1", "1.", "tru", "\"\u{1}\"", "[1] x", "{'a':1}", "NaN", "\"\\x\"",
            String(repeating: "[", count: 200),
        ])
    func malformed(text: String) {
        #expect(JSON.parse(text) == nil)
    }

    @Test("Ids carry the time and ascend even when the clock goes back")
    func ids() throws {
        var idGenerator = IDGenerator()
        let start = Date(timeIntervalSince1970: 1_795_392_000)
        let first = idGenerator.next(at: start)
        #expect(first.rawValue == 1_574_212_888_166_400_000)
        #expect(first.date == start)
        let others = (0..<5000).map { _ in idGenerator.next(at: start.addingTimeInterval(-1)) }
        #expect(zip([first] + others, others).allSatisfy { $0 < $1 })
        #expect(ID("12a") == nil && ID("") == nil && ID("99999999999999999999") == nil)
    }

    @Test(
        "Timestamps have Discord's form",
        arguments: [(0.0, "1970-01-01T00:00:00.000000+00:00"), (1_709_210_096.5, "2024-02-29T12:34:56.500000+00:00")])
    func timestamps(seconds: Double, text: String) {
        #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    }
}
