/// When a start-up with many guilds says how far it has come: every tenth of the way.
struct StartUpProgress: Sendable {
    /// With fewer guilds their own lines tell enough.
    private static let worthTelling = 20

    private let total: Int
    private var told = 0

    init(total: Int) { self.total = total }

    /// One guild less is left. Returns a line when it is time for one.
    mutating func advanced(left: Int) -> String? {
        let done = total - left
        guard total >= Self.worthTelling, done * 10 / total > told else { return nil }
        told = done * 10 / total
        return "Synced \(done) of \(total) guilds"
    }
}
