import Discord
import TestSupport
import Testing

@testable import Wishes

extension CogFixture {
    /// A human without permissions.
    static let member = Snowflake(105)

    /// A member gives a command; returns all words of the answer. The cog must be running. Each command is given eleven
    /// seconds after the one before.
    func ask(_ command: String, by person: Snowflake = CogFixture.owner) async throws -> String {
        let id = await give(command, by: person)
        let answer = try #require(answers(to: id).first, "no answer to \(command)")
        #expect(answers(to: id).count == 1)
        return answer.words
    }

    /// A member gives a command; the answer must contain these words.
    func expect(
        _ command: String, by person: Snowflake = CogFixture.owner, says words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await ask(command, by: person)
        #expect(answer.contains(words), "\(command)", sourceLocation: sourceLocation)
    }

    /// A member gives a command, and the bot carries it out. Returns the command's message.
    @discardableResult
    func give(
        _ command: String, by person: Snowflake = CogFixture.owner, roles: [Snowflake] = [], after seconds: UInt64 = 11
    ) async -> Snowflake {
        let id = discord.with { world in
            world.nextID += (seconds * 1_000 + 1) << 22
            return Snowflake(world.nextID)
        }
        let message = Message(
            id: id, channelID: Self.channel, guildID: Self.guild, author: FakeDiscord.user(person),
            member: Member(roles: roles), content: command)
        await cog.handle([.messageCreate(message)])
        await cog.answered()
        return id
    }

    /// The bot's replies to a message.
    func answers(to message: Snowflake) -> [NewMessage] {
        discord.with { $0.posts.filter { $0.replyTo == message } }
    }
}

extension NewMessage {
    /// All its texts.
    var words: String {
        var words: [String?] = [content]
        for card in embeds ?? [] {
            words += [card.title, card.description]
            for field in card.fields ?? [] { words += [field.name, field.value] }
            words.append(card.footer?.text)
        }
        return words.compactMap(\.self).joined(separator: "\n")
    }
}
