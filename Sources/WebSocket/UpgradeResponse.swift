/// The head of the server's answer: status and fields (RFC 9112 §4, §5).
struct UpgradeResponse: Sendable {
    let status: Int
    /// Names in lower case, in the order sent.
    let fields: [(name: String, value: String)]

    /// Parses a head without the empty line that ends it. Line ends must be CRLF, folding is refused.
    init(head: [UInt8]) throws(WebSocketError) {
        let lines = try Self.lines(head)
        status = try Self.status(lines[0])
        var fields: [(name: String, value: String)] = []
        for line in lines.dropFirst() { fields.append(try Self.field(line)) }
        self.fields = fields
    }

    /// Every value of a field, in the order sent.
    func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The elements of a field that is a comma-separated list, in lower case.
    func list(_ name: String) -> [String] {
        values(name).flatMap { $0.utf8.split(separator: UInt8(ascii: ",")) }
            .map { String(decoding: HTTPCharacters.trimmed(Array($0)[...]), as: UTF8.self).lowercased() }
            .filter { !$0.isEmpty }
    }

    /// Checks that a response with status 101 accepts our request (RFC 6455 §4.1, the client's numbered list).
    func checkAcceptance(_ expected: String) throws(WebSocketError) {
        guard list("upgrade") == ["websocket"] else { throw .upgradeInvalid(.upgradeField) }
        guard list("connection").contains("upgrade") else { throw .upgradeInvalid(.connectionField) }
        guard values("sec-websocket-accept") == [expected] else { throw .upgradeInvalid(.acceptField) }
        guard list("sec-websocket-extensions").isEmpty else { throw .upgradeInvalid(.unaskedExtension) }
        guard list("sec-websocket-protocol").isEmpty else { throw .upgradeInvalid(.unaskedSubprotocol) }
    }

    private static func lines(_ head: [UInt8]) throws(WebSocketError) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        for line in head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            lines.append(line)
        }
        for index in lines.indices.dropLast() {
            guard lines[index].popLast() == UInt8(ascii: "\r") else { throw .upgradeInvalid(.malformedHead) }
        }
        return lines
    }

    /// `HTTP/1.1 101 Switching Protocols`; the reason may be missing, the version may not differ.
    private static func status(_ line: ArraySlice<UInt8>) throws(WebSocketError) -> Int {
        guard line.starts(with: "HTTP/1.1 ".utf8) else { throw .upgradeInvalid(.notHTTP) }
        let rest = line.dropFirst(9)
        let digits = rest.prefix(3)
        let isStatus = digits.count == 3 && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        guard isStatus, rest.count == 3 || rest.dropFirst(3).first == 0x20,
            HTTPCharacters.isFieldValue(rest), let status = Int(String(decoding: digits, as: UTF8.self)), status >= 100
        else { throw .upgradeInvalid(.malformedHead) }
        return status
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(WebSocketError) -> (name: String, value: String) {
        let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, HTTPCharacters.isToken(parts[0]), HTTPCharacters.isFieldValue(parts[1]) else {
            throw .upgradeInvalid(.malformedHead)
        }
        let value = String(decoding: HTTPCharacters.trimmed(parts[1]), as: UTF8.self)
        return (String(decoding: parts[0], as: UTF8.self).lowercased(), value)
    }
}
