/// Names and descriptions of commands, options and choices in other languages.
///
/// Source: https://docs.discord.com/developers/interactions/application-commands#localization
enum CommandLocalizations {
    private static let keys: Set<String> = ["name_localizations", "description_localizations"]

    /// The locales of Discord's clients.
    /// Source: https://docs.discord.com/developers/reference#locales
    static let locales: Set<String> = [
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
        "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
    ]

    /// Checks the localizations of one object: each keeps the rules of what it translates. Throws: `APIError` 50035.
    static func check(
        _ json: JSON, path: [String], isSlashName: Bool = false, longestName: Int = 32
    ) throws(APIError) {
        for (locale, name) in try texts(json, "name_localizations", path: path) {
            let isValid =
                isSlashName ? CommandForm.isName(name, type: 1) : (1...longestName).contains(name.utf16.count)
            guard isValid else {
                throw .invalid(
                    path + ["name_localizations", locale], "APPLICATION_COMMAND_INVALID_NAME",
                    "Command name is invalid")
            }
        }
        for (locale, description) in try texts(json, "description_localizations", path: path)
        where !(1...100).contains(description.utf16.count) {
            throw .invalid(
                path + ["description_localizations", locale], "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 100 in length.")
        }
    }

    private static func texts(_ json: JSON, _ key: String, path: [String]) throws(APIError) -> [(String, String)] {
        guard let value = json.present(key) else { return [] }
        guard case .object(let pairs) = value else {
            throw .invalid(path + [key], "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        }
        var texts: [(String, String)] = []
        for pair in pairs {
            guard locales.contains(pair.key) else {
                throw .invalid(path + [key, pair.key], "BASE_TYPE_CHOICES", "Value must be one of Discord's locales.")
            }
            guard let text = pair.value.text else {
                throw .invalid(path + [key, pair.key], "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            }
            texts.append((pair.key, text))
        }
        return texts
    }

    /// A command as lists show it unless they are asked for `with_localizations`.
    static func removed(from json: JSON) -> JSON {
        switch json {
        case .object(let pairs):
            .object(pairs.filter { !keys.contains($0.key) }.map { JSON.Pair($0.key, removed(from: $0.value)) })
        case .array(let list): .array(list.map(removed))
        default: json
        }
    }
}
