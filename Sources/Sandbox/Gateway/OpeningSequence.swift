extension Sandbox {
    /// What the server sends first on a new gateway connection.
    public enum OpeningSequence: String, Sendable, CaseIterable {
        /// op 10 (Hello).
        case hello
        /// op 7 (Reconnect), then op 10.
        case reconnectThenHello = "op7_then_hello"
        /// op 10 and op 7 in one write: the client reads both at once.
        case helloThenReconnect = "hello_then_op7"
        /// op 7 and nothing else.
        case reconnect = "op7"
        /// op 10, then nothing more: no heartbeat ack, no dispatch.
        case helloThenSilence = "hello_then_silence"
        /// Nothing.
        case silence

        /// Whether all of it is sent in one write.
        var isOneWrite: Bool { self == .helloThenReconnect }

        /// The payloads as JSON text; `interval` is the heartbeat interval in milliseconds.
        func payloads(_ interval: Int) -> [String] {
            let hello = Gateway.payload(10, ["heartbeat_interval": .int(interval), "_trace": ["[\"sandbox\"]"]])
            let reconnect = Gateway.payload(7, .null)
            switch self {
            case .hello, .helloThenSilence: return [hello]
            case .reconnectThenHello: return [reconnect, hello]
            case .helloThenReconnect: return [hello, reconnect]
            case .reconnect: return [reconnect]
            case .silence: return []
            }
        }
    }

    /// Opens the next gateway connections with these sequences, one each, in order; later ones with `hello`.
    public func queueOpenings(_ openings: OpeningSequence...) {
        gatewayState.settings.openings += openings
    }
}
