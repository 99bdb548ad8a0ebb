@testable import Discord

/// Ids in tests are plain numbers.
extension Snowflake: ExpressibleByIntegerLiteral {
    /// Wraps a number.
    public init(integerLiteral value: UInt64) { self.init(rawValue: value) }
}
