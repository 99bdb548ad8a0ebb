/// Discord's 64-bit id: milliseconds since 2015-01-01 in the upper 42 bits, so ids order by creation.
///
/// Always a decimal string in JSON, but numbers are read too (Discord echoes malformed ids as numbers).
/// Source: https://docs.discord.com/developers/reference#snowflakes
package struct Snowflake: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The id.
    package var rawValue: UInt64

    /// Wraps an id.
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Wraps an id.
    package init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// Discord's epoch, the start of 2015, in milliseconds since 1970.
    package static let epochUnixMilliseconds: UInt64 = 1_420_070_400_000

    /// The lowest id of a moment, in milliseconds since 1970; 0 for moments before Discord's epoch.
    package init(unixMilliseconds: UInt64) {
        rawValue = (max(unixMilliseconds, Self.epochUnixMilliseconds) - Self.epochUnixMilliseconds) << 22
    }

    /// The largest id that is read: ids have 63 bits until the year 2084, and the database stores 63.
    package static let largest = UInt64(Int64.max)

    /// Reads a decimal id; nil for anything else, also for zero, for signs, and for what is larger than `largest`.
    package init?(_ text: some StringProtocol) {
        guard (1...20).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let value = UInt64(text), (1...Self.largest).contains(value)
        else { return nil }
        rawValue = value
    }

    /// When the id was made, in milliseconds since 1970.
    package var unixMilliseconds: UInt64 { (rawValue >> 22) + Self.epochUnixMilliseconds }

    /// The decimal id.
    package var description: String { String(rawValue) }

    /// Older ids are smaller.
    package static func < (left: Snowflake, right: Snowflake) -> Bool { left.rawValue < right.rawValue }
}

extension Snowflake: Codable {
    /// Reads a decimal string or a positive number.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            guard let id = Snowflake(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id")
            }
            self = id
        } else {
            rawValue = try container.decode(UInt64.self)
            guard (1...Self.largest).contains(rawValue) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id")
            }
        }
    }

    /// Writes a decimal string.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
