import Discord

extension Embed {
    /// Discord's form of a card.
    init(_ card: Card) {
        self.init(
            title: card.title.isEmpty ? nil : card.title,
            description: card.description.isEmpty ? nil : card.description, color: card.color,
            fields: card.fields.isEmpty ? nil : card.fields.map { Field(name: $0.name, value: $0.value) },
            footer: card.footer.map { Footer(text: $0) })
    }
}
