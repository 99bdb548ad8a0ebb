/// Remembers which conditions were logged, so that each is logged once in the life of the process; of many thousands, the
/// oldest may be logged again.
final class LogOnce {
    /// Hashes: a key may be a whole sentence, and there is one for every guild.
    private var keys = BoundedMap<Int, Bool>(limit: 50_000)

    /// Calls `log` the first time that it is called with this key.
    func callAsFunction(_ key: String, _ log: () -> Void) {
        let key = key.hashValue
        guard keys[key] == nil else { return }
        keys[key] = true
        log()
    }
}
