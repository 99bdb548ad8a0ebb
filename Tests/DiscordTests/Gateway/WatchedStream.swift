import Synchronization
import Transport

@testable import Discord

/// A machine that sleeps right after bytes have come: they are still in the socket when it wakes.
struct Freeze: Sendable {
    /// What the connection is doing when it happens.
    var state: GatewayLiveness.State
    var duration: Duration
    /// How often it happens at most.
    var times = Int.max
}

/// Records what the connection does with its sockets.
final class StreamWatch: Sendable {
    private struct State {
        var reads = 0
        var wantsBytes = true
        var whenBytesCome: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// How often the connection has looked for bytes.
    var reads: Int { state.withLock { $0.reads } }
    /// Whether the last wait of the connection was for bytes.
    var wantsBytes: Bool { state.withLock { $0.wantsBytes } }

    /// Sets an action that runs after bytes have come and before they are read.
    func onBytes(_ action: @escaping @Sendable () -> Void) { state.withLock { $0.whenBytesCome = action } }

    fileprivate func read() { state.withLock { $0.reads += 1 } }
    fileprivate func waits(for interest: StreamInterest) {
        state.withLock { $0.wantsBytes = interest.contains(.readable) }
    }
    fileprivate func bytesCame() { state.withLock { $0.whenBytesCome }?() }
}

/// Opens real streams that report to a watch.
struct WatchedOpener: ByteStreamOpener {
    let opener: CurlByteStreamOpener
    let watch: StreamWatch

    var loop: NetworkLoop { opener.loop }

    func open(_ endpoint: StreamEndpoint) async throws(TransportError) -> sending any ByteStream {
        WatchedStream(try await opener.open(endpoint), watch)
    }
}

private final class WatchedStream: ByteStream {
    private let stream: any ByteStream
    private let watch: StreamWatch

    init(_ stream: any ByteStream, _ watch: StreamWatch) {
        self.stream = stream
        self.watch = watch
    }

    var waker: StreamWaker { stream.waker }

    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> ReceiveResult {
        watch.read()
        return try stream.receive(into: buffer)
    }

    func send(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Int { try stream.send(bytes) }

    nonisolated(nonsending) func wait(
        for interest: StreamInterest, until deadline: ContinuousClock.Instant?
    ) async -> StreamWake {
        watch.waits(for: interest)
        let wake = await stream.wait(for: interest, until: deadline)
        if wake == .ready, interest == .readable { watch.bytesCame() }
        return wake
    }

    func close() { stream.close() }
}
