import Foundation
import Glibc
import Sandbox
import TestSupport
import Testing
import Transport

@testable import Discord

@Suite("A gateway that cannot be reached, on real sockets", .serialized)
struct UnreachableGatewayTests {
    @Test("An unknown name, a refused connect and failed TLS are logged with their cause and tried again")
    func failures() async throws {
        try await withRefusingPort { port in
            let silent = try SilentServer()
            let live = try await LiveConnection(
                addresses: [
                    "wss://nowhere.invalid/", "ws://127.0.0.1:\(port)/", "wss://127.0.0.1:\(silent.port)/",
                ], trust: .local.trusting("nowhere.invalid"))
            silent.hangUp()
            try await live.run { _, events in #expect(await events.sessions()) }
            #expect(live.facts.reconnects == ["connect failed": 3])
            let causes = live.record.messages.filter { $0.contains("reconnecting") }
            try #require(causes.count == 3)
            #expect(causes[0].contains("nowhere.invalid"))
            #expect(causes[1].contains("127.0.0.1:\(port)"))
            #expect(causes[2].contains("127.0.0.1:\(silent.port)"))
        }
    }

    @Test("A server that does not answer the upgrade is given up after its limit")
    func silence() async throws {
        let silent = try SilentServer()
        let live = try await LiveConnection(addresses: ["ws://127.0.0.1:\(silent.port)/"])
        try await live.run { _, events in
            await live.pass(.seconds(10), untilLogged: "no answer to the WebSocket upgrade")
            #expect(await events.sessions())
        }
    }

    @Test("A connection that breaks during the upgrade is tried again")
    func brokenUpgrade() async throws {
        let rude = try SilentServer()
        rude.hangUp()
        let live = try await LiveConnection(addresses: ["ws://127.0.0.1:\(rude.port)/"])
        try await live.run { _, events in #expect(await events.sessions()) }
        #expect(live.facts.reconnects == ["connect failed": 1])
        #expect(!live.record.messages.contains { $0.contains("no answer to the WebSocket upgrade") })
    }

    @Test("A refused upgrade is tried again")
    func refused() async throws {
        let live = try await LiveConnection()
        await live.sandbox.setConnectionPolicy(.refusing)
        try await live.run { sandbox, events in
            #expect(await live.record.line(containing: "status 503"))
            #expect(events.all.isEmpty)
            #expect(live.facts.lastHeard == nil)
            await sandbox.setConnectionPolicy(.accepting)
            #expect(await events.sessions())
        }
    }

    @Test("After a refused upgrade the pause is at least its Retry-After")
    func retryAfter() async throws {
        let silent = try SilentServer(
            answer: "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3600\r\nContent-Length: 9\r\n\r\nslow down")
        let live = try await LiveConnection(addresses: ["ws://127.0.0.1:\(silent.port)/"])
        try await live.run { _, events in
            #expect(await live.record.line(containing: "reconnecting"))
            // Only the stop ends its pause.
            #expect(live.facts.state == .waiting)
            #expect(events.all.isEmpty)
        }
        let said = live.record.messages
        #expect(said.contains { $0.contains("slow down") && $0.contains("pause=3600.0 s") }, "\(said)")
    }

    @Test("A connection without hello, or without an answer to identify, is dropped after its limit")
    func silentGreeting() async throws {
        // Out of the way: the Sandbox has a connection before the client knows that it is open.
        var limits = GatewayLimits.quick
        limits.upgrade = .seconds(1_000_000)
        let live = try await LiveConnection(limits: limits)
        await live.sandbox.queueOpenings(.silence, .helloThenSilence)
        try await live.run { sandbox, events in
            // Time passes only once the connection has come so far.
            #expect(await sandbox.wait { $0.counters.connections >= 1 ? true : nil } == true)
            await live.pass(.seconds(15), untilLogged: "no hello")
            #expect(await sandbox.wait { $0.counters.identifies >= 1 ? true : nil } == true)
            await live.pass(.seconds(60), untilLogged: "no READY")
            #expect(await events.sessions())
        }
        #expect(live.facts.reconnects["silent"] ?? 0 >= 2)
    }

    @Test("An untrusted address that comes twice ends the connection, and the token is not sent")
    func untrusted() async throws {
        let untrusted = "ws://gateway.example/"
        let live = try await LiveConnection(addresses: [untrusted, untrusted])
        let fatal = try await live.run { _, events in #expect(!(await events.sessions())) }
        #expect(fatal == .untrustedAddress(untrusted))
        #expect(await live.sandbox.counters.connections == 0)
    }

    @Test("One untrusted or malformed address ends nothing", arguments: ["ws://gateway.example/", "", "nonsense"])
    func oneBadAddress(url: String) async throws {
        let live = try await LiveConnection(addresses: [url])
        let fatal = try await live.run { _, events in #expect(await events.sessions()) }
        #expect(fatal == nil)
    }

    @Test("With no identifies left none is sent, and the log names the time until which it waits")
    func budget() async throws {
        var portal = Sandbox.Portal.generous
        portal.sessionStartRemaining = 0
        let live = try await LiveConnection(portal: portal)
        try await live.run { _, _ in #expect(await live.record.line(containing: "no more identifies today")) }
        #expect(await live.sandbox.counters.connections == 0)
        #expect(live.record.messages.contains { $0.contains("until=") && $0.contains("wait=86400.0 s") })
    }

    @Test("An identify that cannot be recorded is not sent")
    func brokenLedger() async throws {
        let live = try await LiveConnection(ledger: BrokenLedger())
        try await live.run { sandbox, _ in
            #expect(await live.record.line(containing: "could not be recorded"))
            #expect(await sandbox.counters.identifies == 0)
        }
    }

    private struct BrokenLedger: IdentifyLedger {
        struct DiskFull: Error {}
        func record(_ identify: SpentIdentify) async throws { throw DiskFull() }
        func identifies(until now: Date) async throws -> [SpentIdentify] { [] }
    }
}

/// A server on 127.0.0.1 that accepts and sends nothing, or always the same.
private final class SilentServer: Sendable {
    private let listener: LoopbackListener

    init(answer: String? = nil) throws {
        listener = try LoopbackListener()
        guard let answer else { return }
        Thread.detachNewThread { [listener] in
            while case let client = accept(listener.descriptor, nil, nil), client >= 0 {
                _ = send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
            }
        }
    }

    var port: UInt16 { listener.port }

    /// Closes all connections from now on.
    func hangUp() {
        Thread.detachNewThread { [listener] in
            while case let client = accept(listener.descriptor, nil, nil), client >= 0 { close(client) }
        }
    }

    deinit { listener.close() }
}
