/// Decides how many connections one host may have.
///
/// libcurl has one such limit for all hosts, so it is the largest that an origin in use needs. An https host starts with
/// one, on which HTTP/2 carries everything: with more, a burst would open hundreds. Unrepeatable requests get new
/// connections, which are added to the limit: libcurl closes only idle connections to make room, and under steady traffic
/// there are none.
struct HostConnectionAllowance {
    private static let perPlainHost = 8
    private static let perOldHost = 6
    /// The most added connections; further unrepeatable requests wait for those under way.
    private static let mostOnTop = 16
    /// Exchanges that libcurl puts on one HTTP/2 connection. More of them spread over the added connections.
    private static let perConnection = 100
    /// Hosts remembered as HTTP/1.x only; when there are more, all are forgotten.
    private static let rememberedHosts = 64

    /// Exchanges under way with one origin.
    private struct Exchanges: Equatable {
        var repeatable = 0
        var unrepeatable = 0

        mutating func add(_ count: Int, isRepeatable: Bool) {
            if isRepeatable { repeatable += count } else { unrepeatable += count }
        }
    }

    private var exchanges: [RequestOrigin: Exchanges] = [:]
    private var oldHosts: Set<RequestOrigin> = []

    /// Connections per host at the moment.
    var limit: Int { exchanges.map { allowance($0.key) + onTop($0.value) }.max() ?? 1 }

    /// An exchange with the origin begins. Call this and apply the limit before libcurl gets the exchange: it does not
    /// check waiting transfers again when the limit grows.
    mutating func began(_ origin: RequestOrigin, isRepeatable: Bool) {
        exchanges[origin, default: Exchanges()].add(1, isRepeatable: isRepeatable)
    }

    /// An exchange with the origin has ended. `isMultiplexed` is nil if there was no response.
    mutating func ended(_ origin: RequestOrigin, isRepeatable: Bool, isMultiplexed: Bool?) {
        exchanges[origin]?.add(-1, isRepeatable: isRepeatable)
        if exchanges[origin] == Exchanges() { exchanges[origin] = nil }
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

    private func onTop(_ exchanges: Exchanges) -> Int {
        guard exchanges.unrepeatable > 0 else { return 0 }
        return min(exchanges.unrepeatable, Self.mostOnTop) + exchanges.repeatable / Self.perConnection
    }
}
