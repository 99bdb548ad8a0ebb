import Foundation

/// Finds the keys that occur more than once in the outermost object of a JSON text: a decoder keeps one of them and drops
/// the others without an error.
enum RepeatedKeys {
    /// The repeated keys, as written between their quotes; empty when the text is no object. The text must be valid JSON;
    /// for any other the result has no meaning.
    static func find(in data: Data) -> Set<String> {
        data.withUnsafeBytes { scan($0.bindMemory(to: UInt8.self)) }
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Set<String> {
        var (seen, repeated) = (Set<String>(), Set<String>())
        var (depth, isKeyNext, isInObject, index) = (0, false, false, 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth == 1 {
                    isInObject = bytes[index] == UInt8(ascii: "{")
                    guard isInObject else { return [] }
                    isKeyNext = true
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ",") where depth == 1: isKeyNext = true
            case UInt8(ascii: "\""):
                let end = endOfString(bytes, from: index + 1)
                if depth == 1, isKeyNext {
                    let key = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                    if !seen.insert(key).inserted { repeated.insert(key) }
                    isKeyNext = false
                }
                index = end
            default: break
            }
            index += 1
        }
        return repeated
    }

    private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, bytes.count)
    }
}
