/// Remembers which conditions were logged, so that each is logged once in the life of the process.
final class LogOnce {
    private var keys: Set<String> = []

    /// Calls `log` the first time that it is called with this key.
    func callAsFunction(_ key: String, _ log: () -> Void) {
        if keys.insert(key).inserted { log() }
    }
}
