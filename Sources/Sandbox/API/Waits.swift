import Foundation

extension Sandbox {
    /// Waits for a message of the bot whose text or embeds contain words, newer than a message if one is given.
    public func waitForMessage(
        in channel: ID, containing words: String = "", after: ID? = nil, timeout: Duration = patience
    ) async -> Message? {
        await wait(timeout: timeout) { sandbox in
            sandbox.messages(in: channel).first { message in
                message.authorID == sandbox.world.botID && message.id > (after ?? ID(rawValue: 0))
                    && (words.isEmpty || Sandbox.words(of: message).localizedCaseInsensitiveContains(words))
            }
        }
    }

    /// Waits for an answer to an interaction whose text or embeds contain words. The "thinking" placeholder does not count.
    public func waitForAnswer(
        to interaction: ID, containing words: String = "", timeout: Duration = patience
    ) async -> Message? {
        await wait(timeout: timeout) { sandbox in
            sandbox.answers(to: interaction).first { message in
                !message.isThinking
                    && (words.isEmpty || Sandbox.words(of: message).localizedCaseInsensitiveContains(words))
            }
        }
    }

    /// Waits until the bot has registered a command.
    public func waitForCommand(_ name: String, timeout: Duration = patience) async -> Bool {
        await wait(timeout: timeout) { sandbox in
            sandbox.commands().contains { $0["name"]?.text == name } ? true : nil
        } ?? false
    }

    /// Waits for a channel with this name.
    public func waitForChannel(named name: String, in guild: ID, timeout: Duration = patience) async -> Channel? {
        await wait(timeout: timeout) { try? $0.channel(named: name, in: guild) }
    }

    /// Waits until a message has at least `count` reactions with an emoji, normal and super together.
    public func waitForReactions(
        _ emoji: Emoji, on message: ID, in channel: ID, count: Int = 1, timeout: Duration = patience
    ) async -> Bool {
        await wait(timeout: timeout) { sandbox in
            (sandbox.message(message, in: channel)?.count(emoji) ?? 0) >= count ? true : nil
        } ?? false
    }

    /// Waits until a client is identified, or until none is.
    public func waitForGateway(connected: Bool = true, timeout: Duration = patience) async -> Bool {
        await wait(timeout: timeout) { $0.isGatewayConnected == connected ? true : nil } ?? false
    }

    /// Waits until `count` matching REST requests have been answered or cut.
    public func waitForRequests(_ pattern: Pattern, count: Int = 1, timeout: Duration = patience) async -> Bool {
        await wait(timeout: timeout) { sandbox in
            sandbox.requests(pattern).count { $0.status != nil } >= count ? true : nil
        } ?? false
    }
}
