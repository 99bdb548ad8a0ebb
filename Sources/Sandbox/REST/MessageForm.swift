/// The validated body of "create message" or "edit message".
struct MessageForm {
    var content: String
    var embeds: [JSON]
    var components: [JSON]
    var attachments: AttachmentForm
    var flags: Int
    var nonce: JSON?
    var replyTo: ID?
    var failsWithoutTarget = true
    var allowed: AllowedMentions

    static let contentLimit = 2000
    /// Flags a bot may set: suppress embeds, ephemeral, suppress notifications, components V2.
    private static let settable = 1 << 2 | 1 << 6 | 1 << 12 | 1 << 15

    init(_ body: JSON, files: [Int: Sandbox.File] = [:], defaultMentions: AllowedMentions) throws(APIError) {
        guard body.isObject else {
            throw .invalid([], "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        }
        content = try Self.content(body)
        embeds = try EmbedForm.read(body.present("embeds"))
        components = try ComponentForm.read(body.present("components"))
        attachments = try AttachmentForm(body, files: files)
        flags = (body.present("flags")?.number ?? 0) & Self.settable
        nonce = try World.nonce(body)
        allowed =
            try body.present("allowed_mentions").map { json throws(APIError) in try AllowedMentions(json) }
            ?? defaultMentions
        if let reference = body.present("message_reference") {
            replyTo = reference["message_id"]?.id
            failsWithoutTarget = reference["fail_if_not_exists"]?.flag ?? true
        }
    }

    private static func content(_ body: JSON) throws(APIError) -> String {
        guard let value = body.present("content") else { return "" }
        guard let text = value.text ?? value.number.map({ String($0) }) else {
            throw .invalid(["content"], "STRING_TYPE_CONVERT", "Could not interpret as string.")
        }
        let trimmed = text.trimmingWhitespace
        guard trimmed.utf16.count <= contentLimit else {
            throw .invalid(["content"], "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")
        }
        return trimmed
    }

    var isEmpty: Bool { content.isEmpty && embeds.isEmpty && components.isEmpty && attachments.new.isEmpty }

    var draft: World.Draft {
        World.Draft(
            content: content, embeds: embeds, components: components, kind: replyTo == nil ? 0 : 19, flags: flags,
            nonce: nonce, replyTo: replyTo, allowed: allowed)
    }
}

extension String {
    /// The text without white space at its ends, as Discord stores it.
    var trimmingWhitespace: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
