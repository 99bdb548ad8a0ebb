/// A connection that libcurl opened, read and written without waiting. Used on its loop's thread only.
final class CurlByteStream: ByteStream {
    let waker: StreamWaker
    private let handle: StreamHandle
    private let loop: NetworkLoop
    private let place: StreamWait
    private var output: RecordBuffer?
    /// TLS may hold the rest of a record that the kernel no longer has, so a wait must not rely on the descriptor.
    private var mayHoldInput = false
    private var failure: TransportError?

    init(_ handle: StreamHandle, loop: NetworkLoop) {
        self.handle = handle
        self.loop = loop
        let place = StreamWait(descriptor: handle.socket, loop: loop)
        self.place = place
        waker = StreamWaker { place.wake() }
        output = handle.origin.isEncrypted ? RecordBuffer() : nil
    }

    deinit {
        // Closing sends a TLS close notify: that has to happen on the thread where SIGPIPE is blocked.
        let handle = handle
        loop.perform { _ in handle.close() }
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> ReceiveResult {
        assert(loop.isCurrentThread, "a stream is used on its loop")
        if let failure { throw failure }
        // For an empty buffer libcurl would report 0 bytes, as at the end of the stream.
        guard !buffer.isEmpty else { return .wouldBlock }
        mayHoldInput = false
        guard let count = try handle.receive(into: buffer) else { return .wouldBlock }
        mayHoldInput = count > 0
        return count > 0 ? .bytes(count) : .endOfStream
    }

    func send(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Int {
        assert(loop.isCurrentThread, "a stream is used on its loop")
        if let failure { throw failure }
        guard !bytes.isEmpty else { return 0 }
        guard let output else { return try handle.send(bytes) ?? 0 }
        return try output.send(bytes, to: handle)
    }

    nonisolated(nonsending) func wait(
        for interest: StreamInterest, until deadline: ContinuousClock.Instant?
    ) async -> StreamWake {
        assert(loop.isCurrentThread, "a stream is used on its loop")
        while true {
            if failure != nil, !interest.isEmpty { return .ready }
            let isReady = mayHoldInput && interest.contains(.readable)
            switch await place.wait(for: interest.union(hiddenInterest), until: deadline, isReady: isReady) {
            case .deadline: return .deadline
            case .woken: return .woken
            case .ready(let ready): if finishRecord() || !ready.isDisjoint(with: interest) { return .ready }
            }
        }
    }

    func close() {
        assert(loop.isCurrentThread, "a stream is used on its loop")
        place.close()
        handle.close()
    }

    /// The rest of a record is written during any wait, unless writing has failed.
    private var hiddenInterest: StreamInterest {
        guard failure == nil, let output, !output.isEmpty else { return [] }
        return .writable
    }

    /// Writes the rest of the last record that the kernel had no room for. True if that failed: the next call throws.
    private func finishRecord() -> Bool {
        guard let output else { return false }
        do throws(TransportError) {
            try output.flush(to: handle)
            return false
        } catch {
            failure = error
            return true
        }
    }
}
