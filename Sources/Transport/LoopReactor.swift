import CCurl
import Glibc
import Logging

/// Everything the loop's thread watches: exchanges, waiting streams, connects. Touched on that thread only.
final class LoopReactor: @unchecked Sendable {
    /// Requests and responses under way.
    let exchanges: ExchangeTable
    /// Streams that wait.
    let waits = StreamWaits()
    private let multi: MultiHandle
    private let logger: Logger
    private var connects: [ObjectIdentifier: ConnectAttempt] = [:]
    private var descriptors: [curl_waitfd] = []
    private(set) var hasEnded = false
    private var pollFails = false
    /// Whether libcurl may have lost a timer in its last turn. It compares timers in whole milliseconds, and drops one that
    /// a transfer sets in the turn that an older timer of it has caused: bytes already read would wait for the next wake-up
    /// of the loop. One more turn handles them, timer or not.
    private var hasUnsettledExchanges = false

    init(multi: MultiHandle, logger: Logger) {
        self.multi = multi
        self.logger = logger
        exchanges = ExchangeTable(multi: multi)
    }

    /// Whether no descriptor and no deadline is watched.
    var isIdle: Bool { exchanges.isEmpty && waits.isEmpty }

    /// Polls once, waiting for an event or not, and handles what has happened. `awake` is called right after the poll.
    func poll(mayWait: Bool, awake: () -> Void = {}) {
        waits.describe(in: &descriptors)
        let limit = mayWait ? timeout : 0
        let hasTimer = multi.timer.map { $0 <= limit } ?? false
        var readyCount: Int32 = 0
        let code = descriptors.withUnsafeMutableBufferPointer { buffer in
            curl_multi_poll(multi.raw, buffer.baseAddress, UInt32(buffer.count), Int32(limit), &readyCount)
        }
        awake()
        if code == CURLM_OK {
            pollFails = false
            waits.resumeReady(descriptors)
        } else {
            pollFailed(code)
        }
        exchanges.perform()
        hasUnsettledExchanges = !exchanges.isEmpty && (readyCount > 0 || hasTimer)
        expire()
    }

    /// Remembers a connect so that the end of the loop aborts it; aborts it at once if the loop has ended.
    func track(_ attempt: ConnectAttempt) {
        if hasEnded { return attempt.abort() }
        connects[ObjectIdentifier(attempt)] = attempt
    }

    /// Forgets a finished connect.
    func forget(_ attempt: ConnectAttempt) {
        connects[ObjectIdentifier(attempt)] = nil
    }

    /// Ends everything under way, and everything started later.
    func end() {
        hasEnded = true
        exchanges.end()
        waits.end()
        for attempt in connects.values { attempt.abort() }
        connects = [:]
    }

    /// Closes the connections kept for later exchanges; nothing is polled after that.
    func close() {
        multi.close()
    }

    /// Milliseconds to the earliest deadline. libcurl shortens it to its own.
    private var timeout: Int {
        if waits.hasReady || hasUnsettledExchanges { return 0 }
        let earliest = [exchanges.earliestDeadline, waits.earliestDeadline].compactMap { $0 }.min()
        return earliest.map { ContinuousClock.now.duration(to: $0).milliseconds } ?? Int(Int32.max)
    }

    private func expire() {
        guard exchanges.earliestDeadline != nil || waits.earliestDeadline != nil else { return }
        let now = ContinuousClock.now
        exchanges.expire(at: now)
        waits.expire(at: now)
    }

    /// A poll failed, for want of memory or the like. Logged once; the next try follows after 10 ms.
    private func pollFailed(_ code: CURLMcode) {
        if !pollFails {
            logger.error(
                "Waiting for the network failed; trying again every 10 ms.",
                metadata: ["error": "\(TransportError(code))"])
        }
        pollFails = true
        _ = Glibc.poll(nil, 0, 10)
    }
}
