import Testing

@testable import WebSocket

@Suite("§10.4 Limits")
struct LimitTests {
    @Test func aLargeMessageIsRefusedByItsHeaderAlone() throws {
        let limits = WebSocketClient.Configuration(maxMessageBytes: 1000)
        let exact = ServerFrame.binary([UInt8](repeating: 1, count: 1000))
        #expect(try Outcome(of: exact, limits).events == [.binary([UInt8](repeating: 1, count: 1000))])
        let outcome = try Outcome(of: [0x82, 126, 0x03, 0xE9], limits)
        #expect(outcome.events == [.failed(.messageTooLarge(limit: 1000))])
        #expect(outcome.sent == [.close(1009)])
        let enormous = try Outcome(of: [0x81, 127, 0x7F, 255, 255, 255, 255, 255, 255, 255])
        #expect(enormous.events == [.failed(.messageTooLarge(limit: 16 << 20))])
    }

    @Test func fragmentsCountTogether() throws {
        let limits = WebSocketClient.Configuration(maxMessageBytes: 10)
        let six = [UInt8](repeating: 1, count: 6)
        let stream = ServerFrame.binary(six, isFinal: false)
        let fits = try Outcome(of: stream + ServerFrame.continuation([1, 1, 1, 1], isFinal: true), limits)
        #expect(fits.events == [.binary([UInt8](repeating: 1, count: 10))])
        #expect(try Outcome(of: stream + [0x80, 5], limits).events == [.failed(.messageTooLarge(limit: 10))])
    }

    @Test func tooManyFragmentsAreRefused() throws {
        let limits = WebSocketClient.Configuration(maxFragments: 3)
        let two = ServerFrame.text("a", isFinal: false) + ServerFrame.continuation([], isFinal: false)
        let three = try Outcome(of: two + ServerFrame.continuation([0x62], isFinal: true), limits)
        #expect(three.events == [.text("ab")])
        let four = two + ServerFrame.continuation([], isFinal: false) + ServerFrame.continuation([], isFinal: true)
        let outcome = try Outcome(of: four, limits)
        #expect(outcome.events == [.failed(.tooManyFragments(limit: 3))])
        #expect(outcome.sent == [.close(1009)])
    }

    @Test func byDefault65536FragmentsAndAnEmptyLastOneAreAccepted() throws {
        let fragments = [[0x01, 1, 0x61]] + [[UInt8]](repeating: [0x00, 1, 0x61], count: 65_535)
        let stream = Array(fragments.joined())
        let text = String(repeating: "a", count: 65_536)
        #expect(try Outcome(of: stream + [0x80, 0]).events == [.text(text)])
        let more = try Outcome(of: stream + [0x00, 0, 0x80, 0])
        #expect(more.events == [.failed(.tooManyFragments(limit: 65_537))])
    }
}

@Suite("Large messages are received unchanged")
struct LargeMessageTests {
    private let payload: [UInt8] = {
        var generator = SeededGenerator(seed: 5)
        return (0..<1 << 17).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    }()

    @Test("One frame of a mebibyte, in reads of any size", arguments: [997, 65_536, 1 << 21])
    func oneFrame(_ size: Int) throws {
        let stream = ServerFrame.binary(payload)
        let cuts = Array(stride(from: size, to: stream.count, by: size))
        #expect(try Outcome(of: stream, cuts: cuts).events == [.binary(payload)])
    }

    @Test("A mebibyte in fragments", arguments: [16, 1024, 65_536])
    func fragments(_ size: Int) throws {
        var stream: [UInt8] = []
        for start in stride(from: 0, to: payload.count, by: size) {
            let isLast = start + size >= payload.count
            let part = Array(payload[start..<min(start + size, payload.count)])
            stream += ServerFrame(opcode: start == 0 ? 2 : 0, payload: part, isFinal: isLast).bytes
        }
        let cuts = Array(stride(from: 65_536, to: stream.count, by: 65_536))
        #expect(try Outcome(of: stream, cuts: cuts).events == [.binary(payload)])
    }

    @Test func sixteenMebibytesOfTextAreAccepted() throws {
        let conversation = try Conversation.opened()
        let block = [UInt8](repeating: 0x2A, count: 1 << 20)
        conversation.receive([0x81, 127, 0, 0, 0, 0, 1, 0, 0, 0])
        for _ in 0..<16 {
            #expect(conversation.events.isEmpty)
            conversation.receive(block)
        }
        guard case .message(.text, let payload)? = conversation.events.first else {
            Issue.record("no text message")
            return
        }
        #expect(payload.count == 16 << 20)
        let isSame = payload.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 64).allSatisfy { start in
                bytes.loadUnaligned(fromByteOffset: start, as: SIMD64<UInt8>.self) == SIMD64(repeating: 0x2A)
            }
        }
        #expect(isSame)
    }

    @Test func keptPayloadsDoNotChange() throws {
        let conversation = try Conversation.opened()
        for number in 0..<300 {
            conversation.receive(ServerFrame.binary([UInt8](repeating: UInt8(number & 0xFF), count: 500)))
        }
        #expect(conversation.events == (0..<300).map { .binary([UInt8](repeating: UInt8($0 & 0xFF), count: 500)) })
    }
}
