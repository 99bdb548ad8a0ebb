/// The embeds of a message body, validated against Discord's limits and converted to its response form.
enum EmbedForm {
    /// The limit of characters in all embeds of a message.
    static let total = 6000

    static func read(_ json: JSON?) throws(APIError) -> [JSON] {
        guard let list = json?.list else { return [] }
        guard list.count <= 10 else {
            throw .invalid(["embeds"], "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 10 in length.")
        }
        var counted = 0
        var result: [JSON] = []
        for (index, embed) in list.enumerated() {
            var reader = Reader(path: ["embeds", String(index)])
            result.append(try reader.embed(embed))
            counted += reader.counted
        }
        guard counted <= total else {
            throw .invalid(["embeds"], "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
        }
        return result
    }

    private struct Reader {
        let path: [String]
        /// UTF-16 units of the six kinds of text that count.
        var counted = 0

        mutating func embed(_ json: JSON) throws(APIError) -> JSON {
            guard json.isObject else { throw .invalid(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.") }
            var result: JSON = ["type": "rich"]
            result["title"] = try text(json, "title", 256)
            result["description"] = try text(json, "description", 4096)
            result["url"] = try address(json, "url", [])
            result["color"] = try color(json)
            result["timestamp"] = json.present("timestamp")
            if let fields = json.present("fields")?.list { result["fields"] = .array(try self.fields(fields)) }
            if let author = json.present("author") {
                result["author"] = try part(author, "author", "name", 256, addresses: ["url", "icon_url"])
            }
            if let footer = json.present("footer") {
                result["footer"] = try part(footer, "footer", "text", 2048, addresses: ["icon_url"])
            }
            for key in ["image", "thumbnail"] {
                if let url = try address(json.present(key) ?? [:], "url", [key], mayBeFile: true) {
                    result[key] = ["url": url]
                }
            }
            return result
        }

        private mutating func fields(_ list: [JSON]) throws(APIError) -> [JSON] {
            guard list.count <= 25 else {
                throw .invalid(path + ["fields"], "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.")
            }
            var result: [JSON] = []
            for (index, field) in list.enumerated() {
                let place = ["fields", String(index)]
                let name = try required(field, "name", 256, place)
                let value = try required(field, "value", 1024, place)
                result.append(["name": name, "value": value, "inline": .bool(field.present("inline")?.flag ?? false)])
            }
            return result
        }

        private mutating func part(
            _ json: JSON, _ name: String, _ key: String, _ limit: Int, addresses: [String]
        ) throws(APIError) -> JSON {
            var result: JSON = .object([JSON.Pair(key, try required(json, key, limit, [name]))])
            for address in addresses { result[address] = try self.address(json, address, [name], mayBeFile: true) }
            return result
        }

        private mutating func required(_ json: JSON, _ key: String, _ limit: Int, _ place: [String]) throws(APIError)
            -> JSON
        {
            guard let text = try text(json, key, limit, place), text != "" else {
                throw .invalid(path + place + [key], "BASE_TYPE_REQUIRED", "This field is required")
            }
            return text
        }

        private mutating func text(_ json: JSON, _ key: String, _ limit: Int, _ place: [String] = []) throws(APIError)
            -> JSON?
        {
            guard let value = json.present(key) else { return nil }
            guard let text = value.text else {
                throw .invalid(path + place + [key], "STRING_TYPE_CONVERT", "Could not interpret as string.")
            }
            let trimmed = text.trimmingWhitespace
            guard trimmed.utf16.count <= limit else {
                throw .invalid(
                    path + place + [key], "BASE_TYPE_MAX_LENGTH", "Must be \(limit) or fewer in length.")
            }
            counted += trimmed.utf16.count
            return .string(trimmed)
        }

        /// An address; that of a picture may name a file of the message: `attachment://moss.png`.
        private func address(
            _ json: JSON, _ key: String, _ place: [String], mayBeFile: Bool = false
        ) throws(APIError) -> JSON? {
            guard let url = json.present(key)?.text else { return nil }
            let schemes = ["http://", "https://"] + (mayBeFile ? [EmbeddedFiles.scheme] : [])
            guard schemes.contains(where: url.hasPrefix), url.utf16.count <= 2048 else {
                throw .invalid(path + place + [key], "URL_TYPE_INVALID_URL", "Not a well formed URL.")
            }
            return .string(url)
        }

        private func color(_ json: JSON) throws(APIError) -> JSON? {
            guard let color = json.present("color") else { return nil }
            guard let number = color.number, (0...0xFFFFFF).contains(number) else {
                throw .invalid(path + ["color"], "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.")
            }
            return .int(number)
        }
    }
}
