import Discord

/// What a member has sent along with a command.
struct Enclosure: Sendable, Equatable {
    /// The files.
    var files: [MessageAttachment] = []
    /// Whether there is more: a sticker, a poll, a file that could not be read.
    var hasMore = false

    /// Nothing.
    init() {}

    /// What a message carries besides its text.
    init(_ message: Message) {
        files = message.attachments ?? []
        hasMore = message.carriesOther || (message.carriesMore && files.isEmpty)
    }

    /// The files of a command's options.
    init(_ content: Interaction.Content) {
        guard case .command(let use) = content else { return }
        for option in use.options.flatMap({ $0.options ?? [$0] })
        where option.name == CommandWord.wishPicture.english.name {
            if let file = use.attachment(option.value) { files.append(file) } else { hasMore = true }
        }
    }

    /// The picture that goes along with a wish, as far as can be told before it is fetched; nil when there is none.
    /// Throws: `PictureFlaw` for what no card can hold.
    func picture() throws(PictureFlaw) -> MessageAttachment? {
        guard !hasMore else { throw .noPicture }
        guard let picture = files.first else { return nil }
        guard files.allSatisfy({ PictureKind.mayBe($0) }) else { throw .noPicture }
        guard files.count == 1 else { throw .several }
        guard picture.size <= Pictures.largest else { throw .tooLarge }
        return picture
    }
}

/// Why what was sent along with a wish cannot be posted with its card.
enum PictureFlaw: Error, Sendable, Equatable {
    /// It is no picture that Discord shows: another file, a sticker, a poll.
    case noPicture
    /// There are several pictures.
    case several
    /// It is larger than `Pictures.largest`.
    case tooLarge
    /// Discord did not give it out; it may be had later.
    case unreachable
    /// It is not there any more.
    case gone
}

/// The pictures that Discord shows in a message.
enum PictureKind: String, Sendable, CaseIterable {
    case png, jpeg, gif, webp

    /// The media type.
    var contentType: String { "image/\(rawValue)" }

    /// The kind of a file by its first bytes; nil for any other file.
    init?(_ bytes: [UInt8]) {
        let isRIFF = bytes.starts(with: "RIFF".utf8)
        switch bytes {
        case _ where bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]): self = .png
        case _ where bytes.starts(with: [0xFF, 0xD8, 0xFF]): self = .jpeg
        case _ where bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8): self = .gif
        case _ where isRIFF && bytes.dropFirst(8).starts(with: "WEBP".utf8): self = .webp
        default: return nil
        }
    }

    /// Whether a file may be one, by the media type that Discord names; its bytes decide.
    static func mayBe(_ file: MessageAttachment) -> Bool {
        guard let type = file.contentType?.split(separator: ";").first?.lowercased() else { return true }
        return allCases.contains { $0.contentType == type }
    }
}
