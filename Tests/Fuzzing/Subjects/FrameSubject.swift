import WebSocket

/// Frame parser and message assembler, as one connection after its upgrade: any bytes, in any pieces, give the same events
/// and answers, and exactly one last event.
package enum FrameSubject {
    /// The flaw that this input reveals; nil if there is none.
    package static func flaw(_ input: [UInt8]) -> String? {
        let split = SplitInput(input)
        let whole = Outcome([split.stream], isClosing: split.options & 1 == 1)
        if let flaw = whole.flaw { return flaw }
        guard Outcome(split.pieces, isClosing: split.options & 1 == 1) == whole else { return "the split matters" }
        let bytes = split.stream.indices.map { split.stream[$0...$0] }
        guard Outcome(bytes, isClosing: split.options & 1 == 1) == whole else { return "reading single bytes matters" }
        return nil
    }

    private struct Outcome: Equatable {
        var events: [WebSocketClient.Event] = []
        var output: [UInt8] = []
        var state: WebSocketClient.State

        init(_ pieces: [ArraySlice<UInt8>], isClosing: Bool) {
            var client = Self.opened()
            if isClosing { try? client.close(code: .goingAway) }
            for piece in pieces {
                piece.withUnsafeBytes { client.received($0) }
                while let event = client.nextEvent() { events.append(event) }
            }
            client.receivedEndOfStream()
            while let event = client.nextEvent() { events.append(event) }
            output = Array(client.output)
            state = client.state
        }

        /// Small limits, so that short inputs reach them.
        private static func opened() -> WebSocketClient {
            let limits = WebSocketClient.Configuration(maxMessageBytes: 70_000, maxFragments: 8)
            // Zeros make the nonce and its accept value constant, and masking change no byte.
            var client = WebSocketClient(configuration: limits) { 0 }
            try? client.startUpgrade(host: "gateway.example", target: "/")
            client.wrote(client.outputCount)
            let answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: ICX+Yqv66kxgM0FcWaLWlFLwTAI=\r\n\r\n"
            Array(answer.utf8).withUnsafeBytes { client.received($0) }
            guard client.nextEvent() == .opened else { fatalError("the upgrade of the test is not accepted") }
            return client
        }

        var flaw: String? {
            if state != .closed { return "not closed after the end of the stream" }
            if events.count(where: \.isLast) != 1 || events.last?.isLast != true { return "not one last event" }
            for case .message(.text, let payload) in events
            where String(validating: payload, as: UTF8.self) == nil {
                return "a text message is not UTF-8"
            }
            return nil
        }
    }
}

extension WebSocketClient.Event {
    fileprivate var isLast: Bool {
        switch self {
        case .closed, .failed: true
        case .opened, .message, .ping, .pong: false
        }
    }
}
