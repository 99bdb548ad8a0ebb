import Glibc

/// Threads for work that blocks: the loop's own, and one per connection being opened.
enum NetworkThread {
    /// Starts a thread that blocks SIGPIPE: a write to a closed connection must be an error of that connection, not the end
    /// of the process, and libcurl's TLS writes do not suppress the signal themselves.
    /// - Throws: `TransportError` with errno.
    static func start(named name: String, _ body: @escaping @Sendable () -> Void) throws(TransportError) -> pthread_t {
        var thread = pthread_t()
        let code = create(&thread, Payload(name: name, body: body))
        if code == 0 { return thread }
        throw TransportError(.other(code), mayHaveBeenSent: false, "no thread could be started (errno \(code))")
    }

    /// Starts a detached thread.
    /// - Throws: as `start`.
    static func detach(named name: String, _ body: @escaping @Sendable () -> Void) throws(TransportError) {
        pthread_detach(try start(named: name, body))
    }

    private final class Payload: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// The new thread releases the payload; without a new thread it is released here.
    private static func create(_ thread: inout pthread_t, _ payload: Payload) -> Int32 {
        let argument: UnsafeMutableRawPointer = Unmanaged.passRetained(payload).toOpaque()
        let code = pthread_create(&thread, nil, { NetworkThread.runPayload($0) }, argument)
        if code != 0 { Unmanaged<Payload>.fromOpaque(argument).release() }
        return code
    }

    private static func runPayload(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let payload = Unmanaged<Payload>.fromOpaque(argument).takeRetainedValue()
        name(payload.name)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        payload.body()
        return nil
    }

    /// Names the calling thread, as `ps` and debuggers show it; the kernel keeps 15 bytes. Failure is harmless.
    private static func name(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, name, min(name.utf8.count, 15))
        Glibc.close(file)
    }
}
