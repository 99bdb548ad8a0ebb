import Discord

/// Writes numbers, texts and ids one behind the other, for `ByteReader`.
struct ByteWriter {
    /// What was written.
    private(set) var bytes: [UInt8] = []

    /// A number, seven bits a byte, the lowest first; the eighth bit says that more follow (LEB128).
    mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A number that may be negative: small ones of both signs are short.
    mutating func write(signed number: Int) {
        let number = Int64(number)
        write(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func write(_ id: Snowflake) { write(id.rawValue) }

    /// A text, its length in bytes first.
    mutating func write(_ text: String) {
        write(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// A value that may be absent.
    mutating func write<Value>(_ value: Value?, _ write: (inout ByteWriter, Value) -> Void) {
        self.write(value != nil)
        if let value { write(&self, value) }
    }

    /// The values, their number first.
    mutating func write<Values: Collection>(list: Values, _ write: (inout ByteWriter, Values.Element) -> Void) {
        self.write(UInt64(list.count))
        for value in list { write(&self, value) }
    }

    /// Ids in rising order, each as its distance from the one before.
    mutating func write(sorted ids: some Collection<Snowflake>) {
        var last: UInt64 = 0
        write(list: ids) { writer, id in
            writer.write(id.rawValue &- last)
            last = id.rawValue
        }
    }
}
