import Foundation

typealias ID = Sandbox.ID

extension Sandbox {
    /// A Discord id (snowflake): milliseconds since 2015 in the upper 42 bits, so ids sort by age.
    /// Source: https://docs.discord.com/developers/reference
    public struct ID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
        /// The number. In JSON it is a decimal string.
        public let rawValue: UInt64

        /// Any 64-bit number is an id.
        public init(rawValue: UInt64) {
            self.rawValue = rawValue
        }

        /// Reads the decimal form; nil for any other text.
        public init?(_ text: some StringProtocol) {
            guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt64(text) else {
                return nil
            }
            rawValue = number
        }

        /// The decimal form.
        public var description: String { String(rawValue) }

        /// When the id was created.
        public var date: Date {
            Date(timeIntervalSince1970: Double((rawValue >> 22) + IDGenerator.epoch) / 1000)
        }

        /// Older ids are smaller.
        public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
    }
}

/// Creates strictly ascending ids that carry the time, even within one millisecond or when the clock goes back.
struct IDGenerator: Sendable {
    /// 2015-01-01T00:00:00Z in milliseconds of the Unix epoch.
    static let epoch: UInt64 = 1_420_070_400_000

    private var last: UInt64 = 0

    mutating func next(at now: Date) -> ID {
        let milliseconds = UInt64(max(0, now.timeIntervalSince1970 * 1000))
        let timed = (milliseconds > Self.epoch ? milliseconds - Self.epoch : 0) << 22
        last = max(timed, last + 1)
        return ID(rawValue: last)
    }
}
