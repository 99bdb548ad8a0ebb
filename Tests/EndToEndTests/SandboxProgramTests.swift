import Foundation
import Sandbox
import TestSupport
import Testing

/// `dreambot-sandbox` as a real process.
@Suite("The Sandbox as a program")
struct SandboxProgramTests {
    private func run(_ arguments: [String]) async throws -> (code: Int32, text: String) {
        let process = try DaemonProcess(arguments, program: "dreambot-sandbox")
        let code = await process.exitCode()
        return (code, process.output.all.joined(separator: "\n"))
    }

    @Test("It prints its version, a semantic one")
    func version() async throws {
        let (code, text) = try await run(["--version"])
        #expect(code == 0 && text == Sandbox.version)
        #expect(text.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    }

    @Test("A recording that is none is refused with its line before anything is served")
    func broken() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "broken-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try "nothing\n".write(to: file, atomically: true, encoding: .utf8)
        let (code, text) = try await run(["--replay", file.path])
        #expect(code == 1 && text.contains("\(file.path): line 1 is not JSON."))
    }

    @Test("A bulk order of the command line is there at the start, and the recording is written until the end")
    func bulk() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let recording = folder.appending(path: "recording.jsonl").path
        let process = try DaemonProcess(
            ["--bulk", "40:3:2", "--shards", "4", "--max-concurrency", "2", "--record", recording],
            program: "dreambot-sandbox")
        let line = try #require(await process.output.line(containing: "REST"))
        let port = try #require(line.split(separator: ":").last.flatMap { UInt16($0.prefix { $0.isNumber }) })
        let answer = try await Self.get("/gateway/bot", port)
        #expect(answer?["shards"] == 4 && answer?["session_start_limit"]?["max_concurrency"] == 2)
        #expect(try await Self.get("/users/@me/guilds", port)?.list?.count == 40)
        #expect(await process.stop() == 0)
        let lines = try String(contentsOfFile: recording, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { !$0.contains("sandbox-token") })
    }

    /// The answer to a request of the bot.
    private static func get(_ path: String, _ port: UInt16) async throws -> Sandbox.JSON? {
        let answer = await exchange(
            "GET /api/v10\(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bot sandbox-token\r\n"
                + "User-Agent: DiscordBot (https://example.invalid, 1.0)\r\nConnection: close\r\n\r\n",
            with: .port(port))
        let body = answer.range(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
        return Sandbox.JSON.parse(body)
    }
}
