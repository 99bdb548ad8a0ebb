/// What a message is (RFC 6455 §5.6).
package enum MessageKind: Hashable, Sendable {
    /// UTF-8, checked.
    case text
    /// Any bytes.
    case binary
}

/// Joins data frames to messages (RFC 6455 §5.4) within the limits, and checks text as it arrives (§8.1).
///
/// For each data frame: `begin` with its header, `check` whenever payload has arrived, `end` with the whole payload.
struct MessageAssembler: Sendable {
    private let maxMessageBytes: Int
    private let maxFragments: Int

    /// The message under way; nil between messages.
    private var kind: MessageKind?
    /// The payloads of the frames before the current one.
    private var collected: [UInt8] = []
    private var fragments = 0
    /// How much of the current frame's payload has been checked.
    private var checked = 0
    private var validator = UTF8Validator()

    init(maxMessageBytes: Int, maxFragments: Int) {
        self.maxMessageBytes = maxMessageBytes
        self.maxFragments = maxFragments
    }

    /// Applies the rules of fragmentation and the limits, before any payload is kept.
    mutating func begin(_ header: FrameHeader) throws(WebSocketError) {
        if header.opcode == .continuation {
            guard kind != nil else { throw .protocolViolation(.continuationOfNothing) }
        } else {
            guard kind == nil else { throw .protocolViolation(.messageInsideMessage) }
            kind = header.opcode == .text ? .text : .binary
            fragments = 0
        }
        fragments += 1
        checked = 0
        guard fragments <= maxFragments else { throw .tooManyFragments(limit: maxFragments) }
        guard header.payloadLength <= maxMessageBytes - collected.count else {
            throw .messageTooLarge(limit: maxMessageBytes)
        }
    }

    /// Looks at what has arrived of the current frame's payload, though the frame may not be complete.
    mutating func check(_ received: borrowing ReceiveBuffer, upTo count: Int) throws(WebSocketError) {
        guard kind == .text, checked < count else { return }
        let isValid = received.withBytes { bytes in
            validator.consume(UnsafeRawBufferPointer(rebasing: bytes[checked..<count]))
        }
        guard isValid else { throw .invalidText }
        checked = count
    }

    /// Ends the current frame; returns the message that it completes. A message of one frame keeps the frame's slice.
    mutating func end(
        _ header: FrameHeader, payload: ArraySlice<UInt8>
    ) throws(WebSocketError) -> (kind: MessageKind, payload: ArraySlice<UInt8>)? {
        guard header.isFinal, let kind else {
            collected.append(contentsOf: payload)
            return nil
        }
        guard validator.isComplete else { throw .invalidText }
        self.kind = nil
        if header.opcode != .continuation { return (kind, payload) }
        collected.append(contentsOf: payload)
        defer { collected = [] }
        return (kind, collected[...])
    }
}
