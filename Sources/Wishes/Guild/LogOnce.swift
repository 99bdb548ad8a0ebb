/// Remembers which conditions were logged, so that each is logged once in the life of the process; of many thousands, the
/// oldest may be logged again.
final class LogOnce {
    private var keys = BoundedMap<String, Bool>(limit: 5_000)

    /// Calls `log` the first time that it is called with this key.
    func callAsFunction(_ key: String, _ log: () -> Void) {
        guard keys[key] == nil else { return }
        keys[key] = true
        log()
    }
}
