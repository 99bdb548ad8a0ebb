/// The share of the electorate that a channel wish needs, held exactly: in basis points, from 1000 (0.10) to 10000 (1.00).
public struct Threshold: Sendable, Equatable {
    /// The valid range in basis points.
    public static let range = 1_000...10_000

    /// Hundredths of a percent: 6700 is 67 %.
    public let basisPoints: Int

    /// Makes a threshold, or nil when it is out of range.
    public init?(basisPoints: Int) {
        guard Self.range.contains(basisPoints) else { return nil }
        self.basisPoints = basisPoints
    }

    /// Reads what people write: `0.67`, `.67`, `67%`, `67 %`, `0,67`, `6.7e-1`. Exact: no binary fraction is involved.
    public init(parsing text: some StringProtocol) throws(ThresholdProblem) {
        guard let decimal = DecimalNumeral(text) else { throw .notANumber }
        guard let scaled = decimal.scaled(byPowerOfTen: 4) else { throw .outOfRange }
        guard Self.range.contains(scaled.quotient), scaled.quotient < Self.range.upperBound || scaled.isExact else {
            throw .outOfRange
        }
        guard scaled.isExact else { throw .tooPrecise }
        basisPoints = scaled.quotient
    }
}

/// Why a text is no threshold.
public enum ThresholdProblem: Error, Sendable, Equatable {
    /// It is not a decimal number.
    case notANumber
    /// It is below 0.10 or above 1.00.
    case outOfRange
    /// It has more than four decimals (two as a percentage).
    case tooPrecise
}

/// A non-negative decimal number as written, without rounding: digits and a power of ten.
struct DecimalNumeral {
    /// The digits without leading zeros and without trailing zeros of the fraction.
    private var digits: [UInt8] = []
    /// The power of ten that the digits are multiplied by.
    private var exponent = 0

    /// Reads `12.5`, `.5`, `5.`, `1e-1`, with an optional `+` and `%`; nil for everything else.
    init?(_ text: some StringProtocol) {
        var rest = text.utf8.filter { $0 != UInt8(ascii: " ") }[...]
        guard rest.count <= 64 else { return nil }
        if rest.last == UInt8(ascii: "%") {
            rest.removeLast()
            exponent = -2
        }
        if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard readMantissa(&rest), readExponent(rest) else { return nil }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
    }

    private mutating func readMantissa(_ rest: inout ArraySlice<UInt8>) -> Bool {
        var count = 0
        var isFraction = false
        while let byte = rest.first {
            if let digit = Self.digit(byte) {
                count += 1
                if isFraction { exponent -= 1 }
                if digit != 0 || !digits.isEmpty { digits.append(digit) }
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), !isFraction {
                isFraction = true
            } else {
                break
            }
            rest.removeFirst()
        }
        return count > 0
    }

    private mutating func readExponent(_ text: ArraySlice<UInt8>) -> Bool {
        guard let marker = text.first else { return true }
        guard marker | 0x20 == UInt8(ascii: "e"), text.count <= 5,
            let power = Int(String(decoding: text.dropFirst(), as: UTF8.self))
        else { return false }
        exponent += power
        return true
    }

    /// The number times 10^power, rounded down, and whether nothing was lost; nil when it is beyond any use.
    func scaled(byPowerOfTen power: Int) -> (quotient: Int, isExact: Bool)? {
        let shift = digits.isEmpty ? 0 : exponent + power
        let kept = shift < 0 ? digits.dropLast(min(digits.count, -shift)) : digits[...]
        guard kept.count + max(0, shift) <= 18 else { return nil }
        let zeros = [UInt8](repeating: 0, count: max(0, shift))
        let quotient = (kept + zeros).reduce(0) { $0 * 10 + Int($1) }
        return (quotient, kept.count == digits.count)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? byte - UInt8(ascii: "0") : nil
    }
}
