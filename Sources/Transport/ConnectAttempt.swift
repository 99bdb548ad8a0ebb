import CCurl
import Synchronization

/// One connection being opened, on a thread of its own: libcurl's CONNECT_ONLY blocks.
final class ConnectAttempt: @unchecked Sendable {
    typealias Outcome = Result<StreamHandle, TransportError>

    private let origin: RequestOrigin
    private let limit: Duration
    private let options: ConnectionOptions
    private let loop: NetworkLoop
    private let isAborted = Atomic<Bool>(false)
    private let lock = PthreadLock()
    private var continuation: CheckedContinuation<Void, Never>?
    private var settled: Outcome?

    init(_ endpoint: StreamEndpoint, options: ConnectionOptions, loop: NetworkLoop) throws(TransportError) {
        origin = try RequestOrigin(endpoint: endpoint)
        limit = endpoint.connectLimit
        self.options = options
        self.loop = loop
    }

    /// Connects; fails with `cancelled` if the attempt was aborted, also before it began.
    func outcome() async -> Outcome {
        await withCheckedContinuation { start($0) }
        return lock.withLock { settled } ?? .failure(cancelled)
    }

    private func start(_ continuation: CheckedContinuation<Void, Never>) {
        let isOver = lock.withLock {
            if settled == nil { self.continuation = continuation }
            return settled != nil
        }
        if isOver { return continuation.resume() }
        loop.perform { $0.track(self) }
        do throws(TransportError) {
            try NetworkThread.detach(named: "connect") { self.run() }
        } catch {
            settle(.failure(error))
        }
    }

    /// Aborts the attempt. The caller continues at once; the thread ends within a second.
    func abort() {
        isAborted.store(true, ordering: .sequentiallyConsistent)
        settle(.failure(cancelled))
    }

    private var cancelled: TransportError {
        TransportError(.cancelled, mayHaveBeenSent: false, "\(origin): the connect was cancelled")
    }

    private func run() {
        do throws(TransportError) {
            settle(.success(try connect()))
        } catch {
            settle(.failure(error))
        }
    }

    /// Only the first outcome counts; a later connection is closed by its handle.
    private func settle(_ outcome: Outcome) {
        let waiting = lock.withLock {
            defer { continuation = nil }
            settled = settled ?? outcome
            return continuation
        }
        guard let waiting else { return }
        loop.perform { $0.forget(self) }
        waiting.resume()
    }
}

extension ConnectAttempt {
    /// The most bytes of one read from the kernel. libcurl's default of 16 KiB needs eight reads for as much.
    private static let readBytes = 128 << 10

    private func connect() throws(TransportError) -> StreamHandle {
        let easy = try EasyHandle()
        try options.apply(to: easy)
        try easy.set(CURLOPT_URL, origin.url)
        try easy.set(CURLOPT_CONNECT_ONLY, true)
        // With HTTP/2 negotiated, libcurl would frame the bytes (and fail).
        try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        // Through a proxy, a raw stream needs a tunnel also for plain http.
        try easy.set(CURLOPT_HTTPPROXYTUNNEL, true)
        try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, limit.limitMilliseconds)
        try easy.set(CURLOPT_BUFFERSIZE, Self.readBytes)
        try installAbort(easy)
        return try perform(easy)
    }

    /// libcurl gets this object unretained: the thread's closure keeps it alive while libcurl may call.
    private func installAbort(_ easy: borrowing EasyHandle) throws(TransportError) {
        try easy.setPointer(CURLOPT_XFERINFODATA, Unmanaged.passUnretained(self).toOpaque())
        try easy.setProgressCallback { this, _, _, _, _ in
            guard let this else { return 1 }
            let attempt = Unmanaged<ConnectAttempt>.fromOpaque(this).takeUnretainedValue()
            return attempt.isAborted.load(ordering: .sequentiallyConsistent) ? 1 : 0
        }
        try easy.set(CURLOPT_NOPROGRESS, false)
    }

    private func perform(_ easy: consuming EasyHandle) throws(TransportError) -> StreamHandle {
        let code = CurlCode(curl_easy_perform(easy.raw))
        guard code == .ok, let socket = easy.socket else { throw error(code, easy) }
        // No further progress calls: the attempt does not outlive its thread.
        try easy.set(CURLOPT_NOPROGRESS, true)
        return StreamHandle(easy, socket: socket, origin: origin)
    }

    private func error(_ code: CurlCode, _ easy: borrowing EasyHandle) -> TransportError {
        if code.kind == .cancelled { return cancelled }
        let proxyStatus = easy.number(CURLINFO_HTTP_CONNECTCODE)
        if code.kind == .broken, proxyStatus >= 300 {
            let words = "\(origin): the proxy refused the connection with status \(proxyStatus)"
            return TransportError(.connect, mayHaveBeenSent: false, words)
        }
        let reason = code == .ok ? CurlCode(CURLE_COULDNT_CONNECT) : code
        return TransportError(reason, host: origin.description, detail: easy.detail, mayHaveBeenSent: false)
    }
}
