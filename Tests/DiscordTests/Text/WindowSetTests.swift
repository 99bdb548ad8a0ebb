import Testing

@testable import Discord

@Suite("Pieces of secrets")
struct WindowSetTests {
    @Test("A piece is held as long as one of the secrets that have it", arguments: 0..<8)
    func model(seed: UInt64) {
        var random = SplitMix(state: seed)
        var (windows, model, secrets) = (WindowSet(), [UInt64: Int](), [[UInt64]]())
        for _ in 0..<300 {
            if secrets.count > 12 || (!secrets.isEmpty && Bool.random(using: &random)) {
                let gone = secrets.remove(at: .random(in: 0..<secrets.count, using: &random))
                windows.remove(gone)
                for window in gone { model[window, default: 0] -= 1 }
            } else {
                // Few different ones, so that secrets share them, and have some twice.
                let secret = (0..<Int.random(in: 1...400, using: &random)).map { _ in
                    UInt64.random(in: 0..<900, using: &random) &* 0x9E37_79B9
                }
                secrets.append(secret)
                windows.insert(secret)
                for window in secret { model[window, default: 0] += 1 }
            }
            #expect(windows.isEmpty == secrets.isEmpty)
        }
        for value in UInt64(0)..<1_000 {
            let window = value &* 0x9E37_79B9
            #expect(windows.contains(window) == (model[window, default: 0] > 0))
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
