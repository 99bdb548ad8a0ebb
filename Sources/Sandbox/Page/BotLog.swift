/// A line that the bot wrote, with a number that counts up from 1.
struct LogLine: Sendable {
    let number: Int
    let text: String
}

/// The newest lines that the bot wrote; older ones are dropped.
struct BotLog: Sendable {
    /// Lines kept.
    static let limit = 500
    /// Bytes kept of one line.
    static let lineLimit = 4096

    private var lines: [LogLine] = []
    private var last = 0
    /// The bytes after the last line break.
    private var rest: [UInt8] = []

    mutating func write(_ bytes: [UInt8]) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                endLine()
            } else if rest.count < Self.lineLimit {
                rest.append(byte)
            }
        }
    }

    /// Ends the line that is being written, if there is one.
    mutating func finish() {
        if !rest.isEmpty { endLine() }
    }

    private mutating func endLine() {
        last += 1
        lines.append(LogLine(number: last, text: String(decoding: rest, as: UTF8.self)))
        rest = []
        if lines.count >= Self.limit * 2 { lines.removeFirst(lines.count - Self.limit) }
    }

    /// The lines after a number, as far as they are kept.
    func after(_ number: Int) -> [LogLine] {
        Array(lines.suffix(min(Self.limit, last - number)))
    }
}
