import Logging

extension Logger.MetadataValue {
    /// A count or a measure, which JSON logs write as a number. Ids are text: they are too large for many readers of JSON.
    package static func number(_ value: Int) -> Logger.MetadataValue { .stringConvertible(value) }
}

extension Duration {
    /// Whole milliseconds, for a log line.
    package var milliseconds: Logger.MetadataValue { .number(Int(self / .milliseconds(1))) }
}
