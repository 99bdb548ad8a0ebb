/// The first line of an HTTP request, as far as three fixed pages need it. Pure.
struct HTTPHead: Sendable, Equatable {
    /// The longest head that is read, in bytes.
    static let longest = 8_192

    let method: String
    /// Without the query.
    let path: String

    /// Whether what was read so far holds the empty line that ends a head.
    static func isComplete(_ bytes: [UInt8]) -> Bool {
        var isEmptyLine = false
        for byte in bytes where byte != 13 {
            if byte == 10, isEmptyLine { return true }
            isEmptyLine = byte == 10
        }
        return false
    }

    /// Reads a head. Nil for what is no HTTP/1 request.
    init?(_ bytes: [UInt8]) {
        guard let line = bytes.split(whereSeparator: { $0 == 13 || $0 == 10 }).first else { return nil }
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3, words[2].starts(with: "HTTP/1.".utf8), words[1].first == UInt8(ascii: "/"),
            !words[0].isEmpty
        else { return nil }
        method = String(decoding: words[0], as: UTF8.self)
        path = String(decoding: words[1].prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    }
}

/// An answer.
struct HTTPReply: Sendable, Equatable {
    var status: Int
    var contentType = "text/plain; charset=utf-8"
    var body: String

    /// A line of text.
    static func line(_ status: Int, _ text: String) -> HTTPReply { HTTPReply(status: status, body: text + "\n") }

    /// On the wire; without the body for HEAD. Every connection carries one request.
    func bytes(withBody: Bool) -> [UInt8] {
        let head = """
            HTTP/1.1 \(status) \(Self.phrases[status] ?? "")\r
            Content-Type: \(contentType)\r
            Content-Length: \(body.utf8.count)\r
            Cache-Control: no-store\r
            X-Content-Type-Options: nosniff\r
            \(status == 405 ? "Allow: GET, HEAD\r\n" : "")Connection: close\r
            \r\n
            """
        return Array(head.utf8) + (withBody ? Array(body.utf8) : [])
    }

    private static let phrases = [
        200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
        431: "Request Header Fields Too Large", 503: "Service Unavailable",
    ]
}
