import CCurl

/// The exchanges under way on libcurl's multi handle, on the loop's thread.
final class ExchangeTable {
    private let multi: MultiHandle
    private var running: [UnsafeMutableRawPointer: HTTPExchange] = [:]
    private var allowance = HostConnectionAllowance()
    private var appliedLimit = 0
    private var hasEnded = false
    /// No deadline is earlier than this; it may be too early, which costs one turn of the loop.
    private(set) var earliestDeadline: ContinuousClock.Instant?

    init(multi: MultiHandle) {
        self.multi = multi
    }

    var isEmpty: Bool { running.isEmpty }

    /// Adds an exchange; the next `perform` starts it.
    func start(_ exchange: HTTPExchange) {
        guard !hasEnded else { return exchange.finish(.failure(exchange.cancelled)) }
        allowance.began(exchange.origin, isRepeatable: exchange.isRepeatable)
        applyLimit()
        running[exchange.easy.raw] = exchange
        earliestDeadline = earliestDeadline.map { min($0, exchange.deadline) } ?? exchange.deadline
        let code = curl_multi_add_handle(multi.raw, exchange.easy.raw)
        if code != CURLM_OK { finish(exchange, .failure(TransportError(code))) }
    }

    /// Removes an exchange from libcurl and fails it; does nothing if it is not running.
    func fail(_ exchange: HTTPExchange, with error: TransportError) {
        guard running[exchange.easy.raw] != nil else { return }
        finish(exchange, .failure(error))
    }

    /// Lets libcurl work on all transfers, and finishes those that are done.
    func perform() {
        guard !running.isEmpty else { return }
        var count: Int32 = 0
        let code = curl_multi_perform(multi.raw, &count)
        guard code == CURLM_OK else {
            return failAll { _ in TransportError(code) }
        }
        finishDone()
    }

    /// Fails exchanges whose deadline has passed.
    func expire(at now: ContinuousClock.Instant) {
        guard let earliest = earliestDeadline, earliest <= now else { return }
        for exchange in Array(running.values) where exchange.deadline <= now { fail(exchange, with: exchange.late) }
        earliestDeadline = running.values.map(\.deadline).min()
    }

    /// Fails all exchanges, and all that are started later.
    func end() {
        hasEnded = true
        failAll(\.cancelled)
    }

    private func finishDone() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.raw, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let exchange = running[message.pointee.easy_handle] else {
                continue
            }
            // The message is freed with the handle's removal, so its result is read first.
            finish(exchange, exchange.outcome(CurlCode(ccurl_message_result(message))))
        }
    }

    private func finish(_ exchange: HTTPExchange, _ outcome: HTTPExchange.Outcome) {
        running[exchange.easy.raw] = nil
        if running.isEmpty { earliestDeadline = nil }
        allowance.ended(
            exchange.origin, isRepeatable: exchange.isRepeatable, isMultiplexed: exchange.isMultiplexed)
        // It fails only for a handle that is not in the multi handle, as after a failed addition.
        _ = curl_multi_remove_handle(multi.raw, exchange.easy.raw)
        applyLimit()
        exchange.finish(outcome)
    }

    private func failAll(_ error: (HTTPExchange) -> TransportError) {
        for exchange in Array(running.values) { fail(exchange, with: error(exchange)) }
    }

    /// The number is always valid; a limit that libcurl refused would cost only speed.
    private func applyLimit() {
        let limit = allowance.limit
        guard limit != appliedLimit else { return }
        appliedLimit = limit
        try? multi.set(CURLMOPT_MAX_HOST_CONNECTIONS, limit)
    }
}
