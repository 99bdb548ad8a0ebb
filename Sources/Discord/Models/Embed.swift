/// A card on a message. Discord's limits: title 256, description 4096, 25 fields of 256/1024, footer 2048, 6000 in all.
/// Source: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
package struct Embed: Codable, Sendable, Equatable {
    /// The heading.
    package var title: String?
    /// The text; markdown.
    package var description: String?
    /// The colour of the bar, 0–0xFFFFFF.
    package var color: Int?
    /// Name and value pairs.
    package var fields: [Field]?
    /// The small print.
    package var footer: Footer?
    /// A picture under the text.
    package var image: Image?

    /// A name with a value.
    package struct Field: Codable, Sendable, Equatable {
        /// The name, at most 256.
        package var name: String
        /// The value, at most 1024; markdown.
        package var value: String
        /// Makes a field.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    enum CodingKeys: String, CodingKey { case title, description, color, fields, footer, image }

    /// The small print under a card.
    package struct Footer: Codable, Sendable, Equatable {
        /// The text, at most 2048; plain.
        package var text: String
        /// Makes a footer.
        package init(text: String) { self.text = text }
    }

    /// A picture of a card.
    package struct Image: Codable, Sendable, Equatable {
        /// Its address: of a web page, or `FileUpload.embedURL`.
        package var url: String
        /// Makes a picture.
        package init(url: String) { self.url = url }
    }

    /// Makes a card.
    package init(
        title: String? = nil, description: String? = nil, color: Int? = nil, fields: [Field]? = nil,
        footer: Footer? = nil, image: Image? = nil
    ) {
        self.title = title
        self.description = description
        self.color = color
        self.fields = fields
        self.footer = footer
        self.image = image
    }
}

extension Embed {
    /// Reads what can be read. A field or a footer without its text, or a picture without its address, is left out.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            title: container.text(.title), description: container.text(.description),
            color: container.integer(.color), fields: container.list(Field.self, .fields),
            footer: container.lenient(Footer.self, .footer), image: container.lenient(Image.self, .image))
    }
}
