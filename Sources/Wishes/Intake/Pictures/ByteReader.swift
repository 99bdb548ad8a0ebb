import Discord

/// Reads what `ByteWriter` has written. Total: any bytes give values or `Malformed`, and no list is longer than the bytes
/// that are left.
struct ByteReader {
    /// The bytes are not what was expected.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether everything was read.
    var isAtEnd: Bool { place == bytes.count }

    /// What was not read.
    var rest: ArraySlice<UInt8> { bytes[place...] }

    private mutating func byte() throws -> UInt8 {
        guard place < bytes.count else { throw Malformed() }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number() throws -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let byte = try byte()
            // The tenth byte has room for one bit.
            guard shift < 63 || byte <= 1 else { throw Malformed() }
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return number }
        }
        throw Malformed()
    }

    mutating func signed() throws -> Int {
        let number = try number()
        return Int(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
    }

    mutating func flag() throws -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw Malformed()
        }
    }

    /// An id, as they are read from Discord: from 1 to `Snowflake.largest`.
    mutating func id() throws -> Snowflake { try Self.id(number()) }

    private static func id(_ number: UInt64) throws -> Snowflake {
        guard (1...Snowflake.largest).contains(number) else { throw Malformed() }
        return Snowflake(number)
    }

    mutating func text() throws -> String {
        let length = try count()
        let part = bytes[place..<place + length]
        guard let text = String(validating: part, as: UTF8.self) else { throw Malformed() }
        place += length
        return text
    }

    mutating func optional<Value>(_ read: (inout ByteReader) throws -> Value) throws -> Value? {
        guard try flag() else { return nil }
        return try read(&self)
    }

    mutating func list<Value>(_ read: (inout ByteReader) throws -> Value) throws -> [Value] {
        let count = try count()
        var values: [Value] = []
        values.reserveCapacity(min(count, 1_024))
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }

    /// Ids in rising order.
    mutating func sortedIDs() throws -> [Snowflake] {
        var last: UInt64 = 0
        return try list { reader in
            let (id, overflow) = last.addingReportingOverflow(try reader.number())
            guard !overflow else { throw Malformed() }
            defer { last = id }
            return try Self.id(id)
        }
    }

    /// A number of bytes, or of values of at least one byte each.
    private mutating func count() throws -> Int {
        let number = try number()
        guard number <= UInt64(bytes.count - place) else { throw Malformed() }
        return Int(number)
    }
}
