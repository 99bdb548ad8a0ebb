import Discord
import TestSupport
import Testing

@testable import Wishes

/// The ways to give a command about a wish.
enum Way: CaseIterable, Sendable {
    case prefix, slash
    /// The menu of its card, and the form that it opens.
    case menu
}

/// What can be done with one wish.
enum Deed: CaseIterable, Sendable {
    case grant, plan, done, decline, remove, withdraw, edit

    /// The name of its command, and of the option for its words.
    fileprivate var names: (command: String, option: String?) {
        switch self {
        case .grant: ("manifestwish", "notes")
        case .plan: ("plan", "note")
        case .done: ("done", "note")
        case .decline: ("decline", "reason")
        case .remove: ("removewish", "reason")
        case .withdraw: ("withdraw", nil)
        case .edit: ("editwish", "text")
        }
    }

    /// The name in the menu of a card; nil when it is not there.
    var menu: String? {
        switch self {
        case .grant: "Grant wish"
        case .decline: "Decline wish"
        case .remove: "Remove wish"
        case .plan, .done, .withdraw, .edit: nil
        }
    }

    /// The ways to give it.
    var ways: [Way] { menu == nil ? [.prefix, .slash] : Way.allCases }

    /// The state that it leads to.
    var state: WishState {
        switch self {
        case .grant: .granted
        case .plan: .planned
        case .done: .done
        case .decline: .declined
        case .remove: .removed
        case .withdraw: .withdrawn
        case .edit: .active
        }
    }
}

extension CogFixture {
    /// A wish of this member's with a card on Discord that was made just now.
    func plantOwn(
        _ kind: WishKind = .video, by author: Snowflake = CogFixture.member, voters: Int = 0,
        guild: Snowflake = CogFixture.guild
    ) async throws -> Wish {
        let id = discord.with { world in
            world.nextID += 1 << 22
            return world.nextID
        }
        let wish = try await plant(id, kind, voters: voters, guild: guild)
        try await store.write {
            try $0.execute(sql: "UPDATE wishes SET author_id = ? WHERE id = ?", arguments: [author, wish.id])
        }
        return try #require(try await self.wish(id))
    }

    /// A member does something with a wish; returns the words of the answer. The cog must be running.
    func ask(
        _ deed: Deed, _ way: Way, _ wish: Wish, words: String = "because", by person: Snowflake
    ) async throws -> String {
        let (command, option) = deed.names
        switch way {
        case .prefix:
            // A removal takes no words: they could name a second wish.
            let tail = option == nil || deed == .remove ? "" : " " + words
            return try await ask("!\(command) \(wish.messageID)\(tail)", by: person)
        case .slash:
            var options = [CommandUse.Option(name: "wish", value: .text("\(wish.messageID)"))]
            if let option { options.append(.init(name: option, value: .text(words))) }
            return await respond(.command(CommandUse(name: command, options: options)), by: person).words
        case .menu:
            let opened = await open(deed, wish, by: person)
            guard let form = opened.form else { return opened.words }
            return await send(form.customID, words: words, by: person)
        }
    }

    /// A member chooses an entry of the menu of a card.
    func open(_ deed: Deed, _ wish: Wish, by person: Snowflake) async -> InteractionOutcome {
        await respond(
            .command(CommandUse(name: deed.menu ?? "", kind: .messageMenu, target: wish.messageID)), by: person)
    }

    /// A member sends a form; returns the words of the answer.
    func send(_ id: String, words: String, by person: Snowflake) async -> String {
        await respond(.form(FormSubmission(customID: id, values: [WishForm.field: words])), by: person).words
    }

    /// What an interaction was answered with.
    struct InteractionOutcome {
        /// A form that was opened.
        var form: Form?
        /// The words of the answer; empty when a form was opened.
        var words = ""
        /// Whether it was refused at once, for the member alone, without a deferral.
        var isRefusedAtOnce = false
    }

    /// A member with these roles uses an interaction.
    func respond(
        _ content: Interaction.Content, by person: Snowflake, roles: [Snowflake] = []
    ) async -> InteractionOutcome {
        let id = discord.with { world in
            world.nextID += 11_000 << 22
            return Snowflake(world.nextID)
        }
        await respond(
            to: Interaction(
                handle: InteractionHandle(id: id, applicationID: Snowflake(8), token: Secret("aW50")),
                guildID: Self.guild, channelID: Self.channel,
                member: Member(user: FakeDiscord.user(person), roles: roles),
                content: content))
        return discord.with { world in
            if let answer = world.interactions.edits[id] { return InteractionOutcome(words: answer.words) }
            switch world.interactions.responses[id] {
            case .form(let form)?: return InteractionOutcome(form: form)
            case .message(let answer)?:
                return InteractionOutcome(words: answer.words, isRefusedAtOnce: answer.isEphemeral)
            default: return InteractionOutcome(words: "no answer")
            }
        }
    }

    /// What the card of a wish shows; nil when it is gone or cannot be read.
    func shown(_ wish: Wish) -> ReadCard? {
        let embeds = discord.with { $0.channels[Self.channel]?[wish.messageID]?.message.embeds }
        guard let embeds, case .card(let card) = CardReader.read(embeds) else { return nil }
        return card
    }
}

extension InteractionAnswer {
    /// All its texts.
    var words: String { NewMessage(content: content, embeds: embeds).words }
}
