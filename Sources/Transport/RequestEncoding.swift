import CCurl

/// Turns a request into libcurl's options.
extension HTTPRequest {
    /// Sets method, URL, body and limits, but not the total limit, which the loop enforces: libcurl's own does not run while
    /// a request waits for a connection.
    /// - Throws: `TransportError` for a malformed method, or without memory.
    func apply(to easy: borrowing EasyHandle, isEncrypted: Bool) throws(TransportError) {
        try easy.set(CURLOPT_URL, url)
        // Without TLS there is no HTTP/2; a burst would wait until the first connection shows that.
        try easy.set(CURLOPT_HTTP_VERSION, Int(isEncrypted ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
        try easy.set(CURLOPT_PIPEWAIT, isEncrypted && isRepeatable)
        try easy.set(CURLOPT_FRESH_CONNECT, !isRepeatable)
        try easy.set(CURLOPT_ACCEPT_ENCODING, "gzip")
        try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect.limitMilliseconds)
        try applyMethod(to: easy)
    }

    private func applyMethod(to easy: borrowing EasyHandle) throws(TransportError) {
        guard !method.isEmpty, method.utf8.allSatisfy(isTokenByte) else {
            throw .malformed("the method of a request is not a token")
        }
        if let body {
            try easy.set(CURLOPT_POST, true)
            try easy.setBody(body)
        } else if method == "HEAD" {
            try easy.set(CURLOPT_NOBODY, true)
        } else {
            try easy.set(CURLOPT_HTTPGET, true)
        }
        try easy.set(CURLOPT_CUSTOMREQUEST, method)
    }

    /// The fields as libcurl's lines, without two that it would add by itself.
    /// - Throws: `TransportError` for a malformed field.
    func headerLines() throws(TransportError) -> HeaderList {
        var list = HeaderList()
        // Without this libcurl waits a second for "100 Continue" from servers that do not send it.
        try list.append("Expect:")
        if body != nil, !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            try list.append("Content-Type:")
        }
        for field in headers { try list.append(try line(field)) }
        return list
    }

    private func line(_ field: HTTPField) throws(TransportError) -> String {
        guard !field.name.isEmpty, field.name.utf8.allSatisfy(isTokenByte),
            field.value.utf8.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 })
        else {
            throw .malformed("a header field of a request has a character that is not allowed there")
        }
        // libcurl removes a field that has nothing after its colon; a semicolon sends it empty.
        return field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }

    /// RFC 9110 §5.6.2.
    private func isTokenByte(_ byte: UInt8) -> Bool {
        switch UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte & ~0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
        case true: true
        case false: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
