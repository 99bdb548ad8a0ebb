import Foundation
import Glibc
import Sandbox
import TestSupport
import Testing

@Suite("Hostile servers and names: what reaches the real binary's log and terminal")
struct HostileOutputTests {
    /// The token as programs repeat it.
    private static var repeated: [String] {
        let token = Stage.token
        return [
            token, token.uppercased(), String(token.prefix(8)), String(token.suffix(9)),
            token.utf8.map { "%" + String($0, radix: 16) }.joined(), Data(token.utf8).base64EncodedString(),
            Data("Bot \(token)".utf8).base64EncodedString(),
        ]
    }

    private func showsNoToken(_ text: String) -> Bool {
        !["sandbox-", "SANDBOX-", "ox-token", "OX-TOKEN", "%73%61%6e%64", "c2FuZGJveC", "CBzYW5kYm94L"]
            .contains { text.contains($0) }
    }

    @Test("Neither a refused upgrade nor an error page shows the token, however it is written", arguments: repeated)
    func repeatedToken(text: String) async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let body = "no entry for \(text) here"
        let server = try RefusingServer(
            "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        await stage.sandbox.trouble("GET /gateway/bot", .body(503, "<html><p>\(body)</p></html>"))
        await stage.sandbox.trouble(
            "GET /gateway/bot",
            .body(
                200,
                #"{"url":"ws://127.0.0.1:\#(server.port)/","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":0,"max_concurrency":1}}"#
            ))
        let daemon = try stage.start()
        _ = try #require(await daemon.output.line(containing: "with status 403"))
        _ = try await stage.syncLine(daemon, guild.name)
        #expect(await daemon.stop() == 0)
        let log = daemon.output.all.joined(separator: "\n")
        #expect(log.contains("<secret>") && showsNoToken(log), "\(log)")
        server.close()
        await stage.close()
    }

    @Test(
        "A server's name cannot forge the sync line, a line of its own, or colour the terminal",
        arguments: ["text", "json"])
    func hostileGuild(format: String) async throws {
        let stage = try await Stage()
        let configuration = """
            { "database": "\(stage.database)", "log": { "format": "\(format)" },
              "discord": { "api_base_url": "\(stage.addresses.api)" } }
            """
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: stage.configurationFile))
        let name = "X: 9 updated, 9 deleted, 0 errors, 9 manifested\n<0>\u{1B}[31m\u{7}\u{202E}\u{85}\u{2028}"
        _ = try await stage.guild(name)
        let daemon = try stage.start()
        let line = try #require(await daemon.output.line(containing: "Synced guild"))
        #expect(line.contains(format == "json" ? #"guild \"X: 9 updated"# : #"guild "X: 9 updated"#), "\(line)")
        #expect(line.contains(": 0 updated, 0 deleted, 0 errors, 0 manifested"))
        #expect(await daemon.stop() == 0)
        for line in daemon.output.all {
            #expect(!line.hasPrefix("<0>"))
            #expect(
                !line.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{202E}", "\u{85}", "\u{2028}"].contains($0) })
        }
        await stage.close()
    }

    @Test("Errors of the command line and of files show no control characters")
    func terminal() async throws {
        let stage = try await Stage()
        let file = stage.folder.appending(path: "evil\u{1B}[31m\u{202E}.json")
        try Data(#"{"x\u001b[31m\n  taken 9": {"type": "v\u001b\u202e", "created_at": "\u0007"}}"#.utf8).write(to: file)
        let config = ["--config", stage.configurationFile]
        for (arguments, code) in [
            (["import"] + config + [file.path], 0), (["import"] + config + ["/no\u{1B}[2J\u{202E}\nsuch"], 66),
            (["da\u{1B}[31mnce\nError: forged"], 64), (["run", "--config", "/no\u{7}where\n\u{2028}"], 78),
            (["import", "--from-discord", "\u{1B}[31m\nforged"] + config, 64),
        ] as [([String], Int32)] {
            let process = try DaemonProcess(arguments)
            #expect(await process.exitCode() == code)
            for line in process.output.all {
                #expect(
                    !line.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{202E}", "\u{2028}"].contains($0) },
                    "\(line)")
                #expect(!line.hasPrefix("  taken 9") && !line.hasPrefix("such") && !line.hasPrefix("forged"))
                #expect(!line.hasPrefix("Error: forged"))
            }
        }
        await stage.close()
    }

    @Test("One 401 page, one 401 of Discord's form or one final close code does not end the daemon")
    func oneBadAnswer() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        await stage.sandbox.trouble("GET /gateway/bot", .body(401, "<html>401 Authorization Required</html>"), times: 2)
        await stage.sandbox.trouble("GET /gateway/bot", .body(401, #"{"message":"401: Unauthorized","code":0}"#))
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let seen = daemon.output.all.count
        await stage.sandbox.cutGateway(.code(4004))
        _ = try await stage.syncLine(daemon, guild.name, from: seen)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}

/// Answers every connection with the same bytes.
private final class RefusingServer: Sendable {
    private let listener: LoopbackListener

    init(_ answer: String) throws {
        listener = try LoopbackListener()
        Thread.detachNewThread { [listener] in
            while case let client = accept(listener.descriptor, nil, nil), client >= 0 {
                _ = send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
                shutdown(client, Int32(SHUT_WR))
            }
        }
    }

    var port: UInt16 { listener.port }

    func close() { listener.close() }
}
