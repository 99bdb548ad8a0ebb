/// A menu of a message, validated: a choice of texts, users, roles, users and roles, or channels.
/// Source: https://docs.discord.com/developers/components/reference#string-select
enum SelectForm {
    /// The types of menus: 3 has options of its own.
    static let types = [3, 5, 6, 7, 8]

    /// Checks a menu and fills in how many values it takes. Throws: `APIError` 50035.
    static func read(_ json: JSON, at path: [String]) throws(APIError) -> JSON {
        let least = json.present("min_values")?.number ?? 1
        let most = json.present("max_values")?.number ?? 1
        guard (0...25).contains(least) else {
            throw .invalid(path + ["min_values"], "NUMBER_TYPE_MAX", "int value should be between 0 and 25.")
        }
        guard (1...25).contains(most), least <= most else {
            throw .invalid(path + ["max_values"], "NUMBER_TYPE_MAX", "int value should be between 1 and 25.")
        }
        try check(json, "placeholder", 0...150, at: path)
        if json["type"] == 3 { try checkOptions(json, most, at: path) }
        var result = json
        (result["min_values"], result["max_values"]) = (.int(least), .int(most))
        return result
    }

    private static func checkOptions(_ json: JSON, _ most: Int, at path: [String]) throws(APIError) {
        guard let options = json["options"]?.list, (1...25).contains(options.count) else {
            throw .invalid(path + ["options"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
        }
        guard most <= options.count else {
            throw .invalid(
                path + ["max_values"], "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
                "max_values may not be larger than the number of options")
        }
        var values: Set<String> = []
        for (index, option) in options.enumerated() {
            let place = path + ["options", String(index)]
            for key in ["label", "value"] {
                guard option.present(key)?.text != nil else {
                    throw .invalid(place + [key], "BASE_TYPE_REQUIRED", "This field is required")
                }
                try check(option, key, 1...100, at: place)
            }
            try check(option, "description", 0...100, at: place)
            guard values.insert(option["value"]?.text ?? "").inserted else {
                throw .invalid(
                    place + ["value"], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used")
            }
        }
    }

    private static func check(
        _ json: JSON, _ key: String, _ lengths: ClosedRange<Int>, at path: [String]
    ) throws(APIError) {
        guard let text = json.present(key)?.text, !lengths.contains(text.utf16.count) else { return }
        throw .invalid(
            path + [key], "BASE_TYPE_BAD_LENGTH",
            "Must be between \(lengths.lowerBound) and \(lengths.upperBound) in length.")
    }
}
