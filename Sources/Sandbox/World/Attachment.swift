import Foundation

extension Sandbox {
    /// A file of a message or of an option of a command.
    public struct Attachment: Sendable, Equatable {
        /// Its id.
        public let id: ID
        /// Its name, as Discord stores it.
        public var filename: String
        /// The alternative text.
        public var description: String?
        /// Its media type.
        public var contentType: String?
        /// In bytes.
        public let size: Int
        /// In pixels, of pictures.
        public let width: Int?
        /// In pixels, of pictures.
        public let height: Int?
        /// The channel in its address.
        let channelID: ID
        /// Whether it is an option's or a hidden answer's.
        var isEphemeral = false
    }

    /// A file as a member or a bot sends it.
    public struct File: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its media type; nil to let the sandbox look at the name.
        public var contentType: String?
        /// The alternative text.
        public var description: String?
        /// Its bytes.
        public var bytes: [UInt8]

        /// Makes a file.
        public init(name: String, contentType: String? = nil, description: String? = nil, bytes: [UInt8]) {
            self.name = name
            self.contentType = contentType
            self.description = description
            self.bytes = bytes
        }

        /// The name as Discord stores it: letters, digits, dots, dashes and underscores.
        var storedName: String {
            let safe = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" }
            let text = String(safe.drop { $0 == "." }.suffix(200))
            return text.isEmpty ? "unknown" : text
        }
    }
}

/// The bytes of all files, and the addresses at which they are served for a day.
///
/// An address has Discord's form: channel, attachment, name, and a signature of the time until which it holds.
/// Source: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls
struct FileStore: Sendable {
    /// Where the server listens: `http://127.0.0.1:PORT`.
    var origin = ""
    private var stored: [ID: (attachment: Sandbox.Attachment, bytes: [UInt8])] = [:]
    /// Seconds for which an address holds.
    static let lifetime: TimeInterval = 86_400

    mutating func keep(_ file: Sandbox.File, id: ID, channel: ID, isEphemeral: Bool) -> Sandbox.Attachment {
        let picture = PictureSize(file.bytes)
        let attachment = Sandbox.Attachment(
            id: id, filename: file.storedName, description: file.description,
            contentType: file.contentType ?? Self.contentType(file.name), size: file.bytes.count,
            width: picture?.width, height: picture?.height, channelID: channel, isEphemeral: isEphemeral)
        stored[id] = (attachment, file.bytes)
        return attachment
    }

    /// The bytes of a file.
    func bytes(of id: ID) -> [UInt8]? { stored[id]?.bytes }

    func url(of attachment: Sandbox.Attachment, now: Date) -> String {
        let (issued, until) = (Int(now.timeIntervalSince1970), Int(now.timeIntervalSince1970 + Self.lifetime))
        let ex = String(until, radix: 16)
        return origin + path(attachment)
            + "?ex=\(ex)&is=\(String(issued, radix: 16))&hm=\(signature(attachment.id, ex))&"
    }

    /// The file of an address; nil when there is none, the signature is wrong, or its time is over.
    func file(path: String, query: [String: String], now: Date) -> (contentType: String, bytes: [UInt8])? {
        let parts = path.split(separator: "/")
        guard parts.count == 4, let id = ID(parts[2]), let found = stored[id], self.path(found.attachment) == path,
            let ex = query["ex"], query["hm"] == signature(id, ex), let until = Int(ex, radix: 16),
            Double(until) > now.timeIntervalSince1970
        else { return nil }
        return (found.attachment.contentType ?? "application/octet-stream", found.bytes)
    }

    private func path(_ attachment: Sandbox.Attachment) -> String {
        let folder = attachment.isEphemeral ? "ephemeral-attachments" : "attachments"
        return "/\(folder)/\(attachment.channelID)/\(attachment.id)/\(attachment.filename)"
    }

    /// No secret: it only lets a changed address be noticed. FNV-1a.
    private func signature(_ id: ID, _ ex: String) -> String {
        let hash = "\(id) \(ex)".utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }

    private static func contentType(_ name: String) -> String? {
        switch name.split(separator: ".").last?.lowercased() {
        case "png": "image/png"
        case "gif": "image/gif"
        case "jpg", "jpeg": "image/jpeg"
        case "txt": "text/plain; charset=utf-8"
        case "json": "application/json"
        default: nil
        }
    }
}

/// The size of a PNG or GIF, read from its first bytes; nil for all else.
struct PictureSize: Equatable {
    let width: Int
    let height: Int

    init?(_ bytes: [UInt8]) {
        if bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            let number = { (start: Int) in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
            (width, height) = (number(16), number(20))
        } else if bytes.count >= 10, bytes.starts(with: "GIF8".utf8) {
            (width, height) = (Int(bytes[6]) | Int(bytes[7]) << 8, Int(bytes[8]) | Int(bytes[9]) << 8)
        } else {
            return nil
        }
    }
}

/// Files in the form of Discord's answers.
extension World {
    func json(_ attachment: Sandbox.Attachment) -> JSON {
        let url = files.url(of: attachment, now: now)
        var json: JSON = [
            "id": .id(attachment.id), "filename": .string(attachment.filename), "size": .int(attachment.size),
            "url": .string(url), "proxy_url": .string(url),
        ]
        if let type = attachment.contentType { json["content_type"] = .string(type) }
        if let text = attachment.description { json["description"] = .string(text) }
        if let width = attachment.width, let height = attachment.height {
            json["width"] = .int(width)
            json["height"] = .int(height)
        }
        if attachment.isEphemeral { json["ephemeral"] = true }
        return json
    }

    /// Keeps files and gives them ids.
    mutating func keep(_ given: [Sandbox.File], in channel: ID, isEphemeral: Bool = false) -> [Sandbox.Attachment] {
        given.map { file in files.keep(file, id: newID(), channel: channel, isEphemeral: isEphemeral) }
    }

    /// The largest file in bytes.
    /// Source: https://docs.discord.com/developers/reference#uploading-files
    func fileLimit(in guild: ID) -> Int {
        switch guilds[guild]?.premiumTier ?? 0 {
        case 3...: 100 << 20
        case 2: 50 << 20
        default: 10 << 20
        }
    }
}
