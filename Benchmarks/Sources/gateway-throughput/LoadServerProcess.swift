import Foundation

/// The load server, as a child process of this program.
final class LoadServerProcess {
    let apiBaseURL: String
    let summary: String
    private let process = Process()

    init(perBlock: Int, total: Int, compressed: Bool, wishes: Int) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "serve", "--per-block", "\(perBlock)", "--blocks", "\((total + perBlock - 1) / perBlock)", "--wishes",
            "\(wishes)",
        ]
        if !compressed { process.arguments?.append("--no-compression") }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        // It prints two lines when everything is encoded.
        var text = ""
        while text.count(where: { $0 == "\n" }) < 2 {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { throw CocoaError(.executableLoad) }
            text += String(decoding: more, as: UTF8.self)
        }
        let lines = text.split(separator: "\n").map(String.init)
        (apiBaseURL, summary) = (lines[0], lines[1])
    }

    func stop() {
        // The child inherits the signal mask of Swift's threads, in which SIGTERM is blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
