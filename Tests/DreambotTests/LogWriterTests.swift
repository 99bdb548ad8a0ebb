import Foundation
import Synchronization
import TestSupport
import Testing

@testable import dreambot

/// A reader of a log that can stop, or block the writer.
private final class Reader: Sendable {
    private struct State {
        var text = ""
        var takes = true
        var isAsked = false
    }

    private let state = Mutex(State())
    private let blockade = NSCondition()
    private let isBlocked = Mutex(false)

    var lines: [String] { state.withLock { $0.text.split(separator: "\n").map(String.init) } }
    /// Whether the writer has asked it to take something.
    var isAsked: Bool { state.withLock { $0.isAsked } }

    func take(_ takes: Bool) { state.withLock { $0.takes = takes } }
    func block(_ blocks: Bool) {
        isBlocked.withLock { $0 = blocks }
        blockade.broadcast()
    }

    var sink: LogWriter.Sink {
        LogWriter.Sink { bytes in
            self.state.withLock { $0.isAsked = true }
            self.blockade.lock()
            while self.isBlocked.withLock({ $0 }) { self.blockade.wait(until: Date(timeIntervalSinceNow: 0.01)) }
            self.blockade.unlock()
            return self.state.withLock { state in
                guard state.takes else { return 0 }
                state.text += String(decoding: bytes, as: UTF8.self)
                return bytes.count
            }
        }
    }
}

@Suite("Log writer")
struct LogWriterTests {
    @Test("Lines are written in order, and all of them before it is closed")
    func order() async {
        let reader = Reader()
        let writer = LogWriter(reader.sink) { "\($0) log lines dropped" }
        for number in 1...1_000 { writer.write("line \(number)") }
        writer.close(within: .patience)
        #expect(reader.lines == (1...1_000).map { "line \($0)" })
        writer.write("too late")
        #expect(reader.lines.count == 1_000)
    }

    @Test("While the reader takes nothing, writing does not wait, memory is bounded, and lines are dropped and counted")
    func stoppedReader() async {
        let reader = Reader()
        reader.take(false)
        let writer = LogWriter(reader.sink, capacity: 1_000) { "\($0) log lines dropped" }
        // 100 lines of 10 bytes fit.
        for number in 1_000..<6_000 { writer.write("line \(number)") }
        #expect(await eventually { reader.isAsked })
        #expect(writer.isMoving())
        reader.take(true)
        #expect(await eventually { reader.lines.count == 101 })
        #expect(reader.lines.last == "4900 log lines dropped")
        writer.write("line 6000")
        #expect(await eventually { reader.lines.last == "line 6000" })
        writer.close(within: .patience)
    }

    @Test("At the end a reader that takes nothing is not waited for")
    func closing() {
        let reader = Reader()
        reader.take(false)
        let writer = LogWriter(reader.sink) { "\($0) log lines dropped" }
        writer.write("line")
        writer.close(within: .patience)
        #expect(reader.lines.isEmpty)
    }

    @Test("A write that blocks for long counts as stuck, a short one does not")
    func stuck() async {
        let (reader, clock) = (Reader(), SkippingClock())
        reader.block(true)
        let writer = LogWriter(reader.sink, now: { clock.now }) { "\($0) log lines dropped" }
        writer.write("line")
        #expect(await eventually { reader.isAsked })
        #expect(writer.isMoving(longestWrite: .patience))
        clock.skip(.patience * 2)
        #expect(!writer.isMoving(longestWrite: .patience))
        reader.block(false)
        #expect(await eventually { writer.isMoving(longestWrite: .patience) })
        writer.close(within: .patience)
        #expect(reader.lines == ["line"])
    }
}
