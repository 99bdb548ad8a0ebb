/// The bytes of one TLS record that is being sent.
///
/// When the kernel is full, OpenSSL requires that the write is repeated with the same bytes at the same address. The caller
/// cannot guarantee that, so the bytes are copied here and count as sent: they leave before any others.
final class RecordBuffer {
    /// The largest TLS record (RFC 8446 §5.1).
    private static let capacity = 16 << 10

    private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    private var count = 0

    deinit { storage.deallocate() }

    /// Whether all bytes taken have been written.
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

    /// Writes the waiting record, if there is one and the kernel has room.
    func flush(to handle: StreamHandle) throws(TransportError) {
        while count > 0 {
            guard let sent = try handle.send(UnsafeRawBufferPointer(rebasing: storage[..<count])) else { return }
            // OpenSSL writes whole records; if it wrote a part, only the rest remains.
            storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[sent..<count]))
            count -= sent
        }
    }
}
