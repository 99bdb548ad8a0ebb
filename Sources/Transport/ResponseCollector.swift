/// Assembles a response from the lines and chunks of libcurl, within size limits.
struct ResponseCollector {
    /// All header lines of an exchange together, in bytes.
    static let headerBytes = 64 << 10

    /// The part of a response that exceeds its limit.
    enum Excess: Equatable {
        case headers
        case body
    }

    /// Set when a limit is exceeded; then the exchange ends.
    private(set) var excess: Excess?
    /// Whether any byte has come.
    var hasBegun: Bool { headerBytesLeft < Self.headerBytes }
    private(set) var headers: [HTTPField] = []
    private(set) var body: [UInt8] = []
    private let bodyLimit: Int
    private var headerBytesLeft = headerBytes
    private var headIsComplete = false

    /// Makes a collector for bodies of at most so many bytes after decompression.
    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Takes one line, with its line end: a status line, a field, the empty line, or a trailer. False: too large.
    mutating func receivedLine(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytesLeft -= line.count
        guard headerBytesLeft >= 0 else {
            excess = .headers
            return false
        }
        let text = line.prefix { $0 != 13 && $0 != 10 }
        if text.isEmpty {
            headIsComplete = true
        } else if headIsComplete {
            startsNextHead(text)
        } else {
            receivedField(text)
        }
        return true
    }

    /// Takes decompressed bytes of the body. False: too large.
    mutating func receivedBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= bodyLimit - body.count else {
            excess = .body
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// After a 1xx head the real one follows; after a body come trailers, which are not header fields.
    private mutating func startsNextHead(_ text: Slice<UnsafeRawBufferPointer>) {
        guard body.isEmpty, text.starts(with: "HTTP/".utf8) else { return }
        headers = []
        headIsComplete = false
    }

    private mutating func receivedField(_ text: Slice<UnsafeRawBufferPointer>) {
        if text.first == 32 || text.first == 9 { return continueField(text) }
        // The status line has no colon before its first space; libcurl has read it already.
        guard !text.starts(with: "HTTP/".utf8), let colon = text.firstIndex(of: 58) else { return }
        headers.append(HTTPField(String(decoding: text[..<colon], as: UTF8.self), trimmed(text[(colon + 1)...])))
    }

    /// A line that starts with white space continues the field before it (RFC 9112 §5.2).
    private mutating func continueField(_ text: Slice<UnsafeRawBufferPointer>) {
        guard !headers.isEmpty else { return }
        headers[headers.count - 1].value += " " + trimmed(text)
    }

    private func trimmed(_ text: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 32 || $0 == 9 }
        var value = text.drop(while: isBlank)
        while let last = value.last, isBlank(last) { value.removeLast() }
        return String(decoding: value, as: UTF8.self)
    }
}
