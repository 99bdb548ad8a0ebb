/// One key of the file: its name and how its value is read into the target. A new key is one line in a table.
struct ConfigurationKey<Target>: Sendable {
    /// The name in the file.
    let name: String
    /// Paths of the keys below it (`level` for `log`), to suggest where a misplaced key belongs.
    let below: [String]
    /// Keys that say the same in another way: only one of them may be given.
    var excluded: [String] = []
    /// Reads the key's value into the target, or notes mistakes.
    let read: @Sendable (JSONNode, SettingPath, inout Target, inout MistakeList) -> Void

    /// A key with a value.
    static func value<Value>(
        _ name: String, _ property: any WritableKeyPath<Target, Value> & Sendable, _ rule: ValueRule<Value>
    ) -> ConfigurationKey {
        ConfigurationKey(name: name, below: []) { node, path, target, mistakes in
            if let value = rule.read(node, path, &mistakes) { target[keyPath: property] = value }
        }
    }

    /// A key that may be left out and has no default.
    static func optional<Value>(
        _ name: String, _ property: any WritableKeyPath<Target, Value?> & Sendable, _ rule: ValueRule<Value>
    ) -> ConfigurationKey {
        ConfigurationKey(name: name, below: []) { node, path, target, mistakes in
            if let value = rule.read(node, path, &mistakes) { target[keyPath: property] = value }
        }
    }

    /// A key with keys of its own, for the same target.
    static func section(_ name: String, _ keys: [ConfigurationKey]) -> ConfigurationKey {
        ConfigurationKey(name: name, below: keys.flatMap(\.paths)) { node, path, target, mistakes in
            keys.read(node, at: path, into: &target, &mistakes)
        }
    }

    /// A key with keys of its own, for a part of the target.
    static func section<Part>(
        _ name: String, _ property: any WritableKeyPath<Target, Part> & Sendable, _ keys: [ConfigurationKey<Part>]
    ) -> ConfigurationKey {
        ConfigurationKey(name: name, below: keys.flatMap(\.paths)) { node, path, target, mistakes in
            keys.read(node, at: path, into: &target[keyPath: property], &mistakes)
        }
    }

    /// The same key, which may not be given together with another one.
    func excluding(_ other: String) -> ConfigurationKey {
        var key = self
        key.excluded.append(other)
        return key
    }

    /// The paths of this key and of those below it.
    var paths: [String] { [name] + below.map { "\(name).\($0)" } }
}

extension Array {
    /// Reads an object by this table: its keys in the table's order, so that one key may build on another.
    func read<Target>(
        _ node: JSONNode, at path: SettingPath, into target: inout Target, _ mistakes: inout MistakeList
    ) where Element == ConfigurationKey<Target> {
        guard case .object(let members) = node.value else {
            mistakes.add(
                path, at: node.position, found: "found \(PrintableText.naming(node.value))",
                valid: "valid is an object: {…}")
            return
        }
        for key in self {
            for member in members where member.key == key.name {
                key.read(member.node, path.key(member.key), &target, &mistakes)
            }
        }
        for key in self {
            for other in key.excluded {
                guard members.contains(where: { $0.key == key.name }),
                    let second = members.first(where: { $0.key == other })
                else { continue }
                mistakes.add(
                    path.key(other), at: second.position, found: "\(key.name) and \(other) are both given",
                    valid: "valid is one of them")
            }
        }
        let names = map(\.name)
        for member in members where !names.contains(member.key) && !TokenKey.matches(member.key) {
            mistakes.add(
                path.key(member.key), at: member.position, found: "unknown key", valid: advice(for: member.key))
        }
    }

    private func advice<Target>(for key: String) -> String where Element == ConfigurationKey<Target> {
        let names = map(\.name)
        if let nearest = KeyLikeness.nearest(to: key, among: names) { return "did you mean \(nearest)?" }
        let elsewhere = flatMap(\.paths).first { $0.split(separator: ".").last.map(String.init) == key }
        if let elsewhere { return "did you mean \(elsewhere)?" }
        return "valid here: " + names.joined(separator: ", ")
    }
}
