/// Decides how many connections one host may have.
///
/// libcurl has one such limit for all hosts, so it is the largest that an origin in use needs. An https host starts with
/// one, on which HTTP/2 carries everything: with more, a burst opens hundreds although one was enough.
struct HostConnectionAllowance {
    private static let perPlainHost = 8
    private static let perOldHost = 6
    /// Hosts remembered as speaking HTTP/1.x only; beyond it the memory starts afresh.
    private static let rememberedHosts = 64

    private var exchanges: [RequestOrigin: Int] = [:]
    private var oldHosts: Set<RequestOrigin> = []

    /// Connections per host, as of now.
    var limit: Int { exchanges.keys.map(allowance).max() ?? 1 }

    /// An exchange with the origin begins.
    mutating func began(_ origin: RequestOrigin) {
        exchanges[origin, default: 0] += 1
    }

    /// An exchange with the origin has ended. `isMultiplexed` is nil if no response told.
    mutating func ended(_ origin: RequestOrigin, isMultiplexed: Bool?) {
        let left = exchanges[origin, default: 1] - 1
        exchanges[origin] = left > 0 ? left : nil
        guard let isMultiplexed, origin.isEncrypted else { return }
        if isMultiplexed {
            oldHosts.remove(origin)
        } else {
            if oldHosts.count >= Self.rememberedHosts { oldHosts = [] }
            oldHosts.insert(origin)
        }
    }

    private func allowance(_ origin: RequestOrigin) -> Int {
        if !origin.isEncrypted { return Self.perPlainHost }
        return oldHosts.contains(origin) ? Self.perOldHost : 1
    }
}
