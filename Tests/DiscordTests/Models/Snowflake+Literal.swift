@testable import Discord

/// Ids in tests are plain numbers.
extension Snowflake: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: UInt64) { self.init(rawValue: value) }
}
