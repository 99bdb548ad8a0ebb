extension Duration {
    /// Whole milliseconds, rounded up so that nobody wakes too early; 0 if negative, at most what a C `int` holds.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        if self <= .zero { return 0 }
        if seconds >= Int64(Int32.max) / 1000 { return Int(Int32.max) }
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    /// A limit as libcurl takes it: its 0 means its own default, so the smallest limit is one millisecond.
    var limitMilliseconds: Int { max(1, milliseconds) }
}
