import Discord
import Foundation

/// Answers about the states of wishes, and about members' own wishes.
extension Replies {
    /// What is posted under a wish about which a moderator has decided.
    func news(_ verdict: Verdict, note: String) -> String {
        let note = InertText.block(note, limit: 1_500, maxLines: 10)
        return sentences.news(verdict) + (note.isEmpty ? "" : "\n" + note)
    }

    /// What an author hears about a wish that was removed with its card.
    func removedNews(reason: String) -> String {
        let reason = InertText.block(reason, limit: 1_500, maxLines: 10)
        return sentences.removedNews + (reason.isEmpty ? "" : "\n" + reason)
    }

    /// The answer to the moderator who has decided.
    func verdict(_ verdict: Verdict, of wish: Wish, _ drawn: CardDrawing.Outcome) -> String {
        sentences.verdict(verdict, subject(wish)) + remark(drawn)
    }

    /// The answer to the author who has withdrawn a wish.
    func withdrawn(_ wish: Wish, _ drawn: CardDrawing.Outcome) -> String {
        sentences.withdrawn(subject(wish)) + remark(drawn)
    }

    /// The answer to the author who has edited a wish.
    func edited(link: String?) -> String { sentences.edited + (link.map { " " + $0 } ?? "") }

    /// What the answer says about the card after an edit.
    private func remark(_ drawn: CardDrawing.Outcome) -> String {
        switch drawn {
        case .drawn, .drawnInDoubt, .unchanged, .underWay, .noCard, .gone: ""
        case .later, .tooManyOld: " " + sentences.cardLater
        case .refused(let why): " " + sentences.cardUnchanged(sentences.trouble(why))
        }
    }

    /// A form about a wish. Only a refusal needs a reason.
    func form(_ form: WishForm) -> Form {
        let isRequired = form.act == .decline
        return Form(
            customID: form.customID, title: sentences.formTitle(form.act),
            fields: [
                .init(
                    customID: WishForm.field, label: sentences.formLabel(form.act),
                    description: sentences.formHint(form.act),
                    length: (isRequired ? 1 : 0)...WishForm.longestNote, isRequired: isRequired, isLong: true)
            ])
    }

    /// The form was opened by another version.
    func unknownForm() -> String { sentences.unknownForm }

    /// News by direct message: whoever gets it is not in the channel, so it says which wish of which server it is.
    func direct(_ text: String, about wish: Wish, guildName: String) -> String {
        let lead = sentences.directLead(subject(wish), server: InertText.label(guildName, limit: 100))
        return ([lead, text] + [wish.link].compactMap(\.self)).joined(separator: "\n")
    }

    /// A member's own wishes, a line for each. `emoji` gives the vote emoji of one, as text.
    func ownWishes(_ wishes: [CardSubject], total: Int, emoji: (Wish) -> String) -> Card {
        guard !wishes.isEmpty else {
            return Card(title: sentences.ownWishesTitle, description: sentences.noOwnWishes, color: Self.calm)
        }
        let lines = wishes.map { line($0, emoji($0.wish)) }
        let text = Self.fitting(lines, limit: 4_096)
        let shown = text.split(separator: "\n").count
        return Card(
            title: sentences.ownWishesTitle, description: text,
            footer: sentences.ownWishesHint(shown: shown, total: total), color: Self.calm)
    }

    private func line(_ subject: CardSubject, _ emoji: String) -> String {
        let wish = subject.wish
        let name = wish.channelName.map { "#\($0) — " } ?? ""
        let words = InertText.words(name + wish.text, link: wish.link, limit: 60)
        let state = sentences.state(wish.state, by: nil, channel: subject.madeChannelID.map { "<#\($0)>" })
        let votes = wish.state.isOpen ? "\(emoji) \(wish.votes)" : nil
        let date = "<t:\(Int64(wish.createdAt.timeIntervalSince1970.rounded(.down))):R>"
        return "\(wish.state.symbol) " + [words, state, votes, date].compactMap(\.self).joined(separator: " · ")
    }
}
