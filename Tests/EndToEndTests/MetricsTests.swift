import Foundation
import Sandbox
import TestSupport
import Testing

@testable import dreambot

/// Metrics and health of the real daemon, by real HTTP.
@Suite("Metrics of a running bot")
struct MetricsTests {
    private func get(_ page: String, _ port: UInt16) async throws -> (status: Int, body: String) {
        let answer = await exchange("GET \(page) HTTP/1.1\r\nHost: localhost\r\n\r\n", with: .port(port))
        let words = answer.split(separator: " ", maxSplits: 2)
        let body = try #require(answer.range(of: "\r\n\r\n"), "\(answer)").upperBound
        return (try #require(Int(words[1])), String(answer[body...]))
    }

    /// Starts the daemon with metrics at a free port. Returns where they are.
    private func start(_ stage: Stage) async throws -> (daemon: DaemonProcess, port: UInt16) {
        try stage.writeConfiguration(#""metrics": { "listen": "127.0.0.1:0" }"#)
        let daemon = try stage.start()
        let line = try #require(await daemon.output.line(containing: "Serving metrics and health."))
        return (daemon, try #require(line.split(separator: ":").last.flatMap { UInt16($0) }, "\(line)"))
    }

    /// Asks until the page is as wanted.
    private func page(_ page: String, _ port: UInt16, until isWanted: (Int, String) -> Bool) async throws -> String {
        let deadline = ContinuousClock.now + .patience
        while true {
            let (status, body) = try await get(page, port)
            if isWanted(status, body) { return body }
            try #require(ContinuousClock.now < deadline, "\(status) \(body)")
        }
    }

    @Test("Metrics follow what the bot does, name no guild and no member, and are valid")
    func metrics() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild("Secret Garden")
        let (daemon, port) = try await start(stage)
        _ = try await stage.syncLine(daemon, guild.name)
        _ = try await stage.wish("video Moss: https://example.com/moss", by: guild.humans[1], in: guild, find: "Moss")
        let text = try await page("/metrics", port) { _, body in body.contains("dreambot_wishes_open 1\n") }
        for line in [
            "dreambot_build_info{version=\"\(Version.current)\"} 1", "dreambot_gateway_state{state=\"ready\"} 1",
            "dreambot_gateway_state{state=\"waiting\"} 0", "dreambot_gateway_identifies_total 1",
            "dreambot_gateway_identifies_24h 1", "dreambot_syncs_total{result=\"complete\"} 1",
            "dreambot_sync_duration_seconds_count 1", "dreambot_storage_failing 0", "dreambot_ready 1",
            "dreambot_part_moving{part=\"database\"} 1",
            "dreambot_rest_requests_total{route=\"GET /gateway/bot\",status=\"200\"} 1",
        ] { #expect(text.contains(line + "\n"), "\(line) is missing in:\n\(text)") }
        #expect(!text.contains("Garden") && !text.contains("\(guild.id)") && !text.contains("\(guild.suggestions)"))
        #expect(Self.flaws(of: text) == [])
        #expect(try await get("/nothing", port).status == 404)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("The bot is live from its start, and ready only while connected, synced and able to store")
    func health() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, port) = try await start(stage)
        #expect(try await get("/livez", port) == (200, "ok\n"))
        _ = try await stage.syncLine(daemon, guild.name)
        #expect(try await page("/readyz", port) { status, _ in status == 200 } == "Connected and synced.\n")
        await stage.sandbox.stop()
        let sentence = try await page("/readyz", port) { status, _ in status == 503 }
        #expect(sentence.hasPrefix("Reconnecting to Discord since "))
        #expect(try await get("/livez", port).status == 200)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A port that is taken is a warning, and the bot runs all the same")
    func taken() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let holder = try MetricsListener(.ipv4("127.0.0.1", 0))
        defer { holder.close() }
        try stage.writeConfiguration("\"metrics\": { \"listen\": \"\(holder.address)\" }")
        let daemon = try stage.start()
        let warning = await daemon.output.line(containing: "Metrics and health are not served.")
        #expect(warning?.contains("another program listens there") == true)
        _ = try await stage.syncLine(daemon, guild.name)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    /// What is wrong with a text in Prometheus' form: a checker of the rules that this program could break.
    static func flaws(of text: String) -> [String] {
        var (types, seen, flaws): ([String: String], Set<String>, [String]) = ([:], [], [])
        let sample = /([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+)/
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("# HELP ") { continue }
            if line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ")
                if words.count != 4 || types.updateValue(String(words[3]), forKey: String(words[2])) != nil {
                    flaws.append("\(line)")
                }
                continue
            }
            guard let match = line.wholeMatch(of: sample), match.3 == "+Inf" || Double(match.3) != nil else {
                flaws.append("\(line)")
                continue
            }
            let name = String(match.1).replacing(/_(bucket|sum|count)$/, with: "")
            if types[String(match.1)] == nil, types[name] != "histogram" { flaws.append("no type: \(line)") }
            if !seen.insert("\(match.1)\(match.2 ?? "")").inserted { flaws.append("twice: \(line)") }
        }
        return text.hasSuffix("\n") ? flaws : flaws + ["no end of line"]
    }
}
