/// The bytes of one TLS record on their way out.
///
/// OpenSSL wants a write that found the kernel full to be repeated with the same bytes at the same address. The caller
/// cannot promise that, so the bytes are copied here and count as sent: they leave before anything else does.
final class RecordBuffer {
    /// The largest TLS record (RFC 8446 §5.1).
    private static let capacity = 16 << 10

    private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    private var count = 0

    deinit { storage.deallocate() }

    /// Whether every byte taken has left.
    var isEmpty: Bool { count == 0 }

    /// Takes and writes records until the kernel is full; returns how many bytes were taken.
    func send(_ bytes: UnsafeRawBufferPointer, to handle: StreamHandle) throws(TransportError) -> Int {
        var taken = 0
        try flush(to: handle)
        while isEmpty, taken < bytes.count {
            let record = UnsafeRawBufferPointer(rebasing: bytes[taken...].prefix(Self.capacity))
            storage.copyMemory(from: record)
            count = record.count
            taken += record.count
            try flush(to: handle)
        }
        return taken
    }

    /// Writes the record that waits, if one does and the kernel has room.
    func flush(to handle: StreamHandle) throws(TransportError) {
        while count > 0 {
            guard let sent = try handle.send(UnsafeRawBufferPointer(rebasing: storage[..<count])) else { return }
            // OpenSSL writes a record whole; a part, should it happen, has left for good.
            storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[sent..<count]))
            count -= sent
        }
    }
}
