extension Sandbox {
    /// What a new gateway connection hears first.
    public enum Welcome: String, Sendable, CaseIterable {
        /// op 10.
        case hello
        /// op 7, then op 10.
        case reconnectThenHello = "op7_then_hello"
        /// op 10 and op 7 in one write: a client that reads both knows that the connection is over.
        case helloThenReconnect = "hello_then_op7"
        /// op 7 and nothing else.
        case reconnect = "op7"
        /// op 10, and never a word again: no ack, no dispatch.
        case helloThenSilence = "hello_then_silence"
        /// Nothing at all.
        case silence

        /// Whether all of it is sent in one write.
        var isOneWrite: Bool { self == .helloThenReconnect }

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

    /// Welcomes the next connections like this, the first one first; those after them as usual.
    public func welcome(_ welcomes: Welcome...) {
        gatewayState.settings.welcomes += welcomes
    }
}
