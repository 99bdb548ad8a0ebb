/// A file of a message, or of an option of a command.
/// Source: https://docs.discord.com/developers/resources/message#attachment-object
package struct MessageAttachment: Codable, Sendable, Equatable {
    /// The attachment's id.
    package var id: Snowflake
    /// Its name, as its author has chosen it: text from outside.
    package var filename: String
    /// The alternative text, at most 1024.
    package var description: String?
    /// The media type as the client of its author named it, or as Discord found it.
    package var contentType: String?
    /// In bytes, as Discord says; a download is limited besides.
    package var size: Int
    /// Where it can be fetched for about a day.
    package var url: String
    /// In pixels; nil for what is neither picture nor video.
    package var width: Int?
    /// In pixels; nil for what is neither picture nor video.
    package var height: Int?

    /// Makes an attachment.
    package init(
        id: Snowflake, filename: String, description: String? = nil, contentType: String? = nil, size: Int,
        url: String, width: Int? = nil, height: Int? = nil
    ) {
        self.id = id
        self.filename = filename
        self.description = description
        self.contentType = contentType
        self.size = size
        self.url = url
        self.width = width
        self.height = height
    }

    enum CodingKeys: String, CodingKey {
        case id, filename, description, size, url, width, height
        case contentType = "content_type"
    }

    /// Reads a file of a message.
    /// - Throws: `DecodingError` without its id, its size or its address.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let size = container.count(.size) else {
            throw DecodingError.dataCorruptedError(forKey: .size, in: container, debugDescription: "no size")
        }
        self.init(
            id: try container.decode(Snowflake.self, forKey: .id), filename: container.text(.filename) ?? "file",
            description: container.text(.description), contentType: container.text(.contentType), size: size,
            url: try container.decode(String.self, forKey: .url), width: container.count(.width),
            height: container.count(.height))
    }
}

/// A file to send with a message.
/// Source: https://docs.discord.com/developers/reference#uploading-files
package struct FileUpload: Sendable, Equatable {
    /// Its name, at most 260 characters; Discord replaces what it does not allow in names.
    package var name: String
    /// The media type: `image/png`.
    package var contentType: String
    /// Its bytes.
    package var bytes: [UInt8]
    /// The alternative text, at most 1024.
    package var description: String?

    /// Makes a file.
    package init(name: String, contentType: String, bytes: [UInt8], description: String? = nil) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
        self.description = description
    }

    /// The address of a sent file within an embed of the same message.
    package var embedURL: String { "attachment://\(name)" }
}

/// The field `attachments` of a message that is sent or edited: files that stay, and new ones by their place.
struct AttachmentList: Encodable {
    var kept: [Snowflake] = []
    var new: [FileUpload]

    private struct Kept: Encodable { var id: Snowflake }

    private struct New: Encodable {
        /// The `n` of `files[n]`.
        var id: Int
        var filename: String
        var description: String?
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for id in kept { try container.encode(Kept(id: id)) }
        for (place, file) in new.enumerated() {
            try container.encode(New(id: place, filename: file.name, description: file.description))
        }
    }
}
