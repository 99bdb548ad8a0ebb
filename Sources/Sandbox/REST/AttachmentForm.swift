/// The files of a message body: new ones, and which of the old ones stay.
/// Source: https://docs.discord.com/developers/resources/message#attachment-object-attachment-request-structure
struct AttachmentForm {
    /// New files in order.
    private(set) var new: [Sandbox.File] = []
    /// Old files that stay, with new alternative texts where given; nil for all of them as they are.
    private(set) var kept: [(id: ID, description: String?)]?

    /// Reads a body. Throws: `APIError`.
    init(_ body: JSON, files: [Int: Sandbox.File]) throws(APIError) {
        guard files.count <= 10 else { throw .tooManyFiles }
        var named: Set<Int> = []
        if let list = body.present("attachments")?.list {
            var kept: [(id: ID, description: String?)] = []
            for (index, entry) in list.enumerated() {
                guard let id = entry["id"]?.id else {
                    throw .invalid(["attachments", "\(index)", "id"], "BASE_TYPE_REQUIRED", "This field is required")
                }
                let text = entry.present("description")?.text
                guard (text?.utf16.count ?? 0) <= 1024 else {
                    throw .invalid(
                        ["attachments", "\(index)", "description"], "BASE_TYPE_MAX_LENGTH",
                        "Must be 1024 or fewer in length.")
                }
                guard id.rawValue < 1 << 22, let place = Int(exactly: id.rawValue), var file = files[place] else {
                    // Small numbers name new files, ids old ones.
                    guard id.rawValue >= 1 << 22 else {
                        throw .invalid(
                            ["attachments", "\(index)", "id"], "ATTACHMENT_NOT_FOUND", "Attachment not found.")
                    }
                    kept.append((id, text))
                    continue
                }
                file.description = text
                if let name = entry.present("filename")?.text { file.name = name }
                named.insert(place)
                new.append(file)
            }
            self.kept = kept
        }
        new += files.filter { !named.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Checks sizes. Throws: `APIError` when a file is larger than the limit in bytes.
    func check(limit: Int) throws(APIError) {
        guard new.allSatisfy({ $0.bytes.count <= limit }) else { throw .fileTooLarge }
    }
}

extension World {
    /// The files that a message has after a body was applied to it. Throws: `APIError`.
    mutating func attachments(
        _ form: AttachmentForm, of message: Sandbox.Message
    ) throws(APIError) -> [Sandbox.Attachment] {
        var result = message.attachments
        if let kept = form.kept {
            result = []
            for (id, description) in kept {
                guard var attachment = message.attachments.first(where: { $0.id == id }) else {
                    throw .invalid(["attachments"], "ATTACHMENT_NOT_FOUND", "Attachment not found.")
                }
                if let description { attachment.description = description }
                result.append(attachment)
            }
        }
        guard result.count + form.new.count <= 10 else { throw .tooManyFiles }
        return result + keep(form.new, in: message.channelID, isEphemeral: message.isEphemeral)
    }
}
