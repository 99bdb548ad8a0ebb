import Foundation

/// This program again, as another process: so that the server's work is not counted as the client's, and each
/// client's peak memory is its own.
final class ChildProcess {
    private let process = Process()
    private let output: FileHandle
    private var rest = Data()

    struct Silent: Error, CustomStringConvertible {
        let description = "a process of the benchmark ended without saying what it was asked for"
    }

    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        output = pipe.fileHandleForReading
        try process.run()
    }

    /// The next line that it prints.
    func line() throws -> String {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = Data(rest[rest.index(after: end)...]) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            let more = output.availableData
            guard !more.isEmpty else { throw Silent() }
            rest += more
        }
    }

    func stop() {
        // The child inherits the signal mask of Swift's threads, in which SIGTERM is blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
