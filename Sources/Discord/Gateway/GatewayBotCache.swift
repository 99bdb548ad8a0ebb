/// Answers GET /gateway/bot for many shards that ask at the same time: callers share a request under way, and an answer that
/// is only seconds old. Discord limits that request.
package actor GatewayBotCache {
    private let validity: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let source: GatewayConnection.AddressSource
    private var request: Task<GatewayBot, any Error>?
    private var cached: (answer: GatewayBot, until: ContinuousClock.Instant)?

    /// Makes a cache. `first`: an answer that has just come.
    package init(
        _ first: GatewayBot? = nil, validity: Duration = .seconds(5),
        now: @escaping @Sendable () -> ContinuousClock.Instant, source: @escaping GatewayConnection.AddressSource
    ) {
        (self.validity, self.now, self.source) = (validity, now, source)
        if let first { cached = (first, now() + validity) }
    }

    /// The answer. Each caller may send one identify, so the next caller sees one fewer left.
    /// - Throws: what the request throws, to everyone who waits for it.
    package func answer() async throws -> GatewayBot {
        let answer: GatewayBot
        if let current {
            answer = current
        } else {
            let running = request ?? ask()
            // Only a stop cancels, and it ends all connections.
            let asked = try await withTaskCancellationHandler {
                try await running.value
            } onCancel: {
                running.cancel()
            }
            // Others who waited for it may have taken theirs already.
            answer = current ?? asked
        }
        cached?.answer.budget.remaining = max(0, answer.budget.remaining - 1)
        return answer
    }

    private var current: GatewayBot? { cached.flatMap { now() < $0.until ? $0.answer : nil } }

    private func ask() -> Task<GatewayBot, any Error> {
        let running = Task {
            defer { request = nil }
            let answer = try await source()
            cached = (answer, now() + validity)
            return answer
        }
        request = running
        return running
    }
}
