import Foundation
import Testing

@testable import Discord

@Suite("Times in files")
struct CivilTimeTests {
    @Test(
        "ISO 8601 times are read, without a zone as UTC",
        arguments: [
            ("2025-11-21T10:00:00Z", 1_763_719_200_000), ("2025-11-21T10:00:00", 1_763_719_200_000),
            ("2025-11-21 10:00:00.5", 1_763_719_200_500), ("2025-11-21T10:00:00.123456", 1_763_719_200_123),
            ("2025-11-21T11:30:00+01:30", 1_763_719_200_000), ("2025-11-21T05:00-0500", 1_763_719_200_000),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000), ("1969-12-31T23:59:59.999Z", -1),
        ] as [(String, Int64)])
    func reading(text: String, milliseconds: Int64) {
        #expect(CivilTime.milliseconds(text) == milliseconds)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "now", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-11-21", "2025-11-21T24:00:00Z",
            "2025-11-21T10:00:00.Z", "2025-11-21T10:00:00Zulu", "2025-11-21T10:00:00+1", "25-11-21T10:00:00Z",
            "2025-11-21T10:00:00+01:99", "２０２５-11-21T10:00:00Z", "2025-00-10T00:00:00Z",
        ])
    func refused(text: String) {
        #expect(CivilTime.milliseconds(text) == nil)
    }

    @Test("A written time reads as itself and agrees with Foundation")
    func both() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let value = Int64.random(in: -100_000_000_000...4_102_444_800_000, using: &random)
            let text = CivilTime.text(value)
            #expect(CivilTime.milliseconds(text) == value)
            let second = Date(timeIntervalSince1970: (Double(value) / 1000).rounded(.down)).ISO8601Format()
            #expect(text.prefix(19) + "Z" == second)
        }
    }

    @Test("A date is shown in UTC, to the second, the millisecond or the minute")
    func shown() {
        let date = Date(timeIntervalSince1970: 1_763_719_265.25)
        #expect(date.utc == "2025-11-21T10:01:05Z")
        #expect(date.utcToTheMillisecond == "2025-11-21T10:01:05.250Z")
        #expect(date.utcTimeOfDay == "10:01")
        #expect(Date(civil: date.utcToTheMillisecond) == date)
    }

    @Test("Dates beyond all years are shown as the first or last one", arguments: [Double.infinity, -1e300, 1e300])
    func extremes(seconds: Double) {
        let text = Date(timeIntervalSince1970: seconds).utc
        #expect(text == (seconds < 0 ? "0001-01-01T00:00:00Z" : "9999-12-31T23:59:59Z"))
    }
}
