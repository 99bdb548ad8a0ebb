import Discord
import Foundation

/// A time in a file, in milliseconds since 1970: ISO 8601, or seconds since 1970.
struct FileTime: Codable, Sendable, Equatable {
    let milliseconds: Int64

    init(_ milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Nothing on Discord is older than Discord, and nobody who reads this meets the year 2100.
    private static let possible: ClosedRange<Int64> =
        Int64(Snowflake.epochUnixMilliseconds)...4_102_444_800_000

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            guard let time = CivilTime.milliseconds(text) else {
                throw ForeignWish.Unreadable("\"\(text)\" is not a time (ISO 8601, or seconds since 1970)", container)
            }
            milliseconds = time
        } else {
            let seconds = try container.decode(Double.self)
            // Compared before it is made an integer, which would trap on what is out of range.
            guard abs(seconds) < 1e12 else { throw Self.absurd("\(seconds)", container) }
            milliseconds = Int64((seconds * 1000).rounded())
        }
        guard Self.possible.contains(milliseconds) else {
            throw Self.absurd(CivilTime.text(milliseconds), container)
        }
    }

    private static func absurd(_ text: String, _ container: any SingleValueDecodingContainer) -> any Error {
        ForeignWish.Unreadable("\(text) lies before 2015 or after 2100", container)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(CivilTime.text(milliseconds))
    }
}

/// An id in a file: a decimal string or a number, above zero and within what Discord gives out (63 bits).
struct FileID: Codable, Sendable, Equatable {
    let snowflake: Snowflake

    init(_ snowflake: Snowflake) { self.snowflake = snowflake }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            snowflake = try Self.id(text, container)
        } else {
            let number = try container.decode(Int64.self)
            snowflake = try Self.id("\(number)", container)
        }
    }

    private static func id(_ text: String, _ container: any SingleValueDecodingContainer) throws -> Snowflake {
        guard let id = Snowflake(text), id.rawValue <= UInt64(Int64.max) else {
            throw ForeignWish.Unreadable("\"\(text)\" is not an id", container)
        }
        return id
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(snowflake.description)
    }
}

/// Who wished: an id as any other, or 0 for somebody of whom only the name is known.
struct FileAuthor: Codable, Sendable, Equatable {
    let snowflake: Snowflake

    init(_ snowflake: Snowflake) { self.snowflake = snowflake }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self), text == "0" {
            snowflake = Wish.unknownAuthor
        } else {
            snowflake = try FileID(from: decoder).snowflake
        }
    }

    func encode(to encoder: any Encoder) throws { try FileID(snowflake).encode(to: encoder) }
}
