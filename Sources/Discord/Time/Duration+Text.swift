extension Duration {
    /// Seconds with one decimal, for logs: `1.5 s`.
    package var formattedSeconds: String {
        let tenths = Int((self / .milliseconds(100)).rounded().clamped(to: -1e15...1e15))
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
