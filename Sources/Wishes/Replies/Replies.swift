import Discord
import Foundation

/// All texts and cards that the bot posts, in the language and voice and with the prefix of a guild.
///
/// `Sentences` holds the words; here they become cards within Discord's limits.
struct Replies: Sendable {
    let sentences: Sentences

    /// Makes replies with the prefix of the guild's commands.
    init(texts: Texts, prefix: String, isSlash: Bool = false) {
        sentences = Sentences(texts: texts, prefix: prefix, isSlash: isSlash)
    }

    /// Makes replies without texts of admins.
    init(voice: Voice, prefix: String, language: Language = .english) {
        sentences = Sentences(voice: voice, prefix: prefix, language: language)
    }

    /// The color of a card by its kind of wish. `CardReader` knows a kind by it where the title is an admin's.
    static func color(_ kind: WishKind) -> Int {
        switch kind {
        case .video: 0xE0_5A_47
        case .channel: 0x5B_8D_EF
        case .other: 0xF2_B1_34
        }
    }

    /// The color of cards that belong to no kind.
    static let calm = 0x8A_7F_C7

    // MARK: Cards

    /// The card of a wish. Its footer holds the id by which the card is found again, and the author's name links to the
    /// author's profile, so that `CardReader` can restore a lost database from the cards.
    func wishCard(
        kind: WishKind, text: String, channelName: String?, authorName: String?, authorID: Snowflake, needed: Int?,
        emoji: String, cardID: String
    ) -> Card {
        card(
            CardLook(
                kind: kind, text: text, channelName: channelName, authorName: authorName, authorID: authorID,
                cardID: cardID, emoji: emoji,
                progress: kind == .channel ? needed.map(VoteProgress.beginning) : nil))
    }

    /// The card of a wish in any state. The text, a blank line, the author, then what `closing` says: `CardReader` reads
    /// that.
    func wishCard(_ look: CardLook, closing: [String]) -> Card {
        // The lines about a state and about votes take room.
        let room = 3_400 - (look.state == .active ? 0 : 250) - (look.progress == nil ? 0 : 250)
        let limit = look.state == .withdrawn ? 300 : room
        let body = InertText.block(look.text, limit: limit, maxLines: 20)
        // Discord shows a mention with the member's name, and in a card it pings no one.
        let name =
            look.authorName.map { ProfileLink.text(name: $0, user: look.authorID) } ?? sentences.person(look.authorID)
        let heading = look.channelName.map { "**#" + InertText.line($0, limit: 250) + "**\n" } ?? ""
        let lines = [heading + body, "", sentences.wishedBy(name)] + closing
        return Card(
            title: sentences.wishTitle(look.kind), description: lines.joined(separator: "\n"),
            footer: "wish \(look.cardID)", color: Self.color(look.kind))
    }

    /// The summary of a week: at most five wishes of each kind.
    func weekly(
        sections: [(kind: WishKind, rows: [RankRow])], confirmation: ConfirmationNote, now: Date, emoji: String
    ) -> Card {
        let fields = sections.prefix(3).map { section in
            let rows = section.rows.prefix(5)
            let lines = rows.enumerated().map { place, row in
                // Each line gets an equal share of the field, so that none is left out.
                line(row, place: place, share: 1_024 / rows.count, now: now, emoji: emoji)
            }
            return Card.Field(name: sentences.sectionTitle(section.kind), value: Self.fitting(lines, limit: 1_024))
        }
        return Card(
            title: sentences.weeklyTitle, description: sentences.weeklyLead + "\n" + note(confirmation, now: now),
            fields: fields, color: Self.calm)
    }

    /// The result of a sync.
    func syncReport(_ summary: SyncSummary) -> Card {
        guard summary.hasSuggestionsChannel else {
            return Card(
                title: sentences.syncTitle,
                description: summary.absence.map(noSuggestionsChannel)
                    ?? noSuggestionsChannel(summary.suggestionsChannelName),
                color: Self.calm)
        }
        let problems = summary.remarks.prefix(8).map { remark, count in
            "• " + (count > 0 ? "\(count) × " : "") + words(remark)
        }
        let text = ([sentences.syncNumbers(summary), sentences.syncCost(summary)] + problems).joined(separator: "\n")
        return Card(title: sentences.syncTitle, description: text, color: Self.calm)
    }

    private func words(_ remark: SyncSummary.Remark) -> String {
        switch remark {
        case .problem(let problem): sentences.problem(problem)
        case .unknownCards(let cards): sentences.unknownCards(cards)
        case .lack(let lack): sentences.lack(lack)
        }
    }

    /// The commands that a role may give.
    func help(for role: RequesterRole, suggestionsChannel: String?) -> Card {
        Card(
            title: sentences.helpTitle,
            description: sentences.help(role, channel: suggestionsChannel).joined(separator: "\n"), color: Self.calm)
    }

    // MARK: Pieces

    /// As many whole lines as fit.
    static func fitting(_ lines: [String], limit: Int) -> String {
        var text = ""
        for line in lines {
            let next = text.isEmpty ? line : text + "\n" + line
            guard next.utf16.count <= limit else { break }
            text = next
        }
        return text
    }
}

// MARK: Sentences

extension Replies {
    /// How to write a command, after what was wrong with it.
    func usage(_ verb: WishCommand.Verb, problem: Phrase?) -> String { sentences.usage(verb, problem: problem) }
    /// The answer to a misspelt command.
    func didYouMean(_ verb: WishCommand.Verb) -> String { sentences.didYouMean(verb) }
    /// The warning to a member who gives too many commands.
    func slower(_ role: RequesterRole) -> String { sentences.slower(FloodGuard.allowed(role)) }
    /// The guild gives more commands than can be answered; this one is given up.
    func tooBusy() -> String { sentences.tooBusy }
    /// Wishes are made in another channel.
    func wrongChannel(_ channel: String?) -> String { sentences.wrongChannel(channel) }
    /// The guild has no suggestions channel that the bot can see.
    func noSuggestionsChannel(_ name: String) -> String {
        sentences.noSuggestionsChannel(InertText.line(name, limit: 100))
    }
    /// The guild has no suggestions channel, and why.
    func noSuggestionsChannel(_ absence: SuggestionsChannel.Absence) -> String {
        switch absence {
        case .noSuchChannel(let name): noSuggestionsChannel(name)
        case .wrongType(let name): sentences.suggestionsChannelIsNoText(InertText.line(name, limit: 100))
        case .mistyped(let name, let before):
            sentences.suggestionsChannelMistyped(InertText.line(name, limit: 100), before: "<#\(before)>")
        }
    }
    /// The member has no role that may wish.
    func notADreamer() -> String { sentences.notADreamer }
    /// The command is for moderators.
    func notAModerator() -> String { sentences.notAModerator }
    /// The wished name is not allowed.
    func channelNameRefused(_ flaw: ChannelName.Flaw) -> String {
        sentences.channelNameRefused(InertText.line(sentences.flaw(flaw), limit: 300))
    }
    /// A channel of the wished name exists.
    func channelExists(_ channel: Snowflake) -> String { sentences.channelExists("<#\(channel)>") }
    /// The wish is not taken; `channelName` is that of a channel wish. `mayInsist`: the member may wish it all the same.
    func notTaken(_ objection: WishObjection, channelName: String?, mayInsist: Bool = false) -> String {
        let insist = mayInsist ? " " + sentences.howToInsist : ""
        return switch objection {
        case .wished(let link):
            sentences.alreadyWished(channelName.map { "#" + InertText.line($0, limit: 100) }, link: link) + insist
        case .alike(let words, let link):
            sentences.alikeWished(
                (channelName == nil ? "" : "#") + InertText.label(words, limit: 200), link: link) + insist
        case .tooManyOfMember(let count): sentences.tooManyWishes(ofMember: count)
        case .tooManyOfGuild(let count): sentences.tooManyWishes(ofGuild: count)
        case .tooSoon(let seconds): sentences.tooSoon(seconds)
        }
    }
    /// The wish failed and nothing was stored.
    func wishFailed(_ why: Trouble) -> String { sentences.wishFailed(sentences.trouble(why)) }
    /// Discord did not answer, so it is not known whether the card exists.
    func wishDoubtful() -> String { sentences.wishDoubtful() }
    /// The request was interrupted by a restart and is not carried out any more.
    func interrupted() -> String { sentences.interrupted }
    /// A wish has its quorum, and its channel is about to be requested. `lock` is small print.
    func manifesting(lock: String) -> String { sentences.manifesting + "\n-# " + lock }
    /// A wish has come true.
    func manifested(channel: Snowflake) -> String { sentences.manifested("<#\(channel)>") }
    /// The channel that such an answer names, in these words or in any language and voice; nil for any other text.
    func manifestedChannel(in text: String) -> Snowflake? { Self.manifestedChannel(in: text, everySentences) }
    /// The same in any language and voice.
    static func manifestedChannel(in text: String) -> Snowflake? { manifestedChannel(in: text, Sentences.all) }
    private static func manifestedChannel(in text: String, _ every: [Sentences]) -> Snowflake? {
        guard let start = text.range(of: "<#"), let end = text[start.upperBound...].firstIndex(of: ">"),
            let channel = Snowflake(text[start.upperBound..<end])
        else { return nil }
        return every.contains { $0.manifested("<#\(channel)>") == text } ? channel : nil
    }
    /// Whether a text is the answer under a wish that was granted by hand, in these words or in any language and voice.
    func isCelebration(_ text: String) -> Bool { everySentences.contains { text.hasPrefix($0.celebration) } }
    /// These sentences and those of every language and voice: a guild's settings may have changed.
    private var everySentences: [Sentences] { [sentences] + Sentences.all }
    /// A wish has more than one channel.
    func doubled(channels: [Snowflake]) -> String {
        sentences.doubled(channels.map { "<#\($0)>" }.joined(separator: ", "))
    }
    /// The channel of a wish at quorum cannot be made yet.
    func manifestationRefused(_ refusal: ManifestationRefusal) -> String {
        sentences.manifestationRefused(sentences.refusal(refusal))
    }
    /// No wish is open, so there is no summary.
    func weeklyNothing() -> String { sentences.weeklyNothing }
    /// The summary was posted although an earlier one is among the newest messages.
    func weeklyDuplicate() -> String { sentences.weeklyDuplicate }
    /// The summary could not be posted.
    func weeklyFailed(_ why: Trouble) -> String { sentences.weeklyFailed(sentences.trouble(why)) }
    /// Whether a card's title is that of a weekly summary, in these words or in any language and voice.
    func isWeekly(title: String) -> Bool { everySentences.contains { $0.weeklyTitle == title } }
    /// The same in any language and voice.
    static func isWeekly(title: String) -> Bool { Sentences.all.contains { $0.weeklyTitle == title } }
}
