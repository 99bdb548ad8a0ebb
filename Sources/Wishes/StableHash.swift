/// A short number computed from a text, the same in every process. Not for secrets.
enum StableHash {
    /// FNV-1a with 64 bits.
    static func of(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
