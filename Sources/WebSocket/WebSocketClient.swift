/// The client side of one WebSocket connection (RFC 6455): bytes in, bytes out. It owns no socket and reads no clock;
/// the loop that does calls, in this order whenever something happened:
///
///     received(bytes) or receivedEndOfStream()
///     while let event = nextEvent() { … }
///     withOutput { write($0) }, then wrote(count)
///
/// A violation by the peer is the event `failed`, never a trap. After `failed` or `closed` the caller writes what output is
/// left (a close frame, perhaps) and closes the socket; all time limits are the caller's.
package struct WebSocketClient: ~Copyable, Sendable {
    /// Limits on what a server may send, and how its close is answered.
    package struct Configuration: Sendable {
        /// The largest message, in bytes of payload. A larger one fails with 1009 as soon as its length is known.
        package var maxMessageBytes: Int
        /// The most frames one message may be cut into. More fail with 1009.
        package var maxFragments: Int
        /// The largest head of the upgrade response, in bytes, the empty line included.
        package var maxUpgradeHeaderBytes: Int
        /// Codes of a server's close that are answered with another code, for servers to which the client's code has a
        /// meaning; all others are echoed (RFC 6455 §5.5.1). An answer that must not be sent is ignored.
        package var closeAnswers: [CloseCode: CloseCode]

        /// Makes limits: 16 MiB, 65,537 frames (65,536 fragments, and the empty frame with which some servers end them)
        /// and 16 KiB by default. By default every close is echoed.
        package init(
            maxMessageBytes: Int = 16 << 20, maxFragments: Int = 65_537, maxUpgradeHeaderBytes: Int = 16 << 10,
            closeAnswers: [CloseCode: CloseCode] = [:]
        ) {
            self.maxMessageBytes = maxMessageBytes
            self.maxFragments = maxFragments
            self.maxUpgradeHeaderBytes = maxUpgradeHeaderBytes
            self.closeAnswers = closeAnswers
        }

        /// What a close with this code is answered with; a close without a code, without one.
        func answer(to code: CloseCode?) -> CloseCode? {
            guard let code, let answer = closeAnswers[code], answer.isValidOnWire else { return code }
            return answer
        }
    }

    /// The state of a connection (RFC 6455 §4.1, §7.1).
    package enum State: Hashable, Sendable {
        /// The upgrade has not been answered yet.
        case connecting
        /// Messages flow both ways.
        case open
        /// We have sent a close frame and wait for the peer's. Messages may still arrive, none can be sent.
        case closing
        /// Nothing more is read; only the rest of the output is written.
        case closed
    }

    /// What happened, for the caller to act on.
    package enum Event: Hashable, Sendable {
        /// The server accepted the upgrade.
        case opened
        /// A whole message. Drop the payload before the next `received`, or the bytes around it are copied once.
        case message(kind: MessageKind, payload: ArraySlice<UInt8>)
        /// The server pinged; the pong is already in the output.
        case ping(ArraySlice<UInt8>)
        /// The server answered a ping, or sent a pong of its own accord (RFC 6455 §5.5.3).
        case pong(ArraySlice<UInt8>)
        /// The connection has ended without a violation. The last event.
        case closed(CloseReason)
        /// The peer has violated the protocol. The last event; a close frame with the error's code is in the output.
        case failed(WebSocketError)
    }

    /// Like `State`, with what only one state has.
    enum Phase: Sendable {
        case idle
        case upgrading(UpgradeExchange)
        case open
        case closing
        /// The last event, until it has been handed out.
        case closed(last: Event?)
    }

    let configuration: Configuration
    let random: @Sendable () -> UInt64
    var phase = Phase.idle
    var incoming = ReceiveBuffer()
    /// The frame whose header has been read and whose payload is still arriving.
    var frame: FrameHeader?
    var assembler: MessageAssembler
    var outgoing = OutputQueue()
    var endOfStream = false

    /// Makes a connection that has not begun. `random` gives masking keys and the nonce of the handshake: it must be
    /// unpredictable for the peer (RFC 6455 §10.3), `SystemRandomNumberGenerator` in production.
    package init(configuration: Configuration = Configuration(), random: @escaping @Sendable () -> UInt64) {
        self.configuration = configuration
        self.random = random
        assembler = MessageAssembler(
            maxMessageBytes: configuration.maxMessageBytes, maxFragments: configuration.maxFragments)
    }

    /// Where the connection is.
    package var state: State {
        switch phase {
        case .idle, .upgrading: .connecting
        case .open: .open
        case .closing: .closing
        case .closed: .closed
        }
    }

    /// The bytes waiting to be written. A slice that is kept over the next call costs a copy: see `withOutput`.
    package var output: ArraySlice<UInt8> { outgoing.waiting }

    /// The number of bytes waiting to be written.
    package var outputCount: Int { outgoing.count }

    /// The bytes waiting to be written, in place. The pointer is valid within the body.
    package func withOutput<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try outgoing.withBytes(body)
    }

    /// The first `count` bytes of the output have been written.
    package mutating func wrote(_ count: Int) { outgoing.wrote(count) }
}
