/// Decides how many connections one host may have.
///
/// libcurl has one such limit for all hosts, so it is the largest that an origin in use needs. An https host starts
/// with one, on which HTTP/2 carries everything: with more, a burst opens hundreds although one was enough. What must
/// not be repeated gets a new connection, which comes on top: to make room libcurl closes idle connections only, and
/// beside steady traffic there is none.
struct HostConnectionAllowance {
    private static let perPlainHost = 8
    private static let perOldHost = 6
    /// Connections on top; beyond it what must not be repeated waits for others of its kind.
    private static let mostOnTop = 16
    /// Exchanges that libcurl puts on one HTTP/2 connection. More of them spread over connections that came on top.
    private static let perConnection = 100
    /// Hosts remembered as speaking HTTP/1.x only; beyond it the memory starts afresh.
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

    /// Connections per host, as of now.
    var limit: Int { exchanges.map { allowance($0.key) + onTop($0.value) }.max() ?? 1 }

    /// An exchange with the origin begins. To be told, and the limit applied, before libcurl hears of the exchange: it
    /// does not look again at what waits for a connection because there may be more.
    mutating func began(_ origin: RequestOrigin, isRepeatable: Bool) {
        exchanges[origin, default: Exchanges()].add(1, isRepeatable: isRepeatable)
    }

    /// An exchange with the origin has ended. `isMultiplexed` is nil if no response told.
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
