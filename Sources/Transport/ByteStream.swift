/// A connected stream of bytes: TCP, or TCP under verified TLS. Below WebSocket, above libcurl.
///
/// A stream belongs to the actor that opened it and is used from that actor only, which must run on the stream's
/// `NetworkLoop` (so that reading costs no change of thread).
package protocol ByteStream: AnyObject {
    /// Wakes a `wait` from any thread.
    var waker: StreamWaker { get }

    /// Reads what is there, without waiting.
    /// - Throws: `TransportError` when the connection is broken.
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> ReceiveResult

    /// Writes as much as the kernel takes, without waiting, and returns the number of bytes; 0 when it is full.
    /// - Throws: `TransportError` when the connection is broken or closed.
    func send(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Int

    /// Suspends until the stream is ready, the deadline has passed, or the waker was used (also when it was used
    /// since the last wait). With no interest, an end or a reset of the connection does not end the wait. At most one
    /// wait at a time.
    nonisolated(nonsending) func wait(for interest: StreamInterest, until deadline: ContinuousClock.Instant?) async
        -> StreamWake

    /// Closes the connection at once. Later calls throw or return `endOfStream`; closing twice is harmless.
    func close()
}

/// The result of a `receive`.
package enum ReceiveResult: Sendable, Equatable {
    /// So many bytes were written to the buffer, at least one.
    case bytes(Int)
    /// Nothing is there yet.
    case wouldBlock
    /// The peer has closed the connection.
    case endOfStream
}

/// What a `wait` waits for.
package struct StreamInterest: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt8
    /// Makes a set from its bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Bytes to read, or the end of the stream.
    package static let readable = StreamInterest(rawValue: 1)
    /// Room to write.
    package static let writable = StreamInterest(rawValue: 2)
}

/// Why a `wait` returned.
package enum StreamWake: Sendable, Equatable {
    /// The stream is ready for at least one of the interests, or has failed: then the next call throws.
    case ready
    /// The deadline has passed.
    case deadline
    /// The waker was used, or the waiting task was cancelled.
    case woken
}

/// Ends a stream's `wait` early, from any thread.
package struct StreamWaker: Sendable {
    private let action: @Sendable () -> Void
    /// Makes a waker of an action.
    package init(_ action: @escaping @Sendable () -> Void) { self.action = action }
    /// Wakes the current wait, or the next one.
    package func wake() { action() }
}

/// Opens byte streams.
package protocol ByteStreamOpener: Sendable {
    /// The loop on which the streams live; the opening actor uses it as its executor.
    var loop: NetworkLoop { get }

    /// Connects to a host.
    /// - Throws: `TransportError` (name look-up, refusal, TLS, time limit, cancellation).
    func open(_ endpoint: StreamEndpoint) async throws(TransportError) -> sending any ByteStream
}

/// The peer of a stream.
package struct StreamEndpoint: Sendable, Equatable {
    /// A host name or address literal.
    package var host: String
    /// The TCP port.
    package var port: UInt16
    /// Whether TLS with verification of certificate and host name is used.
    package var tls: Bool
    /// The time limit of name look-up, TCP and TLS together.
    package var connectLimit: Duration

    /// Makes an endpoint.
    package init(host: String, port: UInt16, tls: Bool, connectLimit: Duration = .seconds(10)) {
        self.host = host
        self.port = port
        self.tls = tls
        self.connectLimit = connectLimit
    }
}
