import Foundation

/// A child process of this program, so that the server's CPU time and the peak memory of each client are separate.
final class ChildProcess {
    private let process = Process()
    private let output: FileHandle
    private var rest = Data()

    struct NoOutput: Error, CustomStringConvertible {
        let description = "A child process of the benchmark ended without its output."
    }

    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        output = pipe.fileHandleForReading
        try process.run()
    }

    /// The next line of its output. Throws: `NoOutput` when the process ended.
    func line() throws -> String {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = Data(rest[rest.index(after: end)...]) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            let more = output.availableData
            guard !more.isEmpty else { throw NoOutput() }
            rest += more
        }
    }

    func stop() {
        // The child inherits the signal mask of Swift's threads, in which SIGTERM is blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
