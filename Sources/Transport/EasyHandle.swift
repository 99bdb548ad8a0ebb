import CCurl

/// Owns one easy handle of libcurl, with the memory for its messages.
struct EasyHandle: ~Copyable, @unchecked Sendable {
    let raw: UnsafeMutableRawPointer
    private let message: UnsafeMutablePointer<CChar>

    init() throws(TransportError) {
        try CurlLibrary.start()
        guard let raw = curl_easy_init() else { throw .refused(by: "curl_easy_init") }
        let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        let code = CurlCode(ccurl_set_pointer(raw, CURLOPT_ERRORBUFFER, message))
        guard code == .ok else {
            curl_easy_cleanup(raw)
            message.deallocate()
            throw TransportError(code, host: nil)
        }
        self.raw = raw
        self.message = message
    }

    deinit {
        curl_easy_cleanup(raw)
        message.deallocate()
    }

    /// libcurl's message for its last failure, on one line; may be empty.
    var detail: String {
        let text = String(cString: message)
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 }))
    }

    func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(ccurl_set_long(raw, option, value))
    }

    /// Gives a connection up when sent bytes are not acknowledged for this time.
    func setSilenceLimit(_ limit: Duration) throws(TransportError) {
        try check(ccurl_set_silence_limit(raw, UInt32(limit.limitMilliseconds)))
    }

    func set(_ option: CURLoption, _ value: Bool) throws(TransportError) {
        try check(ccurl_set_long(raw, option, value ? 1 : 0))
    }

    func set(_ option: CURLoption, _ value: String) throws(TransportError) {
        // A C string ends at its first NUL, which would change a URL or a header.
        guard !value.utf8.contains(0) else { throw TransportError(.badArgument, host: nil) }
        try check(ccurl_set_string(raw, option, value))
    }

    /// Sets a string option to nothing.
    func clear(_ option: CURLoption) throws(TransportError) {
        try check(ccurl_set_string(raw, option, nil))
    }

    /// Copies a body into the handle; its size goes first, because libcurl would otherwise look for a NUL.
    func setBody(_ body: [UInt8]) throws(TransportError) {
        try check(ccurl_set_size(raw, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        let code = body.withUnsafeBytes { bytes in
            // An empty array may have no address, which libcurl would read as "no body".
            withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { spare in
                let start = bytes.baseAddress ?? UnsafeRawPointer(spare.baseAddress)
                return ccurl_set_pointer(raw, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: start))
            }
        }
        try check(code)
    }

    func setHeaders(_ list: borrowing HeaderList) throws(TransportError) {
        try check(ccurl_set_list(raw, CURLOPT_HTTPHEADER, list.head))
    }

    func setPointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) throws(TransportError) {
        try check(ccurl_set_pointer(raw, option, value))
    }

    func setCallback(_ option: CURLoption, _ value: curl_write_callback) throws(TransportError) {
        try check(ccurl_set_write_callback(raw, option, value))
    }

    func setProgressCallback(_ value: curl_xferinfo_callback) throws(TransportError) {
        try check(ccurl_set_progress_callback(raw, value))
    }

    func setRequestCallback(_ value: curl_prereq_callback) throws(TransportError) {
        try check(ccurl_set_request_callback(raw, value))
    }

    /// A number libcurl knows about the transfer, 0 if it does not.
    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(raw, info, &value) == CURLE_OK ? value : 0
    }

    /// A size or a time in microseconds, 0 if libcurl does not know it.
    func size(_ info: CURLINFO) -> curl_off_t {
        var value: curl_off_t = 0
        return ccurl_get_size(raw, info, &value) == CURLE_OK ? value : 0
    }

    /// The socket of a CONNECT_ONLY handle, or nil if it is closed.
    var socket: Int32? {
        var value: curl_socket_t = -1
        return ccurl_get_socket(raw, &value) == CURLE_OK && value >= 0 ? value : nil
    }

    private func check(_ code: CURLcode) throws(TransportError) {
        guard code == CURLE_OK else { throw TransportError(CurlCode(code), host: nil) }
    }
}

/// Owns a list of header lines, in libcurl's form.
struct HeaderList: ~Copyable {
    private(set) var head: UnsafeMutablePointer<curl_slist>?

    init() {}

    deinit { curl_slist_free_all(head) }

    mutating func append(_ line: String) throws(TransportError) {
        guard let longer = curl_slist_append(head, line) else { throw .refused(by: "curl_slist_append") }
        head = longer
    }
}

extension TransportError {
    /// libcurl would not take an option: nothing was sent.
    fileprivate init(_ code: CurlCode, host: String?) {
        self.init(code, host: host, detail: "", mayHaveBeenSent: false)
    }
}
