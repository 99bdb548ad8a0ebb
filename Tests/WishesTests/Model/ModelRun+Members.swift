import Discord
import TestSupport

@testable import Wishes

extension ModelRun {
    /// A random member acts, and the gateway delivers the event if it can.
    func membersAct() async {
        let wish = wishes[Int.random(in: 0..<wishes.count, using: &random)]
        let taking = isGrowing ? 0 : 1
        let deeds: [(Int, Deed)] = [
            (24, .vote), (8, .superVote), (10, .everybodyVotes), (3, .delete), (3, .takeOwnStar), (4, .judge),
            (2, .bin),
            (8 * taking, .unvote), (2 * taking, .clear), (5 * taking, .join), (5 * taking, .leave),
        ]
        switch random.weighted(deeds) {
        case .vote: await vote(for: wish, by: [somebody()], burst: false)
        case .superVote: await vote(for: wish, by: [somebody()], burst: true)
        case .everybodyVotes: await vote(for: wish, by: humans(), burst: random.chance(20))
        case .unvote: await unvote(wish)
        case .clear: await clear(wish)
        case .delete: await delete(wish)
        case .takeOwnStar: await takeOwnStar(wish)
        case .judge: await judge(wish)
        case .bin: await bin(wish)
        case .join: await join()
        case .leave: await leave()
        }
    }

    private enum Deed {
        case vote, superVote, everybodyVotes, unvote, clear, delete, takeOwnStar, judge, bin, join, leave
    }

    private func humans() -> [Snowflake] { discord.with { $0.members.filter { $0.bot != true }.map(\.id) } }

    /// A member, another bot, or a former member.
    private func somebody() -> Snowflake {
        let strangers = [Snowflake(901), Snowflake(777)]
        return (random.chance(12) ? strangers : humans()).randomElement(using: &random) ?? Snowflake(777)
    }

    private func reaction(_ wish: Snowflake, _ user: Snowflake, burst: Bool) -> ReactionEvent {
        ReactionEvent(
            userID: user, channelID: ModelWorld.suggestions, messageID: wish, guildID: ModelWorld.guild,
            emoji: ModelWorld.star, isBurst: burst)
    }

    /// Changes an existing message; nil if it does not exist.
    private func change<Result>(_ wish: Snowflake, _ body: (inout FakeDiscord.Standing) -> Result) -> Result? {
        discord.with { world in
            guard var standing = world.channels[ModelWorld.suggestions]?[wish] else { return nil }
            defer { world.channels[ModelWorld.suggestions]?[wish] = standing }
            return body(&standing)
        }
    }

    private func vote(for wish: Snowflake, by users: [Snowflake], burst: Bool) async {
        for user in users {
            let isNew = change(wish) { card in
                burst ? card.superStars.insert(user).inserted : card.stars.insert(user).inserted
            }
            guard isNew == true else { continue }
            steps.append("\(user) votes for \(wish)\(burst ? ", super" : "")")
            notice()
            await tell(.reactionAdd(reaction(wish, user, burst: burst)))
        }
    }

    private func unvote(_ wish: Snowflake) async {
        let burst = random.chance(25)
        let voters = change(wish) { Array(burst ? $0.superStars : $0.stars).sorted().filter { $0 != discord.me } }
        guard let user = voters?.randomElement(using: &random) else { return }
        _ = change(wish) { burst ? $0.superStars.remove(user) : $0.stars.remove(user) }
        steps.append("\(user) takes a vote from \(wish)")
        await tell(.reactionRemove(reaction(wish, user, burst: burst)))
    }

    private func clear(_ wish: Snowflake) async {
        guard change(wish, { ($0.stars, $0.superStars) = ([], []) }) != nil else { return }
        steps.append("the stars of \(wish) are cleared")
        await tell(
            .reactionsCleared(
                message: wish, guild: ModelWorld.guild, emoji: random.chance(50) ? ModelWorld.star : nil))
    }

    private func takeOwnStar(_ wish: Snowflake) async {
        guard change(wish, { $0.stars.remove(discord.me) }) != nil else { return }
        steps.append("the bot's star of \(wish) is taken away")
        await tell(.reactionRemove(reaction(wish, discord.me, burst: false)))
    }

    private func delete(_ wish: Snowflake) async {
        let isGone = discord.with { $0.channels[ModelWorld.suggestions]?.removeValue(forKey: wish) != nil }
        guard isGone else { return }
        steps.append("the card \(wish) is deleted")
        await tell(.messageDelete([wish], channel: ModelWorld.suggestions))
    }

    /// A moderator decides about a wish, or its author withdraws it by a command.
    private func judge(_ wish: Snowflake) async {
        let commands: [(Int, String)] = [(4, "plan"), (2, "decline"), (2, "done"), (1, "withdraw")]
        let command = random.weighted(commands)
        let id = discord.with { world in
            world.nextID += 1
            return Snowflake(world.nextID)
        }
        let (user, words) = command == "withdraw" ? (ModelWorld.author, "") : (ModelWorld.owner, " because")
        let content = "!\(command) \(wish)\(words)"
        discord.with { world in
            world.channels[ModelWorld.suggestions]?[id] = .init(
                message: PostedMessage(id: id, authorID: user, content: content), stars: [])
        }
        steps.append(content)
        figures.verdicts += 1
        await tell(
            .messageCreate(
                Message(
                    id: id, channelID: ModelWorld.suggestions, guildID: ModelWorld.guild,
                    author: FakeDiscord.user(user), content: content)))
    }

    /// The author puts 🗑️ under a card.
    private func bin(_ wish: Snowflake) async {
        let isNew = change(wish) { $0.others["🗑️", default: []].insert(ModelWorld.author).inserted }
        guard isNew == true else { return }
        steps.append("the author's 🗑️ is under \(wish)")
        var event = reaction(wish, ModelWorld.author, burst: false)
        event.emoji = ModelWorld.bin
        await tell(.reactionAdd(event))
    }

    private func join() async {
        let user = FakeDiscord.user(Snowflake(200 + UInt64(steps.count)), bot: random.chance(20))
        discord.with { $0.members.append(user) }
        steps.append("\(user.id) joins")
        await tell(.memberAdd(guild: ModelWorld.guild, Member(user: user)))
    }

    private func leave() async {
        let people = humans()
        guard people.count > 2, let id = people.randomElement(using: &random) else { return }
        discord.with { $0.members.removeAll { $0.id == id } }
        steps.append("\(id) leaves")
        await tell(.memberRemove(guild: ModelWorld.guild, FakeDiscord.user(id)))
    }
}
