import Discord
import Foundation

/// A time in a file: ISO 8601, or seconds since 1970; kept to the millisecond.
struct FileTime: Codable, Sendable, Equatable {
    let milliseconds: Int64

    init(_ date: Date) { milliseconds = StoredTime(date).milliseconds }

    /// The time.
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// From the year in which Discord was made (2015) to 2100; anything else is taken for a mistake in the file.
    private static let possible: ClosedRange<Int64> =
        Int64(Snowflake.epochUnixMilliseconds)...4_102_444_800_000

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            guard let time = CivilTime.milliseconds(text) else {
                throw ForeignWish.Unreadable(
                    "\(OutsideText(text).quoted) is not a time (ISO 8601, or seconds since 1970)", container)
            }
            milliseconds = time
        } else {
            let seconds = try container.decode(Double.self)
            // Compared first: the conversion to an integer traps when the value is out of range.
            guard abs(seconds) < 1e12 else { throw Self.outOfRange("\(seconds)", container) }
            milliseconds = Int64((seconds * 1000).rounded())
        }
        guard Self.possible.contains(milliseconds) else {
            throw Self.outOfRange(CivilTime.text(milliseconds), container)
        }
    }

    private static func outOfRange(_ text: String, _ container: any SingleValueDecodingContainer) -> any Error {
        ForeignWish.Unreadable("\(text) lies before 2015 or after 2100", container)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(CivilTime.text(milliseconds))
    }
}

/// An id in a file: a decimal string or a number, from 1 to 2⁶³ − 1.
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
            throw ForeignWish.Unreadable("\(OutsideText(text).quoted) is not an id", container)
        }
        return id
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(snowflake.description)
    }
}

/// A person in a file: an id, or 0 for one who is not known, or was forgotten.
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
