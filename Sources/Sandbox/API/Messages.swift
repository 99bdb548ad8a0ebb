import Foundation

extension Sandbox {
    /// The channel's messages, oldest first.
    public func messages(in channel: ID) -> [Message] {
        world.logs[channel]?.all ?? []
    }

    /// Messages of the bot in a channel, oldest first.
    public func botMessages(in channel: ID) -> [Message] {
        messages(in: channel).filter { $0.authorID == world.botID }
    }

    /// A message as it is now; nil when it does not exist.
    public func message(_ id: ID, in channel: ID) -> Message? {
        world.logs[channel]?[id]
    }

    /// The message with an id, the newest (`latest`), or the newest whose text or embeds contain words (`~words`).
    /// Throws: `Failure.unknown`.
    public func message(called name: String, in channel: ID) throws -> Message {
        let all = messages(in: channel)
        let found: Message? =
            if name == "latest" {
                all.last
            } else if name.hasPrefix("~") {
                all.last { Self.words(of: $0).localizedCaseInsensitiveContains(String(name.dropFirst())) }
            } else {
                ID(name).flatMap { world.logs[channel]?[$0] }
            }
        guard let found else {
            throw Failure.unknown("There is no message \"\(name)\" in that channel. Use an id, latest, or ~words.")
        }
        return found
    }

    /// The text of a message and of its embeds, joined by line breaks.
    static func words(of message: Message) -> String {
        var words = [message.content]
        for embed in message.embeds {
            words += [embed["title"]?.text, embed["description"]?.text].compactMap(\.self)
            words += [embed["author"]?["name"]?.text, embed["footer"]?["text"]?.text].compactMap(\.self)
            for field in embed["fields"]?.list ?? [] {
                words += [field["name"]?.text, field["value"]?.text].compactMap(\.self)
            }
        }
        return words.joined(separator: "\n")
    }

    /// Posts a message as a member, with all mentions allowed that the member may use. Throws: `Failure.unknown`.
    @discardableResult
    public func post(
        _ content: String, as author: ID, in channel: ID, replyTo: ID? = nil, embeds: [JSON] = [],
        components: [JSON] = [], files: [File] = [], silent: Bool = false
    ) throws -> Message {
        let channel = try self.channel(channel)
        var draft = World.Draft(
            content: content, embeds: embeds, components: components, kind: replyTo == nil ? 0 : 19, replyTo: replyTo)
        return change(silent: silent) { world in
            draft.attachments = world.keep(files, in: channel.id)
            return world.addMessage(draft, by: author, in: channel)
        }
    }

    /// Posts many messages, with the number in place of `#`; returns their ids, oldest first. Throws: `Failure.unknown`.
    @discardableResult
    public func post(
        many count: Int, _ content: String = "message #", as author: ID, in channel: ID, silent: Bool = true
    )
        throws -> [ID]
    {
        let channel = try self.channel(channel)
        return change(silent: silent) { world in
            (0..<count).map { number in
                let text = content.replacing("#", with: String(number))
                return world.addMessage(World.Draft(content: text), by: author, in: channel).id
            }
        }
    }

    /// Changes the text of a message. Throws: `Failure.unknown`.
    @discardableResult
    public func edit(_ message: ID, in channel: ID, to content: String, silent: Bool = false) throws -> Message {
        guard let edited = change(silent: silent, { $0.editMessage(message, in: channel) { $0.content = content } })
        else { throw Failure.unknown("There is no message \(message) in channel \(channel).") }
        return edited
    }

    /// Deletes a message; false when it did not exist.
    @discardableResult
    public func delete(_ message: ID, in channel: ID, silent: Bool = false) -> Bool {
        change(silent: silent) { $0.removeMessage(message, from: channel) }
    }

    /// Deletes messages with one MESSAGE_DELETE_BULK; returns how many existed.
    @discardableResult
    public func delete(_ messages: [ID], in channel: ID, silent: Bool = false) -> Int {
        change(silent: silent) { $0.removeMessages(messages, from: channel) }
    }
}
