import Foundation
import Sandbox

/// What members of the Sandbox's guild can see of wishes at one moment.
struct ChaosTruth: Sendable {
    /// A wish's card in the suggestions channel.
    struct Card: Sendable {
        var id: Sandbox.ID
        /// The card's own id, from its footer.
        var token: String
        var text: String
        /// Whether it is a wish for a channel: its text begins with the channel's name.
        var isForChannel: Bool { text.hasPrefix("**#") }
        /// Stars of both kinds without the bot's.
        var votes: Int
        /// Who gave them.
        var supporters: Set<Sandbox.ID>
        var carriesOwnStar: Bool
    }

    /// A channel whose topic ends with the link to a wish.
    struct MarkedChannel: Sendable {
        var id: Sandbox.ID
        var wish: String
        var isInCategory: Bool
    }

    var cards: [Card]
    var channels: [MarkedChannel]
    /// The wishes under which the bot has said that they came true, each as often as it did.
    var answered: [Sandbox.ID]
    var humans: Set<Sandbox.ID>

    /// Votes that make a channel: 67 of 100 members, rounded up.
    static func needed(_ members: Int) -> Int { max(1, (67 * members + 99) / 100) }

    var needed: Int { Self.needed(humans.count) }

    /// Whether a wish has as many human members behind it as it needs.
    func isOverQuorum(_ card: Card) -> Bool { card.supporters.intersection(humans).count >= needed }
}

extension Sandbox {
    /// The truth about a guild's wishes.
    func truth(of guild: GuildOnStage) -> ChaosTruth {
        let messages = botMessages(in: guild.suggestions)
        let category = channels(of: guild.id).first { $0.kind == .category }?.id
        return ChaosTruth(
            cards: messages.compactMap(card),
            channels: channels(of: guild.id).compactMap { channel in
                guard let topic = channel.topic, let link = topic.split(separator: " ").last,
                    link.hasPrefix("https://discord.com/channels/\(guild.id)/"),
                    let wish = link.split(separator: "/").last
                else { return nil }
                return ChaosTruth.MarkedChannel(
                    id: channel.id, wish: String(wish), isInCategory: channel.parentID == category)
            },
            answered: messages.filter { $0.content.contains("<#") }.compactMap(\.replyTo),
            humans: Set(humans(of: guild.id)))
    }

    private func card(_ message: Message) -> ChaosTruth.Card? {
        guard let footer = message.embeds.first?["footer"]?["text"]?.text, footer.hasPrefix("wish ") else { return nil }
        let star = message.reaction(EndToEndTests.Stage.star)
        let voters = (star?.normal ?? []) + (star?.burst ?? [])
        return ChaosTruth.Card(
            id: message.id, token: String(footer.dropFirst(5)),
            text: Self.wishText(message.embeds.first?["description"]?.text ?? ""), votes: voters.count { $0 != botID },
            supporters: Set(voters).subtracting([botID]), carriesOwnStar: voters.contains(botID))
    }

    /// The member's words, without the lines below them that depend on the moment.
    private static func wishText(_ description: String) -> String {
        description.components(separatedBy: "\n\n").first ?? ""
    }
}
