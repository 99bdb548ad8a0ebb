import Foundation
import Logging
import Synchronization

/// Reads Discord's JSON leniently: an odd element of a list costs itself alone, and is counted and logged once per kind.
package struct LenientDecoder: Sendable {
    private let odd: OddElements

    /// Makes a decoder. `log` hears of odd elements, once per kind.
    package init(log: Logger) { odd = OddElements(log: log) }

    /// Elements that could not be read, by kind.
    package var oddElements: [String: Int] { odd.counts }

    /// Reads one value.
    /// - Throws: `DecodingError` when a field that is needed is missing or malformed.
    package func decode<Value: Decodable>(_ type: Value.Type = Value.self, from data: Data) throws -> Value {
        let decoder = JSONDecoder()
        if let key = OddElements.key { decoder.userInfo[key] = odd }
        return try decoder.decode(type, from: data)
    }
}

/// Counts the elements of lists that could not be read.
final class OddElements: Sendable {
    static let key = CodingUserInfoKey(rawValue: "dreambot.odd-elements")

    private let log: Logger
    private let found = Mutex<[String: Int]>([:])

    init(log: Logger) { self.log = log }

    var counts: [String: Int] { found.withLock(\.self) }

    func add(_ kind: String) {
        let isFirst = found.withLock { counts in
            counts[kind, default: 0] += 1
            return counts[kind] == 1
        }
        guard isFirst else { return }
        log.notice(
            "Discord sent an element that cannot be read; skipping it and others of its kind.",
            metadata: ["kind": "\(kind)"])
    }
}

/// A list whose odd elements are left out.
package struct LenientList<Element: Decodable>: Decodable {
    /// The elements that could be read, in order.
    package var elements: [Element] = []
    /// How many could not.
    package var oddCount = 0

    private struct Anything: Decodable { init(from decoder: any Decoder) throws {} }

    /// Reads a list.
    /// - Throws: `DecodingError` when it is no list.
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        let odd = OddElements.key.flatMap { decoder.userInfo[$0] as? OddElements }
        while !container.isAtEnd {
            let index = container.currentIndex
            if let element = try? container.decode(Element.self) {
                elements.append(element)
                continue
            }
            oddCount += 1
            odd?.add("\(Element.self)")
            if container.currentIndex == index { _ = try? container.decode(Anything.self) }
            if container.currentIndex == index { _ = try? container.decodeNil() }
            guard container.currentIndex > index else { return }
        }
    }
}

extension LenientList: Sendable where Element: Sendable {}

/// A whole number: a JSON number, or a decimal string of any length. What does not fit is clamped.
struct LenientInteger: Decodable {
    var value: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Int.self) {
            self.value = value
        } else if let value = try? container.decode(Double.self) {
            self.value = Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
        } else {
            let text = try container.decode(String.self)
            let isNegative = text.hasPrefix("-")
            let digits = isNegative ? text.dropFirst() : text[...]
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a whole number")
            }
            value = Int(text) ?? (isNegative ? .min : .max)
        }
    }
}

extension Comparable {
    /// The nearest value within a range: for numbers from outside.
    package func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}

extension KeyedDecodingContainer {
    /// A field that the rest can do without: nil when it is missing, null or malformed.
    func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        try? decodeIfPresent(type, forKey: key)
    }

    /// A text; a number is read as its digits.
    func text(_ key: Key) -> String? {
        do {
            return try decodeIfPresent(String.self, forKey: key)
        } catch {
            return lenient(Int64.self, key).map { "\($0)" } ?? lenient(UInt64.self, key).map { "\($0)" }
        }
    }

    /// A whole number, clamped to `Int`.
    func integer(_ key: Key) -> Int? {
        do {
            return try decodeIfPresent(Int.self, forKey: key)
        } catch {
            return lenient(LenientInteger.self, key)?.value
        }
    }

    /// A count: never negative, and at most 2³¹−1, so that sums of many still fit into `Int`.
    func count(_ key: Key) -> Int? { integer(key)?.clamped(to: 0...Int(Int32.max)) }

    /// Yes or no: a boolean, 0 or 1, or the same as text.
    func flag(_ key: Key) -> Bool? {
        do {
            return try decodeIfPresent(Bool.self, forKey: key)
        } catch {
            switch text(key) {
            case "true", "1": return true
            case "false", "0": return false
            default: return nil
            }
        }
    }

    /// A list without its odd elements; nil when it is missing, null or no list.
    func list<Element: Decodable>(_ type: Element.Type, _ key: Key) -> [Element]? {
        lenient(LenientList<Element>.self, key)?.elements
    }
}
