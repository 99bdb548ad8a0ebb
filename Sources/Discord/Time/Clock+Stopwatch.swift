extension Clock where Duration == Swift.Duration {
    /// A function that returns the time passed since this call.
    package func stopwatch() -> @Sendable () -> Swift.Duration {
        let start = now
        return { start.duration(to: now) }
    }
}
