import Logging
import Testing
import Transport

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
