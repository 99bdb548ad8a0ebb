/// A form that a bot opens in answer to an interaction: validated, and numbered as Discord does.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
enum ModalForm {
    /// Reads the data of a response of type 9. Throws: `APIError` 50035.
    static func read(_ data: JSON) throws(APIError) -> JSON {
        let custom = try text(data, "custom_id", 1...100, at: ["data"])
        let title = try text(data, "title", 1...45, at: ["data"])
        guard let list = data["components"]?.list, (1...5).contains(list.count) else {
            throw .invalid(["data", "components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
        }
        var (ids, last, components) = (Set<String>(), 0, [JSON]())
        for (index, component) in list.enumerated() {
            let path = ["data", "components", "\(index)"]
            components.append(try wrapper(component, at: path, ids: &ids, last: &last))
        }
        return ["custom_id": .string(custom), "title": .string(title), "components": .array(components)]
    }

    /// A label around a field, a row with one, or a text.
    private static func wrapper(
        _ json: JSON, at path: [String], ids: inout Set<String>, last: inout Int
    ) throws(APIError) -> JSON {
        var result = json
        last += 1
        result["id"] = json.present("id") ?? .int(last)
        switch json["type"]?.number {
        case 18:
            _ = try text(json, "label", 1...45, at: path)
            if json.present("description") != nil { _ = try text(json, "description", 1...100, at: path) }
            guard let inner = json.present("component") else {
                throw .invalid(path + ["component"], "BASE_TYPE_REQUIRED", "This field is required")
            }
            result["component"] = try field(inner, at: path + ["component"], isLabelled: true, ids: &ids, last: &last)
        case 1:
            guard let inner = json["components"]?.list, inner.count == 1 else {
                throw .invalid(path + ["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 1 in length.")
            }
            let place = path + ["components", "0"]
            result["components"] = [try field(inner[0], at: place, isLabelled: false, ids: &ids, last: &last)]
        case 10: _ = try text(json, "content", 1...4000, at: path)
        default: throw .invalid(path + ["type"], "BASE_TYPE_CHOICES", "Value must be one of {1, 10, 18}.")
        }
        return result
    }

    private static func field(
        _ json: JSON, at path: [String], isLabelled: Bool, ids: inout Set<String>, last: inout Int
    ) throws(APIError) -> JSON {
        guard let type = json["type"]?.number, type == 4 || isLabelled && (3...8).contains(type) else {
            throw .invalid(path + ["type"], "BASE_TYPE_CHOICES", "Value must be one of {4}.")
        }
        let custom = try text(json, "custom_id", 1...100, at: path)
        guard ids.insert(custom).inserted else {
            throw .invalid(
                path + ["custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        }
        var result = json
        last += 1
        result["id"] = json.present("id") ?? .int(last)
        guard type == 4 else { return result }
        guard [1, 2].contains(json["style"]?.number) else {
            throw .invalid(path + ["style"], "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
        }
        if !isLabelled { _ = try text(json, "label", 1...45, at: path) }
        if json.present("placeholder") != nil { _ = try text(json, "placeholder", 0...100, at: path) }
        let (least, most) = (json.present("min_length")?.number ?? 0, json.present("max_length")?.number ?? 4000)
        guard (0...4000).contains(least), (1...4000).contains(most), least <= most else {
            throw .invalid(path + ["max_length"], "NUMBER_TYPE_MAX", "int value should be between 1 and 4000.")
        }
        if let value = json.present("value") {
            guard let text = value.text, text.isEmpty || text.utf16.count <= most else {
                throw .invalid(path + ["value"], "BASE_TYPE_MAX_LENGTH", "Must be \(most) or fewer in length.")
            }
        }
        return result
    }

    private static func text(
        _ json: JSON, _ key: String, _ lengths: ClosedRange<Int>, at path: [String]
    ) throws(APIError) -> String {
        guard let value = json.present(key)?.text else {
            throw .invalid(path + [key], "BASE_TYPE_REQUIRED", "This field is required")
        }
        guard lengths.contains(value.utf16.count) else {
            throw .invalid(
                path + [key], "BASE_TYPE_BAD_LENGTH",
                "Must be between \(lengths.lowerBound) and \(lengths.upperBound) in length.")
        }
        return value
    }
}

/// A form as a member fills it in.
struct FilledForm {
    /// Why Discord's client would not send it.
    enum Flaw: Error, Equatable {
        case missing(String)
        case length(String)
        case unknown(String)
    }

    /// The texts in the form's own shape. Throws: `Flaw` for what Discord's client does not let through.
    static func components(of form: JSON, filledWith values: [String: String]) throws(Flaw) -> JSON {
        var rest = values
        var result: [JSON] = []
        for component in form["components"]?.list ?? [] {
            let inner = component["component"] ?? component["components"]?[0]
            guard let inner, inner["type"] == 4, let custom = inner["custom_id"]?.text else { continue }
            let value = rest.removeValue(forKey: custom) ?? inner.present("value")?.text ?? ""
            try check(value, inner, custom)
            let field: JSON = [
                "type": 4, "id": inner["id"] ?? 0, "custom_id": .string(custom), "value": .string(value),
            ]
            var wrapper: JSON = ["type": component["type"] ?? 1, "id": component["id"] ?? 0]
            if component["type"] == 18 { wrapper["component"] = field } else { wrapper["components"] = [field] }
            result.append(wrapper)
        }
        if let unknown = rest.keys.sorted().first { throw .unknown(unknown) }
        return .array(result)
    }

    private static func check(_ value: String, _ field: JSON, _ custom: String) throws(Flaw) {
        if value.isEmpty {
            guard field["required"]?.flag == false else { throw .missing(custom) }
            return
        }
        let least = field.present("min_length")?.number ?? 0
        let most = field.present("max_length")?.number ?? 4000
        guard (least...max(least, most)).contains(value.utf16.count) else { throw .length(custom) }
    }
}
