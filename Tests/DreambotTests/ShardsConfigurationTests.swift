import Discord
import Testing

@testable import dreambot

@Suite("The configuration of shards")
struct ShardsConfigurationTests {
    private func setting(_ value: String) throws -> ShardSetting {
        try Configuration.decode(Array("{ \"shards\": \(value) }".utf8), file: "/c.json").shards
    }

    @Test(
        "The number of shards, Discord's choice, or some of a number",
        arguments: [
            ("\"auto\"", .auto), ("1", .count(1)), ("10000", .count(10_000)),
            ("[\"0-9/20\"]", .some(Array(0...9), of: 20)), ("[\"3/20\"]", .some([3], of: 20)),
            ("[\"4-5/6\", \"0/6\"]", .some([0, 4, 5], of: 6)),
        ] as [(String, ShardSetting)])
    func valid(value: String, setting: ShardSetting) throws {
        #expect(try self.setting(value) == setting)
    }

    @Test("Without the key Discord chooses")
    func missing() throws {
        #expect(try Configuration.decode(Array("{}".utf8), file: "/c.json").shards == .auto)
    }

    @Test(
        "A plan that cannot be is refused, and the message names what is wrong with it",
        arguments: [
            ("0", "found the number 0"), ("10001", "valid is \"auto\""), ("\"many\"", "valid is \"auto\""),
            ("1.5", "valid is \"auto\""), ("[]", "found an empty list"),
            ("[\"0-20/20\"]", "of 20 shards the last is 19"), ("[\"20/20\"]", "of 20 shards the last is 19"),
            ("[\"0-9/20\", \"9-12/20\"]", "overlaps a range before it"),
            ("[\"0-9/20\", \"10-19/21\"]", "the ranges before are of 20 shards"),
            ("[\"9-0/20\"]", "valid is a range like"), ("[\"0-9\"]", "valid is a range like"),
            ("[\"-1-3/20\"]", "valid is a range like"), ("[3]", "valid is a range like"),
            ("[\"0-99999999999999999999/20\"]", "valid is a range like"),
        ])
    func invalid(value: String, message: String) throws {
        let error = #expect(throws: ConfigurationErrors.self) { try setting(value) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }
}
