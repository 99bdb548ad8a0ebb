import Foundation
import Transport

@testable import Discord

/// A machine that sleeps just when bytes have come: they lie in the socket, and the time has run on.
struct Freeze: Sendable {
    /// What the connection is doing when it happens.
    var state: GatewayLiveness.State
    var duration: Duration
    /// How often it happens; after that no more.
    var times = Int.max
}

/// Sees what the connection does with its sockets.
final class StreamWatch: @unchecked Sendable {
    private let lock = NSLock()
    private var readCount = 0
    private var lastWaitWasForBytes = true
    private var whenBytesCome: (@Sendable () -> Void)?

    /// How often the connection has looked for bytes.
    var reads: Int { lock.withLock { readCount } }
    /// Whether the connection wants to know of bytes.
    var wantsBytes: Bool { lock.withLock { lastWaitWasForBytes } }

    /// What happens between the moment at which bytes are there and the moment at which they are read.
    func onBytes(_ action: @escaping @Sendable () -> Void) { lock.withLock { whenBytesCome = action } }

    fileprivate func read() { lock.withLock { readCount += 1 } }
    fileprivate func waits(for interest: StreamInterest) {
        lock.withLock { lastWaitWasForBytes = interest.contains(.readable) }
    }
    fileprivate func bytesCame() { lock.withLock { whenBytesCome }?() }
}

/// Opens real streams that are watched.
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
