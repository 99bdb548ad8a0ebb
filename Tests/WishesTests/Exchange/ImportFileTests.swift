import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Import files")
struct ImportFileTests {
    private func reasons(_ text: String) throws -> [String] {
        try ImportFile(Data(text.utf8)).unreadable.map { "\($0.wish): \($0.why)" }
    }

    @Test(
        "A file in none of the formats is malformed",
        arguments: [
            "", "{", "[", "nonsense", "42", "null", "\"text\"", "{\"5001\": {\"type\": \"video\"", "{} {}",
            "{\"version\": 4, \"wishes\": []}",
        ])
    func malformed(text: String) {
        #expect(throws: ImportFile.Malformed.self) { try ImportFile(Data(text.utf8)) }
    }

    @Test("An empty file holds no records", arguments: ["{}", "[]", "{\"wishes\": []}"])
    func empty(text: String) throws {
        #expect(try ImportFile(Data(text.utf8)).count == 0)
    }

    @Test(
        "One bad record does not hide the others, and its reason names the key",
        arguments: [
            (["type": "song"], "type is \"song\", known are video, channel, other"),
            (["status": "doing"], "status is \"doing\""), (["votes": "three"], "votes has the wrong type"),
            (["votes": 1e12], "votes"), (["author_id": -7], "author_id: \"-7\" is not an id"),
            (["guild_id": "0"], "guild_id: \"0\" is not an id"), (["guild_id": "18446744073709551615"], "guild_id"),
            (["guild_id": NSNull()], "guild_id is missing"), (["author_id": true], "author_id has the wrong type"),
            (["description": 5], "description has the wrong type"), (["created_at": NSNull()], "created_at is missing"),
            (["created_at": "yesterday"], "created_at: \"yesterday\" is not a time"),
            (["created_at": 1e300], "created_at: 1e+300 lies before 2015 or after 2100"),
            (["created_at": -5], "created_at: 1969-12-31T23:59:55.000Z lies before"),
            (["granted_at": "9999-01-01T00:00:00Z"], "granted_at: 9999-01-01T00:00:00.000Z lies"),
            (["type": "channel", "description": "::"], "its channel name is empty"),
            (["type": "channel", "channel_name": " "], "its channel name is empty"),
        ] as [([String: any Sendable], String)])
    func bad(changes: [String: any Sendable], why: String) throws {
        let (good, bad) = (ExchangeFixture.record(), ExchangeFixture.record(changes))
        for text in [
            "{\"5001\": \(good), \"5002\": \(bad)}",
            "[{\"message_id\": 5001, \"data\": \(good)}, {\"message_id\": \"5002\", \"data\": \(bad)}]",
        ] {
            let file = try ImportFile(Data(text.utf8))
            #expect(file.wishes.map(\.message) == [Snowflake(5001)])
            #expect(file.unreadable.map(\.wish) == ["5002"])
            #expect(file.unreadable.first?.why.contains(why) == true, "\(file.unreadable)")
        }
    }

    @Test("A record without an id, or that is no object, is unreadable")
    func strangeRecords() throws {
        let good = ExchangeFixture.record()
        #expect(try reasons("{\"abc\": \(good)}") == ["abc: \"abc\" is not a message id"])
        #expect(try reasons("{\"5001\": [1]}").first?.contains("wrong type") == true)
        #expect(try reasons("[{\"data\": \(good)}]") == ["row 1: message_id is missing"])
        #expect(try reasons("[7, {\"message_id\": 5001, \"data\": \(good)}]").count == 1)
        #expect(try reasons("{\"wishes\": [\(good)]}") == ["wish 1: it has no message id"])
    }

    @Test("Of a repeated message one record is taken, with a remark")
    func duplicates() throws {
        let (first, second) = (ExchangeFixture.record(), ExchangeFixture.record(["votes": 9]))
        let rows = "[{\"message_id\": 5001, \"data\": \(first)}, {\"message_id\": \"5001\", \"data\": \(second)}]"
        let file = try ImportFile(Data(rows.utf8))
        #expect(file.wishes.map(\.wish.votes) == [3])
        #expect(try reasons(rows) == ["5001: message 5001 is in the file more than once; the first was taken"])
        let object = "{\"5001\": \(first), \"5002\": \(first), \"5001\": \(second)}"
        #expect(try ImportFile(Data(object.utf8)).wishes.count == 2)
        #expect(try reasons(object) == ["5001: it is in the file more than once; one record was read"])
        #expect(try reasons("{\"5001\": \(first), \"05001\": \(second)}").count == 1)
    }

    @Test(
        "Repeated keys are found in the outermost object only",
        arguments: [
            (#"{"a": 1, "b": 2}"#, []), (#"{"a": 1, "b": {"a": 1, "a": 2}}"#, []), (#"["a", "a"]"#, []),
            (#"{"a": "a", "b": "\"a\": 1, \"a\""}"#, []), (#"{"a": [{"a": 1}, "a"], "a": 2}"#, ["a"]),
            (#" { "a\"" : 1 , "a\"":2}"#, [#"a\""#]), ("", []), (#"{"a"#, []), (#"{"a\"#, []),
        ] as [(String, Set<String>)])
    func repeatedKeys(text: String, keys: Set<String>) {
        #expect(RepeatedKeys.find(in: Data(text.utf8)) == keys)
    }

    @Test("A record may be a string that holds its JSON")
    func embedded() throws {
        let text = String(decoding: try JSONEncoder().encode(ExchangeFixture.record()), as: UTF8.self)
        let file = try ImportFile(Data("[{\"message_id\": 5001, \"data\": \(text)}]".utf8))
        #expect(file.wishes.first?.wish.text == "moss")
        #expect(try reasons("[{\"message_id\": 5001, \"data\": \"{\"}]").first?.hasPrefix("5001: ") == true)
    }
}
