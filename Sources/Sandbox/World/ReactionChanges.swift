/// Changes to reactions, after all checks.
extension World {
    /// False when the user has this reaction already or the message does not exist.
    mutating func addReaction(
        _ emoji: Sandbox.Emoji, by user: ID, kind: Sandbox.ReactionKind, to id: ID, in channel: ID
    ) -> Bool {
        let added = logs[channel]?.update(id) { message in
            let place = message.reactions.firstIndex { $0.emoji == emoji } ?? message.reactions.count
            if place == message.reactions.count { message.reactions.append(Sandbox.Reaction(emoji: emoji)) }
            return message.reactions[place].insert(user, kind)
        }
        guard added == true, let message = logs[channel]?[id] else { return false }
        emit(.reactionAdd(WorldEvent.Vote(message, emoji, by: user, kind)))
        return true
    }

    /// False when the user does not have this reaction.
    mutating func removeReaction(
        _ emoji: Sandbox.Emoji, by user: ID, kind: Sandbox.ReactionKind, from id: ID, in channel: ID
    ) -> Bool {
        let removed = logs[channel]?.update(id) { message in
            guard let place = message.reactions.firstIndex(where: { $0.emoji == emoji }) else { return false }
            let removed = message.reactions[place].remove(user, kind)
            if message.reactions[place].count == 0 { message.reactions.remove(at: place) }
            return removed
        }
        guard removed == true, let message = logs[channel]?[id] else { return false }
        emit(.reactionRemove(WorldEvent.Vote(message, emoji, by: user, kind)))
        return true
    }

    mutating func clearReactions(of id: ID, in channel: ID) {
        guard let message = logs[channel]?[id] else { return }
        _ = logs[channel]?.update(id) { $0.reactions = [] }
        emit(.reactionsCleared(message: message))
    }

    mutating func clearReactions(of id: ID, in channel: ID, emoji: Sandbox.Emoji) {
        guard let message = logs[channel]?[id], message.reaction(emoji) != nil else { return }
        _ = logs[channel]?.update(id) { message in message.reactions.removeAll { $0.emoji == emoji } }
        emit(.emojiCleared(message: message, emoji))
    }
}

extension Sandbox.Reaction {
    fileprivate mutating func insert(_ user: ID, _ kind: Sandbox.ReactionKind) -> Bool {
        kind == .normal ? normalIDs.insert(user) : burstIDs.insert(user)
    }

    fileprivate mutating func remove(_ user: ID, _ kind: Sandbox.ReactionKind) -> Bool {
        kind == .normal ? normalIDs.remove(user) : burstIDs.remove(user)
    }
}
