/// The embeds of a message with the addresses of its files in them, and the files that no embed shows: Discord names a file
/// in one place only.
///
/// Source: https://docs.discord.com/developers/reference#editing-message-attachments-using-attachments-within-embeds
struct EmbeddedFiles {
    /// What an address of a file of the same message begins with.
    static let scheme = "attachment://"

    private(set) var embeds: [Sandbox.JSON]
    private(set) var attachments: [Sandbox.Attachment]

    init(_ message: Sandbox.Message, url: (Sandbox.Attachment) -> String) {
        (embeds, attachments) = (message.embeds, message.attachments)
        guard !attachments.isEmpty else { return }
        var shown: Set<Sandbox.ID> = []
        func resolve(_ address: inout Sandbox.JSON?) {
            guard let text = address?.text, text.hasPrefix(Self.scheme) else { return }
            let name = text.dropFirst(Self.scheme.count)
            guard let file = message.attachments.first(where: { $0.filename == name }) else { return }
            shown.insert(file.id)
            address = .string(url(file))
        }
        for place in embeds.indices {
            for (part, key) in [("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url")]
            {
                guard var json = embeds[place][part] else { continue }
                resolve(&json[key])
                embeds[place][part] = json
            }
        }
        attachments.removeAll { shown.contains($0.id) }
    }
}
