import Foundation
import Testing

/// Lines of the real program as systemd's journal gets them.
@Suite("Journal")
struct JournalTests {
    /// Runs the program with a configuration in which this is wrong, and with its standard error named as the journal, or
    /// another file. Returns its lines.
    private func lines(_ wrong: String, stream: String) throws -> [Substring] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID())")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "config.json").path
        try Data(wrong.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "JOURNAL_STREAM=\(stream) exec \"$0\" run --config \"$1\"", DaemonProcess.binary.path, file,
        ]
        process.environment = ["PATH": "/usr/bin:/bin"]
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 78)
        return String(decoding: output, as: UTF8.self).split(separator: "\n")
    }

    @Test("Every line of an error that ends the program has its priority under the journal, and none elsewhere")
    func fatalLines() throws {
        let wrong = #"{"log": {"level": "loud", "format": 1}}"#
        let journal = try lines(wrong, stream: "$(stat -L -c %d:%i /proc/self/fd/2)")
        #expect(journal.count == 3)
        for line in journal { #expect(line.hasPrefix("<3>"), "\(line)") }
        // A service whose output was sent to a file has the variable all the same.
        let elsewhere = try lines(wrong, stream: "9:12345")
        #expect(elsewhere.count == 3 && elsewhere.allSatisfy { !$0.hasPrefix("<") }, "\(elsewhere)")
    }
}
