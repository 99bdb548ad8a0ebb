extension Duration {
    /// Whole milliseconds, rounded up so that no wait ends early; 0 if negative, at most what a C `int` holds.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        if self <= .zero { return 0 }
        if seconds >= Int64(Int32.max) / 1000 { return Int(Int32.max) }
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    /// A limit for libcurl, in milliseconds: at least 1, because 0 means its default.
    var limitMilliseconds: Int { max(1, milliseconds) }
}
