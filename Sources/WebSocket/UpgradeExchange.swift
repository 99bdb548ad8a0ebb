/// The opening handshake under way: waits for the head of the answer, and after a refusal for the start of its body.
struct UpgradeExchange: Sendable {
    private static let headEnd: [UInt8] = Array("\r\n\r\n".utf8)

    private let expectedAccept: String
    private let maxHeadBytes: Int
    /// How many bytes are known not to begin the end of the head.
    private var searched = 0
    /// The head, once it is known to be a refusal.
    private var refusal: UpgradeResponse?

    init(_ request: UpgradeRequest, maxHeadBytes: Int) {
        expectedAccept = request.expectedAccept
        self.maxHeadBytes = maxHeadBytes
    }

    /// Reads what has arrived: true when the connection is open and the remaining bytes are frames, false while more is
    /// needed.
    /// - Throws: `WebSocketError` when the upgrade is refused or invalid.
    mutating func advance(_ received: inout ReceiveBuffer, endOfStream: Bool) throws(WebSocketError) -> Bool {
        if refusal == nil {
            guard let head = try takeHead(&received) else {
                guard !endOfStream else { throw .upgradeInvalid(.endOfStream) }
                return false
            }
            let response = try UpgradeResponse(head: head)
            if response.status == 101 {
                try response.checkAcceptance(expectedAccept)
                return true
            }
            refusal = response
        }
        if let refusal { try checkRefusal(refusal, received, endOfStream) }
        return false
    }

    /// The head without its empty line, when it is complete.
    private mutating func takeHead(_ received: inout ReceiveBuffer) throws(WebSocketError) -> [UInt8]? {
        let isHTTP = received.withBytes { zip($0, "HTTP/1.1 ".utf8).allSatisfy { $0 == $1 } }
        guard isHTTP else { throw .upgradeInvalid(.notHTTP) }
        let limit = min(received.count, maxHeadBytes)
        if let end = received.withBytes({ Self.firstHeadEnd($0, in: searched..<limit) }) {
            let head = Array(received.take(end))
            received.drop(Self.headEnd.count)
            return head
        }
        guard received.count < maxHeadBytes else { throw .upgradeInvalid(.headTooLarge(limit: maxHeadBytes)) }
        searched = max(0, limit - Self.headEnd.count + 1)
        return nil
    }

    private static func firstHeadEnd(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) -> Int? {
        guard range.count >= headEnd.count else { return nil }
        return (range.lowerBound...range.upperBound - headEnd.count).first { index in
            bytes[index] == headEnd[0] && bytes[index..<index + headEnd.count].elementsEqual(headEnd)
        }
    }

    private func checkRefusal(
        _ response: UpgradeResponse, _ received: borrowing ReceiveBuffer, _ endOfStream: Bool
    ) throws(WebSocketError) {
        guard let excerpt = RefusalBody(response).excerpt(received, endOfStream: endOfStream) else { return }
        let retryAfter = response.values("retry-after").first
        throw .upgradeRefused(UpgradeRefusal(status: response.status, retryAfter: retryAfter, excerpt: excerpt))
    }
}
