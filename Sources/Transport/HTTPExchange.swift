import CCurl

/// One request and its response. Made by the caller, then touched on the loop's thread only.
final class HTTPExchange: @unchecked Sendable {
    typealias Outcome = Result<HTTPResponse, TransportError>

    let origin: RequestOrigin
    let isRepeatable: Bool
    let easy: EasyHandle
    private let firstByteDeadline: ContinuousClock.Instant
    private let lastByteDeadline: ContinuousClock.Instant
    private let lines: HeaderList
    private let limits: HTTPLimits
    private var collector: ResponseCollector
    private var continuation: CheckedContinuation<Outcome, Never>?
    private var isCancelled = false
    /// How often libcurl was about to send the request; counted only for unrepeatable ones.
    private var sendings = 0

    /// Prepares a request.
    /// - Throws: `TransportError` if it cannot be sent: a malformed URL, method or header, or no memory.
    init(_ request: HTTPRequest, options: ConnectionOptions) throws(TransportError) {
        let now = ContinuousClock.now
        firstByteDeadline = now + min(request.limits.firstByte, request.limits.total)
        lastByteDeadline = now + request.limits.total
        limits = request.limits
        isRepeatable = request.isRepeatable
        collector = ResponseCollector(bodyLimit: request.limits.responseBytes)
        origin = try RequestOrigin(url: request.url)
        lines = try request.headerLines()
        easy = try EasyHandle()
        try options.apply(to: easy)
        try request.apply(to: easy, isEncrypted: origin.isEncrypted)
        try easy.setHeaders(lines)
        try installCallbacks()
    }

    /// When it fails unless it ends before; later once the response has begun.
    var deadline: ContinuousClock.Instant { collector.hasBegun ? lastByteDeadline : firstByteDeadline }

    /// Begins, unless the caller has been cancelled already.
    func start(in exchanges: ExchangeTable, _ continuation: CheckedContinuation<Outcome, Never>) {
        self.continuation = continuation
        if isCancelled { return finish(.failure(cancelled)) }
        exchanges.start(self)
    }

    /// Ends the exchange because its caller was cancelled.
    func cancel(in exchanges: ExchangeTable) {
        isCancelled = true
        if continuation != nil { exchanges.fail(self, with: cancelled) }
    }

    /// Resumes the caller with the outcome; only the first call has an effect.
    func finish(_ outcome: Outcome) {
        let waiting = continuation
        continuation = nil
        waiting?.resume(returning: outcome)
    }

    /// Reads libcurl's result.
    func outcome(_ code: CurlCode) -> Outcome {
        if let excess = collector.excess { return .failure(tooLarge(excess)) }
        if sendings > 1 { return .failure(broken) }
        guard code == .ok else { return .failure(error(code)) }
        let status = easy.number(CURLINFO_RESPONSE_CODE)
        return .success(HTTPResponse(status: status, headers: collector.headers, body: collector.body))
    }

    /// Whether the response came over HTTP/2 or later; nil if there was none.
    var isMultiplexed: Bool? {
        let version = easy.number(CURLINFO_HTTP_VERSION)
        return version == 0 ? nil : version >= Int(CURL_HTTP_VERSION_2_0)
    }

    /// The error of an exchange whose caller was cancelled, or whose loop has ended.
    var cancelled: TransportError {
        TransportError(.cancelled, mayHaveBeenSent: hasBegunSending, "\(origin): the request was cancelled")
    }

    /// The error of an exchange that took too long.
    var late: TransportError {
        let words =
            collector.hasBegun
            ? "\(origin): no complete response within \(limits.total)"
            : "\(origin): no response within \(min(limits.firstByte, limits.total))"
        return TransportError(.timeLimit, mayHaveBeenSent: hasBegunSending, words)
    }
}

extension HTTPExchange {
    /// Whether part of the request may have been sent. libcurl counts request bytes as they leave, and notes the time just
    /// before.
    private var hasBegunSending: Bool {
        easy.number(CURLINFO_REQUEST_SIZE) > 0 || easy.size(CURLINFO_PRETRANSFER_TIME_T) > 0
    }

    private func error(_ code: CurlCode) -> TransportError {
        let proxyStatus = easy.number(CURLINFO_HTTP_CONNECTCODE)
        if code.kind == .broken, proxyStatus >= 300 {
            let words = "\(origin): the proxy refused the connection with status \(proxyStatus)"
            return TransportError(.connect, mayHaveBeenSent: false, words)
        }
        return TransportError(
            code, host: origin.description, detail: easy.detail, mayHaveBeenSent: hasBegunSending)
    }

    /// The error of an exchange that libcurl wanted to repeat.
    private var broken: TransportError {
        TransportError(.broken, mayHaveBeenSent: true, "\(origin): the connection broke before an answer came")
    }

    private func tooLarge(_ excess: ResponseCollector.Excess) -> TransportError {
        let (part, bytes) =
            switch excess {
            case .headers: ("header", ResponseCollector.headerBytes)
            case .body: ("body", limits.responseBytes)
            }
        let words = "\(origin): the response's \(part) is larger than \(bytes) bytes"
        return TransportError(.tooLarge, mayHaveBeenSent: true, words)
    }

    /// libcurl gets this object unretained: the table keeps it alive while libcurl may call.
    private func installCallbacks() throws(TransportError) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        try easy.setPointer(CURLOPT_HEADERDATA, this)
        try easy.setPointer(CURLOPT_WRITEDATA, this)
        try easy.setCallback(CURLOPT_HEADERFUNCTION) { bytes, size, count, this in
            HTTPExchange.receive(bytes, size * count, this) { $0.collector.receivedLine($1) }
        }
        try easy.setCallback(CURLOPT_WRITEFUNCTION) { bytes, size, count, this in
            HTTPExchange.receive(bytes, size * count, this) { $0.collector.receivedBody($1) }
        }
        if !isRepeatable { try installGate(this) }
    }

    /// Lets libcurl send the request only once. When a connection breaks that other exchanges have joined meanwhile,
    /// libcurl takes it for a reused one and by itself repeats requests without an answer.
    private func installGate(_ this: UnsafeMutableRawPointer) throws(TransportError) {
        try easy.setPointer(CURLOPT_PREREQDATA, this)
        try easy.setRequestCallback { this, _, _, _, _ in
            guard let this else { return CURL_PREREQFUNC_ABORT }
            let exchange = Unmanaged<HTTPExchange>.fromOpaque(this).takeUnretainedValue()
            exchange.sendings += 1
            return exchange.sendings == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }

    /// Returns the number of bytes taken to libcurl, which ends the transfer if it is not `count`.
    private static func receive(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ this: UnsafeMutableRawPointer?,
        _ take: (HTTPExchange, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard count > 0, let this else { return 0 }
        let exchange = Unmanaged<HTTPExchange>.fromOpaque(this).takeUnretainedValue()
        return take(exchange, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
    }
}
