import Foundation

extension Sandbox {
    /// Adds reactions of users; returns how many were new.
    @discardableResult
    public func react(
        _ emoji: Emoji, to message: ID, in channel: ID, by users: [ID], kind: ReactionKind = .normal,
        silent: Bool = false
    ) -> Int {
        change(silent: silent) { world in
            users.count { world.addReaction(emoji, by: $0, kind: kind, to: message, in: channel) }
        }
    }

    /// Removes reactions of users; returns how many existed.
    @discardableResult
    public func unreact(
        _ emoji: Emoji, from message: ID, in channel: ID, by users: [ID], kind: ReactionKind = .normal,
        silent: Bool = false
    ) -> Int {
        change(silent: silent) { world in
            users.count { world.removeReaction(emoji, by: $0, kind: kind, from: message, in: channel) }
        }
    }

    /// Removes all reactions of a message, or those with one emoji.
    public func clearReactions(of message: ID, in channel: ID, emoji: Emoji? = nil, silent: Bool = false) {
        change(silent: silent) { world in
            if let emoji {
                world.clearReactions(of: message, in: channel, emoji: emoji)
            } else {
                world.clearReactions(of: message, in: channel)
            }
        }
    }
}
