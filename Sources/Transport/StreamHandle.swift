import CCurl

/// Owns a connected handle. Used by one thread at a time: first the connecting thread, then the loop's.
final class StreamHandle: @unchecked Sendable {
    let socket: Int32
    let origin: RequestOrigin
    private var easy: EasyHandle?

    init(_ easy: consuming EasyHandle, socket: Int32, origin: RequestOrigin) {
        self.socket = socket
        self.origin = origin
        self.easy = consume easy
    }

    /// Closes the connection; closing twice is harmless.
    func close() {
        easy = nil
    }

    /// Reads what TLS or the kernel holds: `nil` if nothing is there yet, 0 at the end of the stream.
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Int? {
        guard let raw else { return 0 }
        var count = 0
        let code = CurlCode(curl_easy_recv(raw, buffer.baseAddress, buffer.count, &count))
        if code == .again { return nil }
        guard code == .ok else { throw error(code) }
        return count
    }

    /// Writes what fits: `nil` if nothing does. Under TLS the call must then be repeated with the same bytes at the same
    /// address.
    func send(_ bytes: UnsafeRawBufferPointer) throws(TransportError) -> Int? {
        guard let raw else { throw error(CurlCode(CURLE_SEND_ERROR)) }
        var count = 0
        let code = CurlCode(curl_easy_send(raw, bytes.baseAddress, bytes.count, &count))
        if code == .again { return nil }
        guard code == .ok else { throw error(code) }
        return count
    }

    private var raw: UnsafeMutableRawPointer? {
        switch easy {
        case .some(let easy): easy.raw
        case .none: nil
        }
    }

    private func error(_ code: CurlCode) -> TransportError {
        TransportError(code, host: origin.description, detail: "", mayHaveBeenSent: true)
    }
}
