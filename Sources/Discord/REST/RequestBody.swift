/// What a call sends: JSON, or JSON with files.
package struct RequestBody: Sendable, Equatable {
    /// The bytes.
    package var bytes: [UInt8]
    /// Their media type.
    package var contentType: String

    /// JSON.
    package static func json(_ bytes: [UInt8]) -> RequestBody {
        RequestBody(bytes: bytes, contentType: "application/json")
    }

    /// JSON with files, as `multipart/form-data`; plain JSON without any.
    ///
    /// The whole body is in memory, which `UploadLimits.total` bounds.
    /// Source: https://docs.discord.com/developers/reference#uploading-files
    /// - Throws: `UploadFlaw` for files that Discord would refuse.
    package static func message(
        _ payload: [UInt8], files: [FileUpload], limits: UploadLimits = UploadLimits()
    ) throws(UploadFlaw) -> RequestBody {
        if files.isEmpty { return json(payload) }
        try limits.check(files)
        var form = MultipartForm(capacity: payload.count + files.reduce(0) { $0 + $1.bytes.count })
        form.append(name: "payload_json", contentType: "application/json", payload)
        for (place, file) in files.enumerated() {
            form.append(name: "files[\(place)]", fileName: file.name, contentType: file.contentType, file.bytes)
        }
        return form.finished()
    }
}

/// How much may be sent with one message.
package struct UploadLimits: Sendable, Equatable {
    /// Files of a message.
    package var count = 10
    /// Bytes of a file: Discord's limit, which depends on the boosts of the guild.
    package var perFile = 10 << 20
    /// Bytes of all files: our own limit, because they are held in memory.
    package var total = 25 << 20

    /// Makes limits that hold everywhere.
    package init() {}

    /// Makes the limits of a guild with that level of boosts, 0–3.
    /// Source: https://docs.discord.com/developers/reference#uploading-files
    package init(premiumTier: Int) {
        perFile = premiumTier >= 3 ? 100 << 20 : premiumTier == 2 ? 50 << 20 : 10 << 20
    }

    /// The largest file that can be sent, in bytes.
    package var largest: Int { min(perFile, total) }

    func check(_ files: [FileUpload]) throws(UploadFlaw) {
        guard files.count <= count else { throw .tooMany(most: count) }
        for file in files where file.bytes.count > perFile { throw .tooLarge(most: perFile) }
        guard files.reduce(0, { $0 + $1.bytes.count }) <= total else { throw .tooLarge(most: total) }
    }
}

/// Why files are not sent.
package enum UploadFlaw: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are more than so many.
    case tooMany(most: Int)
    /// One of them, or all together, have more than so many bytes.
    case tooLarge(most: Int)

    /// One sentence for the operator.
    package var description: String {
        switch self {
        case .tooMany(let most): "a message can have \(most) files"
        case .tooLarge(let most): "the files are larger than \(most) bytes"
        }
    }
}

/// Writes `multipart/form-data` (RFC 7578).
private struct MultipartForm {
    private let boundary: String
    private var bytes: [UInt8] = []

    /// Makes an empty form. Its boundary is random, so that no content can hold it.
    init(capacity: Int) {
        let random = { String(UInt64.random(in: .min ... .max), radix: 36) }
        boundary = "dreambot-" + random() + random()
        bytes.reserveCapacity(capacity + 4_096)
    }

    mutating func append(name: String, fileName: String? = nil, contentType: String, _ content: [UInt8]) {
        var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\""
        if let fileName { head += "; filename=\"\(Self.escaped(fileName))\"" }
        head += "\r\nContent-Type: \(Self.escaped(contentType))\r\n\r\n"
        bytes += head.utf8
        bytes += content
        bytes += "\r\n".utf8
    }

    func finished() -> RequestBody {
        RequestBody(
            bytes: bytes + "--\(boundary)--\r\n".utf8, contentType: "multipart/form-data; boundary=\(boundary)")
    }

    /// Text from outside without what could end its line or its quotes.
    private static func escaped(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(260).map { scalar in
                    scalar == "\"" || scalar == "\\" || scalar.properties.generalCategory == .control ? "_" : scalar
                }))
    }
}
