/// The client's opening handshake (RFC 6455 §4.1), checked so that no argument can add a line to it.
struct UpgradeRequest: Sendable {
    /// Fields that belong to the handshake or would give the request a body.
    private static let ownFields: Set<String> = [
        "host", "upgrade", "connection", "sec-websocket-key", "sec-websocket-version", "sec-websocket-extensions",
        "sec-websocket-protocol", "sec-websocket-accept", "content-length", "transfer-encoding",
    ]

    /// The request as sent.
    let bytes: [UInt8]
    /// The expected value of `Sec-WebSocket-Accept`.
    let expectedAccept: String

    /// The nonce is the 16 random bytes that the key encodes.
    init(
        host: String, target: String, headers: [(name: String, value: String)], nonce: (UInt64, UInt64)
    ) throws(WebSocketError) {
        try Self.check(host: host, target: target)
        let key = Self.key(nonce)
        var lines = [
            "GET \(target) HTTP/1.1", "Host: \(host)", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: \(key)", "Sec-WebSocket-Version: 13",
        ]
        for header in headers {
            try Self.check(header)
            lines.append("\(header.name): \(header.value)")
        }
        bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        expectedAccept = UpgradeProof.accept(key)
    }

    private static func key(_ nonce: (UInt64, UInt64)) -> String {
        let bytes = [nonce.0, nonce.1].flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
        return Base64.encode(bytes)
    }

    private static func check(host: String, target: String) throws(WebSocketError) {
        let isHost = host.utf8.allSatisfy { HTTPCharacters.isVisible($0) && !"/?#@\\".utf8.contains($0) }
        guard isHost, !host.isEmpty else { throw .misuse(.host) }
        let isTarget = target.utf8.allSatisfy { HTTPCharacters.isVisible($0) && $0 != UInt8(ascii: "#") }
        guard isTarget, target.utf8.first == UInt8(ascii: "/") else { throw .misuse(.target) }
    }

    private static func check(_ header: (name: String, value: String)) throws(WebSocketError) {
        let isAllowed =
            HTTPCharacters.isToken(header.name.utf8) && HTTPCharacters.isFieldValue(header.value.utf8)
            && !ownFields.contains(header.name.lowercased())
        guard isAllowed else { throw .misuse(.header(name: header.name)) }
    }
}

/// What a server answers to a client's key, so that the client knows its request was read (RFC 6455 §4.2.2).
package enum UpgradeProof {
    /// Appended to the key before hashing (RFC 6455 §1.3).
    private static let suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// The value of `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key`.
    package static func accept(_ key: String) -> String { Base64.encode(SHA1.digest((key + suffix).utf8)) }
}
