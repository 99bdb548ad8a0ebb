import Synchronization

/// What a REST client has done so far, for the operator.
package struct RESTTraffic: Sendable, Equatable {
    /// A kind of request and how it ended.
    package struct Outcome: Sendable, Hashable {
        /// The call with names for its ids: `GET /channels/{channel.id}/messages`.
        package var template: String
        /// The HTTP status; nil when no answer came.
        package var status: Int?

        /// Makes an outcome.
        package init(template: String, status: Int?) { (self.template, self.status) = (template, status) }
    }

    /// Requests sent, repeats included.
    package var requests: [Outcome: Int] = [:]
    /// How long requests have waited for their turn, which the rate limits decide, all together.
    package var waited: Duration = .zero
    /// Requests that wait for their turn now.
    package var waiting = 0

    /// Of a client that has sent nothing.
    package init() {}
}

/// Holds what a client has done; readable from any thread.
package final class RESTTrafficBoard: Sendable {
    private let traffic = Mutex(RESTTraffic())

    /// What it has done until now.
    package var current: RESTTraffic { traffic.withLock { $0 } }

    func ended(_ route: Route, status: Int?) {
        // Whatever a server sends, there are no more than a few hundred.
        let status = status.map { $0.clamped(to: 0...999) }
        traffic.withLock { $0.requests[.init(template: route.template, status: status), default: 0] += 1 }
    }

    func beganWaiting() { traffic.withLock { $0.waiting += 1 } }

    func endedWaiting(after wait: Duration) {
        traffic.withLock { traffic in
            traffic.waiting -= 1
            traffic.waited += max(.zero, wait)
        }
    }
}
