import Discord

/// What is wished for already, or nearly.
extension Sentences {
    /// `words` are those of the open wish.
    func alikeWished(_ words: String, link: String?) -> String {
        texts(.alikeWished, [.what: words, .place: link.map { ": \($0)" } ?? ""])
    }

    func channelIsNear(_ channel: String) -> String { texts(.channelIsNear, [.channel: channel]) }

    /// For moderators.
    var howToInsist: String {
        let form = "`\(code(prefix))wish \(WishCommand.insistence) …`"
        return texts(
            .howToInsist, [.form: form, .option: name(of: .wishAnyway), .command: "`\(slash(.wish))`"])
    }
}

extension Replies {
    /// A channel has nearly the wished name. `mayInsist`: the member may wish for it all the same.
    func channelIsNear(_ channel: Snowflake, mayInsist: Bool) -> String {
        sentences.channelIsNear("<#\(channel)>") + (mayInsist ? " " + sentences.howToInsist : "")
    }
}
