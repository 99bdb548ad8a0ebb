import Transport

/// When a call is sent again, and after how long. Decides only; the client waits.
struct RetryPolicy: Sendable, Equatable {
    /// Attempts in total that may end in a failure.
    var attempts = 5
    /// Answers 429 after which a call is given up.
    var rateLimitedAttempts = 10
    /// How long Discord surely remembers the nonce of a message. After that a repeat could post it twice.
    var nonceMemory: Duration = .seconds(120)
    /// The pauses after failures.
    var backoff = Backoff(base: .milliseconds(500), cap: .seconds(8))

    /// The pause after so many failures, from half of it (`jitter` 0) to the whole (`jitter` 1).
    func pause(failures: Int, jitter: Double) -> Duration {
        backoff.pause(after: failures - 1, jitter: jitter)
    }

    /// Whether Discord may have carried out a request that was answered with this status.
    ///
    /// 5xx may come from a machine between us and Discord. A REST proxy answers 408 when Discord takes longer than the
    /// proxy waits; by then the request has left.
    static func leavesInDoubt(status: Int) -> Bool { status >= 500 || status == 408 }

    /// Whether to try again after an answer with this status, if attempts are left.
    func repeats(_ route: Route, status: Int) -> Bool {
        switch status {
        case 408, 502, 503, 504, 520...527, 530: route.isIdempotent
        case 500: route.method == .get
        default: false
        }
    }

    /// Whether to try again after this network error, if attempts are left.
    func repeats(_ route: Route, error: TransportError) -> Bool {
        switch error.kind {
        case .cancelled, .tooLarge: false
        default: route.isIdempotent || !error.mayHaveBeenSent
        }
    }
}
