import Foundation
import Testing

@testable import Sandbox

@Suite("Bot process")
struct BotProcessTests {
    private func sandbox(_ command: [String]?) -> Sandbox {
        var configuration = Sandbox.Configuration()
        configuration.botCommand = command
        return Sandbox(configuration)
    }

    private func order(_ what: String, _ sandbox: Sandbox) async throws -> Sandbox.JSON? {
        let body = Data(#"{"do":"\#(what)"}"#.utf8)
        let reply = await sandbox.execute(ControlCall(method: "POST", path: ["bot"], query: [:], body: body))
        return JSON.parse(reply.body)
    }

    @Test("The bot is started with token and address, stopped by SIGTERM and killed by SIGKILL")
    func orders() async throws {
        let script =
            #"echo "up $DISCORD_TOKEN $API_BASE_URL"; trap 'echo bye; exit 3' TERM; sleep 1000 & wait"#
        let sandbox = sandbox(["bash", "-c", script])
        let addresses = try await sandbox.start()
        #expect(try await order("start", sandbox)?["process"]?["running"] == true)
        #expect(try await order("start", sandbox)?["error"]?.text == "The bot is running already.")
        let up = await sandbox.wait { $0.bot?.log.after(0).first?.text }
        #expect(up == "up sandbox-token \(addresses.api)")
        #expect(try await order("stop", sandbox)?["process"]?["status"] == 3)
        #expect(try await order("stop", sandbox)?["error"]?.text == "The bot is not running.")
        #expect(await sandbox.bot?.log.after(1).map(\.text) == ["bye"])
        _ = try await order("start", sandbox)
        #expect(try await order("kill", sandbox)?["process"]?["status"] == .int(-9))
        await sandbox.stop()
    }

    @Test("The bot inherits no signal that the sandbox ignores, and none of its sockets")
    func inheritance() async throws {
        let sandbox = sandbox([
            "bash", "-c", "grep -E 'SigIgn|SigBlk' /proc/self/status; ls -l /proc/self/fd | grep -c socket",
        ])
        try await sandbox.start()
        _ = try await order("start", sandbox)
        _ = await sandbox.wait { $0.bot?.lastStatus }
        let lines = await sandbox.bot?.log.after(0).map(\.text) ?? []
        let masks = lines.prefix(2).map { UInt64($0.split(separator: "\t").last ?? "", radix: 16) }
        // Signals 32 and 33 belong to the C library.
        #expect(lines.count == 3 && masks.allSatisfy { ($0 ?? .max) & 0x7FFF_FFFF == 0 })
        #expect(lines.last == "0")
        await sandbox.stop()
    }

    @Test("A bot that cannot be started, and a sandbox without one, are answered with a sentence")
    func mistakes() async throws {
        let missing = try await order("start", sandbox(["/nothing/here"]))
        #expect(missing?["error"]?.text?.hasPrefix("The bot /nothing/here could not be started") == true)
        let none = try await order("start", sandbox(nil))
        #expect(none?["error"]?.text?.hasPrefix("The sandbox runs no bot") == true)
    }
}
