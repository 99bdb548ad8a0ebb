import Logging
import Synchronization
import Testing

@testable import dreambot

@Suite("Repeated log lines")
struct RepeatFilterTests {
    private func line(_ message: String, _ level: Logger.Level = .warning, _ wish: String = "1") -> RepeatFilter.Line {
        RepeatFilter.Line(label: "t", level: level, message: message, metadata: ["wish": "\(wish)"])
    }

    @Test("An equal warning within a minute is held back, and the next line after the minute says how often")
    func trace() {
        var filter = RepeatFilter()
        for (second, line, isWritten, repeats) in [
            (0, line("A"), true, nil), (1, line("A"), false, nil), (2, line("A", .warning, "2"), true, nil),
            (3, line("A", .error), true, nil), (59, line("A"), false, nil), (60, line("B", .info), true, 2),
            (61, line("A"), true, nil), (200, line("A"), true, nil),
        ] as [(Int, RepeatFilter.Line, Bool, Int?)] {
            let result = filter.take(line, at: .seconds(second))
            #expect(result.isWritten == isWritten, "at \(second) s")
            #expect(result.over.map(\.times) == (repeats.map { [$0] } ?? []), "at \(second) s")
        }
    }

    @Test("Events are never held back, however equal")
    func events() {
        var filter = RepeatFilter()
        for _ in 0..<5 {
            let result = filter.take(line("A", .notice), at: .zero)
            #expect(result.isWritten)
        }
    }

    @Test("What is remembered is bounded; what is beyond is written")
    func bounded() {
        var filter = RepeatFilter()
        var written = 0
        for number in 0..<1_000 where filter.take(line("A", .warning, "\(number)"), at: .zero).isWritten {
            written += 1
        }
        #expect(written == 1_000)
        let (first, last) = (
            filter.take(line("A", .warning, "0"), at: .zero), filter.take(line("A", .warning, "999"), at: .zero)
        )
        #expect(!first.isWritten && last.isWritten)
    }

    @Test("The log writes the held line again with its count")
    func count() {
        let (lines, now, level) = (LogLines(), ShownTime(), LogLevelSwitch(.info))
        let gate = RepeatGate { now.value }
        let log = Logger(label: "t") { label in
            LineLogHandler(label: label, level: level, style: .journal, repeats: gate) { lines.add($0) }
        }
        for _ in 0..<4 { log.warning("A sync failed.", metadata: ["guild": "Moss"]) }
        now.value = .seconds(61)
        log.info("Later.")
        #expect(
            lines.all == [
                "<4>A sync failed. guild=Moss", "<4>A sync failed. guild=Moss repeated=3", "<6>Later.",
            ])
    }
}

/// Lines of a log.
private final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// A time that a test sets.
private final class ShownTime: Sendable {
    private let state = Mutex(Duration.zero)

    var value: Duration {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
