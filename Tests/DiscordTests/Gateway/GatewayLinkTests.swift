import Logging
import Testing
import Transport
import WebSocket

@testable import Discord

@Suite("Gateway link")
struct GatewayLinkTests {
    @Test("After a failed write the link does not wait for room to write, and a read returns the error at once")
    func failedWrite() async throws {
        let stream = BrokenStream()
        let address = try GatewayAddress("ws://127.0.0.1:1/", compress: false, trust: .local)
        let link = try GatewayLink(stream, address, compressed: false, log: Logger(label: "link"))
        await link.wait(reading: true, until: nil)
        #expect(stream.waits == [[.readable, .writable]])
        stream.isBroken = true
        await link.wait(reading: false, until: nil)
        #expect(stream.waits.last == .writable)
        await link.wait(reading: false, until: nil)
        #expect(stream.waits.last == [])
        #expect(stream.waits.count == 3)
        await link.wait(reading: true, until: nil)
        #expect(stream.waits.count == 3)
        guard case .refused(let reason, _) = link.read({ _ in }) else {
            Issue.record("the failed write was not told")
            return
        }
        #expect(reason.contains("broken for the test"))
    }

    @Test("A read ends after a share of what has come, and the next one goes on without waiting for bytes")
    func share() async throws {
        let stream = FloodingStream(payloads: 600, of: 4_000)
        let address = try GatewayAddress("ws://127.0.0.1:1/", compress: false, trust: .local)
        let link = try GatewayLink(stream, address, compressed: false, log: Logger(label: "link"))
        guard case .opened = link.read({ _ in }) else {
            Issue.record("the upgrade was not accepted")
            return
        }
        var shares: [Int] = []
        var isOver = false
        while !isOver {
            var count = 0
            if case .more = link.read({ _ in count += 1 }) {
                await link.wait(reading: true, until: nil)
            } else {
                isOver = true
            }
            shares.append(count)
        }
        // 263 payloads are the first to exceed 1 MiB.
        #expect(shares == [263, 263, 74])
        #expect(stream.waits == 0)
    }
}

/// A stream on which the answer to the upgrade has come, and payloads after it: as many bytes as a read takes.
private final class FloodingStream: ByteStream {
    let waker = StreamWaker {}
    private(set) var waits = 0
    private var waiting: [UInt8] = []
    private let payloads: [UInt8]

    init(payloads count: Int, of size: Int) {
        let payload = #"{"op":11,"filler":""# + String(repeating: "x", count: size - 21) + #""}"#
        let frame = [0x81, 126, UInt8(size >> 8), UInt8(size & 0xFF)] + Array(payload.utf8)
        payloads = Array((0..<count).map { _ in frame }.joined())
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> ReceiveResult {
        guard !waiting.isEmpty else { return .wouldBlock }
        let count = min(buffer.count, waiting.count)
        buffer.copyBytes(from: waiting[..<count])
        waiting.removeFirst(count)
        return .bytes(count)
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        let request = String(decoding: bytes, as: UTF8.self)
        if let key = request.firstMatch(of: /Sec-WebSocket-Key: (\S+)/)?.1 {
            let answer = """
                HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r
                Sec-WebSocket-Accept: \(UpgradeProof.accept(String(key)))\r\n\r\n
                """
            waiting = Array(answer.utf8) + payloads
        }
        return bytes.count
    }

    nonisolated(nonsending) func wait(
        for interest: StreamInterest, until deadline: ContinuousClock.Instant?
    ) async -> StreamWake {
        waits += 1
        return .ready
    }

    func close() {}
}

/// A stream on which nothing comes and nothing leaves, and which is always ready.
private final class BrokenStream: ByteStream {
    let waker = StreamWaker {}
    var isBroken = false
    private(set) var waits: [StreamInterest] = []

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> ReceiveResult { .wouldBlock }

    func send(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Int {
        guard isBroken else { return 0 }
        throw TransportError(.broken, mayHaveBeenSent: true, "broken for the test")
    }

    nonisolated(nonsending) func wait(
        for interest: StreamInterest, until deadline: ContinuousClock.Instant?
    ) async -> StreamWake {
        waits.append(interest)
        return .ready
    }

    func close() {}
}
