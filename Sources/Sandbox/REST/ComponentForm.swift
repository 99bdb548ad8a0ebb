/// The components of a message body: rows of buttons or with one menu, validated and numbered as in Discord's responses.
enum ComponentForm {
    static func read(_ json: JSON?) throws(APIError) -> [JSON] {
        guard let rows = json?.list else { return [] }
        guard rows.count <= 5 else {
            throw .invalid(["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
        }
        var numberer = Numberer()
        var result: [JSON] = []
        for (index, row) in rows.enumerated() {
            result.append(try numberer.row(row, at: ["components", String(index)]))
        }
        return result
    }

    private struct Numberer {
        private var last = 0
        private var customIDs: Set<String> = []

        private mutating func number() -> JSON {
            last += 1
            return .int(last)
        }

        mutating func row(_ json: JSON, at path: [String]) throws(APIError) -> JSON {
            guard json["type"]?.number == 1, let buttons = json["components"]?.list, (1...5).contains(buttons.count)
            else {
                throw .invalid(path + ["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
            }
            let id = number()
            var inner: [JSON] = []
            for (index, one) in buttons.enumerated() {
                let place = path + ["components", String(index)]
                let isMenu = SelectForm.types.contains(one["type"]?.number ?? 0)
                guard !isMenu || buttons.count == 1 else {
                    throw .invalid(
                        path + ["components"], "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                        "A row holds one menu and nothing else")
                }
                inner.append(try isMenu ? menu(one, at: place) : button(one, at: place))
            }
            return ["type": 1, "id": id, "components": .array(inner)]
        }

        private mutating func button(_ json: JSON, at path: [String]) throws(APIError) -> JSON {
            guard json["type"]?.number == 2, let style = json["style"]?.number, (1...6).contains(style) else {
                throw .invalid(path + ["style"], "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
            }
            guard (json.present("label")?.text?.utf16.count ?? 0) <= 80 else {
                throw .invalid(path + ["label"], "BASE_TYPE_MAX_LENGTH", "Must be 80 or fewer in length.")
            }
            if style <= 4 { try note(json, at: path) }
            var result = json
            result["id"] = number()
            return result
        }

        private mutating func menu(_ json: JSON, at path: [String]) throws(APIError) -> JSON {
            try note(json, at: path)
            var result = try SelectForm.read(json, at: path)
            result["id"] = number()
            return result
        }

        private mutating func note(_ json: JSON, at path: [String]) throws(APIError) {
            guard let custom = json["custom_id"]?.text, (1...100).contains(custom.utf16.count) else {
                throw .invalid(path + ["custom_id"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
            }
            guard customIDs.insert(custom).inserted else {
                throw .invalid(
                    path + ["custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated")
            }
        }
    }
}
