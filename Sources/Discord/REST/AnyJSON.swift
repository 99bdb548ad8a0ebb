import FoundationEssentials

/// Any JSON value, none of which is kept: tells a whole answer from one that was cut off.
struct AnyJSON: Decodable {
    init(from decoder: any Decoder) throws {}

    /// Whether an answer is empty, an object or array that was cut off, or a page instead of JSON.
    static func isUnreadable(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first(where: { $0 > 0x20 }) else { return true }
        guard [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(first) else { return false }
        return (try? JSONDecoder().decode(AnyJSON.self, from: Data(bytes))) == nil
    }
}
