extension WebSocketClient {
    /// Queues the upgrade request (RFC 6455 §4.1). `host` is `name` or `name:port` as in the Host header,
    /// `target` is path and query. Throws `misuse` for an argument that could add to the request, and the second time.
    package mutating func startUpgrade(
        host: String, target: String, headers: [(name: String, value: String)] = []
    ) throws(WebSocketError) {
        guard case .idle = phase else { throw .misuse(.upgradeStartedTwice) }
        let nonce = (random(), random())
        let request = try UpgradeRequest(host: host, target: target, headers: headers, nonce: nonce)
        outgoing.append(request.bytes)
        phase = .upgrading(UpgradeExchange(request, maxHeadBytes: configuration.maxUpgradeHeaderBytes))
    }

    /// Queues a text message. Throws `misuse(.notOpen)` unless the connection is open.
    package mutating func send(text: String) throws(WebSocketError) {
        try checkOpen()
        var text = text
        text.withUTF8 { queue(.text, UnsafeRawBufferPointer($0)) }
    }

    /// Queues a text message that is already encoded. Throws `misuse` unless the connection is open and it is UTF-8.
    package mutating func send(text: some Collection<UInt8>) throws(WebSocketError) {
        try checkOpen()
        var validator = UTF8Validator()
        let isValid = Self.withBytes(of: text) { validator.consume($0) }
        guard isValid, validator.isComplete else { throw .misuse(.textNotUTF8) }
        Self.withBytes(of: text) { queue(.text, $0) }
    }

    /// Queues a binary message. Throws `misuse(.notOpen)` unless the connection is open.
    package mutating func send(binary: some Collection<UInt8>) throws(WebSocketError) {
        try checkOpen()
        Self.withBytes(of: binary) { queue(.binary, $0) }
    }

    /// Queues a ping of at most 125 bytes (RFC 6455 §5.5.2). The answer comes as the event `pong` with these bytes.
    package mutating func ping(_ payload: some Collection<UInt8> = EmptyCollection<UInt8>()) throws(WebSocketError) {
        try checkOpen()
        guard payload.count <= 125 else { throw .misuse(.pingTooLong) }
        Self.withBytes(of: payload) { queue(.ping, $0) }
    }

    /// Starts the close handshake (RFC 6455 §7.1.2); a nil code sends none. A reason of more than 123 bytes is cut.
    /// Before the upgrade is answered it ends the connection (1006); when closing or closed it does nothing.
    package mutating func close(
        code: CloseCode? = .normalClosure, reason: String = ""
    ) throws(WebSocketError) {
        if let code, !code.isValidOnWire { throw .misuse(.closeCode(code)) }
        switch phase {
        case .open:
            queueClose(ClosePayload(code: code, reason: reason))
            phase = .closing
        case .idle, .upgrading:
            outgoing.removeAll()
            incoming.removeAll()
            phase = .closed(last: .closed(CloseReason(code: .abnormalClosure, wasClean: false)))
        case .closing, .closed:
            break
        }
    }

    mutating func queueClose(_ payload: ClosePayload) {
        payload.bytes.withUnsafeBytes { queue(.close, $0) }
    }

    /// A key for one frame (RFC 6455 §5.3: never used twice).
    func nextKey() -> MaskingKey { MaskingKey(rawValue: UInt32(truncatingIfNeeded: random())) }

    private mutating func queue(_ opcode: Opcode, _ payload: UnsafeRawBufferPointer) {
        outgoing.append(opcode, payload, key: nextKey())
    }

    private func checkOpen() throws(WebSocketError) {
        guard case .open = phase else { throw .misuse(.notOpen) }
    }

    /// The bytes of a collection, in place where it has them in one piece.
    @inline(__always)
    private static func withBytes<Result>(
        of bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        if let result = bytes.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) { return result }
        return Array(bytes).withUnsafeBytes(body)
    }
}
