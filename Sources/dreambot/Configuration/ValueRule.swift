/// What a key's value must be: reads it, or adds a mistake.
struct ValueRule<Value>: Sendable {
    /// The value, or nil and at least one mistake.
    let read: @Sendable (JSONNode, SettingPath, inout MistakeList) -> Value?

    /// A rule of its own.
    init(read: @escaping @Sendable (JSONNode, SettingPath, inout MistakeList) -> Value?) {
        self.read = read
    }

    /// A rule for one value. `valid` describes valid values ("a whole number from 1 to 5"); `hint` explains a mistake.
    init(
        valid: String, hint: @escaping @Sendable (JSONValue) -> String? = { _ in nil },
        parse: @escaping @Sendable (JSONValue) -> Value?
    ) {
        read = { node, path, mistakes in
            if let value = parse(node.value) { return value }
            let advice = hint(node.value).map { " (\($0))" } ?? ""
            mistakes.add(
                path, at: node.position, found: "found \(PrintableText.naming(node.value))",
                valid: "valid is \(valid)\(advice)")
            return nil
        }
    }
}

extension ValueRule {
    /// One of an enumeration's words.
    static func choice() -> ValueRule where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
        let words = Value.allCases.map(\.rawValue)
        return ValueRule(valid: "one of " + words.joined(separator: ", ")) { value in
            guard case .string(let text) = value else { return nil }
            return KeyLikeness.nearest(to: text, among: words).map { "did you mean \($0)?" }
        } parse: { value in
            guard case .string(let text) = value else { return nil }
            return Value(rawValue: text)
        }
    }

    /// A list in which every element obeys a rule; all mistakes are collected.
    static func list<Element>(of rule: ValueRule<Element>) -> ValueRule where Value == [Element] {
        ValueRule { node, path, mistakes in
            guard case .array(let nodes) = node.value else {
                mistakes.add(
                    path, at: node.position, found: "found \(PrintableText.naming(node.value))",
                    valid: "valid is a list: […]")
                return nil
            }
            var elements: [Element] = []
            for (index, node) in nodes.enumerated() {
                if let element = rule.read(node, path.index(index), &mistakes) { elements.append(element) }
            }
            return elements.count == nodes.count ? elements : nil
        }
    }
}

extension ValueRule<String> {
    /// A text that a check accepts; other types get no hint.
    static func text(
        _ valid: String, hint: @escaping @Sendable (String) -> String? = { _ in nil },
        where isValid: @escaping @Sendable (String) -> Bool
    ) -> ValueRule {
        ValueRule(valid: valid) { value in
            guard case .string(let text) = value else { return nil }
            return hint(text)
        } parse: { value in
            guard case .string(let text) = value, isValid(text) else { return nil }
            return text
        }
    }
}
