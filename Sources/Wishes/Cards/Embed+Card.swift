import Discord

extension Embed {
    /// Discord's form of a card, with a picture that is sent along.
    init(_ card: Card, picture: FileUpload? = nil) {
        self.init(
            title: card.title.isEmpty ? nil : card.title,
            description: card.description.isEmpty ? nil : card.description, color: card.color,
            fields: card.fields.isEmpty ? nil : card.fields.map { Field(name: $0.name, value: $0.value) },
            footer: card.footer.map { Footer(text: $0) }, image: picture.map { Image(url: $0.embedURL) })
    }
}
