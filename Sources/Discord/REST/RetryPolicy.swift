import Transport

/// When a call is sent again, and after how long. Decides only; the client waits.
struct RetryPolicy: Sendable, Equatable {
    /// Attempts in total that may end in a failure.
    var attempts = 5
    /// Answers 429 that one call sits through.
    var refusals = 10
    /// The first pause; doubled each time.
    var firstPause: Duration = .milliseconds(500)
    /// The longest pause.
    var longestPause: Duration = .seconds(8)

    /// The pause after so many failures, at least half of the full one: `jitter` in 0..<1 spreads the rest.
    func pause(failures: Int, jitter: Double) -> Duration {
        let full = min(longestPause, firstPause * (1 << min(max(failures - 1, 0), 16)))
        return full / 2 + full / 2 * min(max(jitter, 0), 1)
    }

    /// Whether a request that is answered so may have been carried out all the same.
    ///
    /// 5xx may come from a machine between us and Discord. A REST proxy says 408 when Discord takes longer than it
    /// waits, after the request has left.
    static func leavesInDoubt(status: Int) -> Bool { status >= 500 || status == 408 }

    /// Whether an answer with this status is worth another attempt, should attempts be left.
    func repeats(_ route: Route, status: Int) -> Bool {
        switch status {
        case 408, 502, 503, 504, 520...527, 530: route.isIdempotent
        case 500: route.method == .get
        default: false
        }
    }

    /// Whether this network error is worth another attempt, should attempts be left.
    func repeats(_ route: Route, error: TransportError) -> Bool {
        switch error.kind {
        case .cancelled, .tooLarge: false
        default: route.isIdempotent || !error.mayHaveBeenSent
        }
    }
}
