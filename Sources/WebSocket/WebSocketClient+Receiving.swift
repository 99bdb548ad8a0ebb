extension WebSocketClient {
    /// Takes bytes off the wire. They are copied; any split of the stream gives the same events. Ignored at the end.
    package mutating func received(_ bytes: UnsafeRawBufferPointer) {
        if case .closed = phase { return }
        if endOfStream { return }
        incoming.append(bytes)
    }

    /// The peer will send no more bytes. The events of the bytes before come first.
    package mutating func receivedEndOfStream() { endOfStream = true }

    /// The next thing that happened in the bytes received; nil when more are needed. Queues pongs and close frames.
    package mutating func nextEvent() -> Event? {
        switch phase {
        case .open, .closing:
            return nextOpenEvent()
        case .upgrading(let exchange):
            return nextUpgradeEvent(exchange)
        case .idle:
            return endOfStream ? end(.failed(.upgradeInvalid(.endOfStream))) : nil
        case .closed(let last):
            phase = .closed(last: nil)
            return last
        }
    }

    private mutating func nextUpgradeEvent(_ current: UpgradeExchange) -> Event? {
        var exchange = current
        do {
            let isOpen = try exchange.advance(&incoming, endOfStream: endOfStream)
            phase = isOpen ? .open : .upgrading(exchange)
            return isOpen ? .opened : nil
        } catch {
            outgoing.removeAll()
            return end(.failed(error))
        }
    }

    private mutating func nextOpenEvent() -> Event? {
        do {
            while let header = try currentFrame() {
                let arrived = min(incoming.count, header.payloadLength)
                if !header.opcode.isControl { try assembler.check(incoming, upTo: arrived) }
                guard arrived == header.payloadLength else { break }
                frame = nil
                if let event = try receivedFrame(header, payload: incoming.take(arrived)) { return event }
            }
        } catch {
            return fail(error)
        }
        return endOfStream ? end(.closed(CloseReason(code: .abnormalClosure, wasClean: false))) : nil
    }

    /// The frame under way, or the next one; nil until its header is complete.
    @inline(__always)
    private mutating func currentFrame() throws(WebSocketError) -> FrameHeader? {
        if let frame { return frame }
        let parsed = try incoming.withBytes { (bytes) throws(WebSocketError) in try FrameParser.header(of: bytes) }
        guard let header = parsed else { return nil }
        incoming.drop(header.headerLength)
        if !header.opcode.isControl { try assembler.begin(header) }
        frame = header
        return header
    }

    @inline(__always)
    private mutating func receivedFrame(
        _ header: FrameHeader, payload: ArraySlice<UInt8>
    ) throws(WebSocketError) -> Event? {
        if !header.opcode.isControl {
            guard let message = try assembler.end(header, payload: payload) else { return nil }
            return .message(kind: message.kind, payload: message.payload)
        }
        switch header.opcode {
        case .ping:
            answerPing(payload)
            return .ping(payload)
        case .pong:
            return .pong(payload)
        default:
            return try receivedClose(ClosePayload(payload))
        }
    }

    /// RFC 6455 §5.5.2: every ping is answered, unless a close frame has been sent.
    private mutating func answerPing(_ payload: ArraySlice<UInt8>) {
        guard case .open = phase else { return }
        payload.withUnsafeBytes { outgoing.appendPong($0, key: nextKey()) }
    }

    /// RFC 6455 §5.5.1: a close is answered unless it answers ours, with its own code unless the configuration has another.
    private mutating func receivedClose(_ close: ClosePayload) -> Event {
        if case .open = phase { queueClose(ClosePayload(code: configuration.answer(to: close.code), reason: "")) }
        return end(.closed(CloseReason(code: close.code ?? .noStatusReceived, text: close.reason, wasClean: true)))
    }

    /// _Fail the WebSocket Connection_ (RFC 6455 §7.1.7).
    private mutating func fail(_ error: WebSocketError) -> Event {
        if case .open = phase { queueClose(ClosePayload(code: error.closeCode, reason: "")) }
        return end(.failed(error))
    }

    /// Gives back what was received and returns the last event.
    private mutating func end(_ last: Event) -> Event {
        phase = .closed(last: nil)
        incoming.removeAll()
        return last
    }
}
