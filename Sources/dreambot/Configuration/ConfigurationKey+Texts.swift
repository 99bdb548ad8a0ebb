import Wishes

extension ConfigurationKey {
    /// Admins' texts in place of the bot's, by the phrase's key. A guild's come over those of the defaults, phrase by phrase.
    static func texts(
        _ name: String, _ property: any WritableKeyPath<Target, [Phrase: String]> & Sendable
    ) -> ConfigurationKey {
        ConfigurationKey(name: name, below: []) { node, path, target, mistakes in
            guard case .object(let members) = node.value else {
                mistakes.add(
                    path, at: node.position, found: "found \(PrintableText.naming(node.value))",
                    valid: "valid is an object of texts: {\"celebration\": \"✅ Granted!\"}")
                return
            }
            for member in members where !TokenKey.matches(member.key) {
                read(member, path.key(member.key), into: &target[keyPath: property], &mistakes)
            }
        }
    }

    private static func read(
        _ member: JSONMember, _ path: SettingPath, into texts: inout [Phrase: String], _ mistakes: inout MistakeList
    ) {
        guard let phrase = Phrase(rawValue: member.key) else {
            let nearest = KeyLikeness.nearest(to: member.key, among: Phrase.allCases.map(\.rawValue))
            let advice = nearest.map { "did you mean \($0)?" } ?? "dreambot texts prints all of them"
            return mistakes.add(path, at: member.position, found: "unknown text", valid: advice)
        }
        guard case .string(let text) = member.node.value else {
            return mistakes.add(
                path, at: member.node.position, found: "found \(PrintableText.naming(member.node.value))",
                valid: "valid is a text")
        }
        if let flaw = phrase.flaw(in: text) {
            mistakes.add(path, at: member.node.position, found: flaw.found, valid: flaw.cure(for: phrase))
        } else {
            texts[phrase] = text
        }
    }
}

extension TextFlaw {
    /// What is wrong, for the operator.
    fileprivate var found: String {
        switch self {
        case .empty: "the text has no visible character"
        case .controlCharacter: "the text has a line break or another control character"
        case .missing(let markers): "the text lacks \(markers.joined(separator: ", "))"
        case .unknown(let markers): "the text has \(markers.joined(separator: ", ")), which this text cannot have"
        case .mustEnd(let marker): "the text does not end with \(marker)"
        case .openCode: "the text has a backtick without a second one"
        case .tooLong(let units, let limit): "the text can become \(units) characters long; at most \(limit) fit"
        }
    }

    /// What would be valid.
    fileprivate func cure(for phrase: Phrase) -> String {
        switch self {
        case .empty, .controlCharacter: "valid is a text on one line"
        case .missing, .unknown:
            phrase.markers.isEmpty
                ? "this text has no placeholders" : "valid is a text with \(phrase.markers.joined(separator: ", "))"
        case .mustEnd(let marker): "put \(marker) last: the bot reads the author from there"
        case .openCode: "close it, or leave it out"
        case .tooLong: "shorten it; its placeholders count with the longest text that they can hold"
        }
    }
}
