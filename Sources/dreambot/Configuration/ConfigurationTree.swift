/// Keys that would hold the token itself.
enum TokenKey {
    /// Whether a key is `token` or a variant of it: `Token`, `bot_token`, `discord-token`.
    static func matches(_ key: String) -> Bool {
        let folded = key.lowercased().filter { $0 != "_" && $0 != "-" }
        return folded == "token" || folded == "bottoken" || folded == "discordtoken"
    }
}

/// Finds mistakes that are independent of the key table, also below unknown keys: duplicate keys, and tokens.
enum ConfigurationTree {
    /// Collects the mistakes in a value and in everything below it.
    static func inspect(_ node: JSONNode, at path: SettingPath = .root, _ mistakes: inout MistakeList) {
        switch node.value {
        case .object(let members): inspect(members, at: path, &mistakes)
        case .array(let nodes):
            for (index, node) in nodes.enumerated() { inspect(node, at: path.index(index), &mistakes) }
        default: break
        }
    }

    private static func inspect(_ members: [JSONMember], at path: SettingPath, _ mistakes: inout MistakeList) {
        var first: [String: TextPosition] = [:]
        for member in members {
            let path = path.key(member.key)
            if let earlier = first[member.key] {
                mistakes.add(path, at: member.position, found: "the key is given twice", valid: "first at \(earlier)")
            } else {
                first[member.key] = member.position
            }
            if TokenKey.matches(member.key) {
                mistakes.add(
                    path, at: member.position,
                    found: "a token does not belong in this file, which gets copied and shown",
                    valid: "put it alone into a file that only the bot can read and name that in token_file")
            }
            inspect(member.node, at: path, &mistakes)
        }
    }
}
