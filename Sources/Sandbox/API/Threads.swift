extension Sandbox {
    /// The threads of a channel by id, archived ones too.
    public func threads(of channel: ID) -> [Channel] {
        world.channels.values.filter { $0.isThread && $0.parentID == channel }.sorted { $0.id < $1.id }
    }

    /// A member starts the thread of a message. Throws: `Failure` when there is no such message, or it has one.
    @discardableResult
    public func startThread(
        _ name: String, under message: ID, in channel: ID, by user: ID, autoArchive: Int = 1_440, silent: Bool = false
    ) throws -> Channel {
        let place = try self.channel(channel)
        guard let source = self.message(message, in: channel) else {
            throw Failure.unknown("There is no message \(message) in channel \(channel).")
        }
        guard place.kind.hasThreads, world.channels[message] == nil else {
            throw Failure.invalid("No thread can be started there, or there is one.")
        }
        return change(silent: silent) {
            $0.startThread(name, under: source, in: place, by: user, autoArchive: autoArchive)
        }
    }

    /// Archives or locks a thread, or opens it again. Throws: `Failure.unknown`.
    @discardableResult
    public func setThread(
        _ thread: ID, archived: Bool? = nil, locked: Bool? = nil, silent: Bool = false
    ) throws -> Channel {
        let changed = change(silent: silent) { world in
            world.changeThread(thread) { channel in
                if let archived { channel.thread?.isArchived = archived }
                if let locked { channel.thread?.isLocked = locked }
            }
        }
        guard let changed else { throw Failure.unknown("There is no thread \(thread).") }
        return changed
    }

    /// Deletes a thread with its messages.
    public func deleteThread(_ thread: ID, silent: Bool = false) {
        change(silent: silent) { $0.removeThread(thread) }
    }
}

/// Direct messages.
extension Sandbox {
    /// The direct messages of the bot and a user, oldest first.
    public func directMessages(with user: ID) -> [Message] {
        world.channels.values.first { $0.recipientID == user }.map { messages(in: $0.id) } ?? []
    }

    /// A user sends the bot a direct message.
    @discardableResult
    public func sendDirect(_ content: String, from user: ID, silent: Bool = false) -> Message {
        change(silent: silent) { world in
            let channel = world.directChannel(with: user)
            return world.addMessage(World.Draft(content: content), by: user, in: channel)
        }
    }

    /// Whether a user takes direct messages; if not, sending one gets error 50007.
    public func setTakesDirectMessages(_ takes: Bool, _ user: ID) {
        change { world in
            if takes { world.withoutDirectMessages.remove(user) } else { world.withoutDirectMessages.insert(user) }
        }
    }

    /// Waits for a direct message of the bot whose text or embeds contain words.
    public func waitForDirectMessage(
        to user: ID, containing words: String = "", timeout: Duration = patience
    ) async -> Message? {
        await wait(timeout: timeout) { sandbox in
            sandbox.directMessages(with: user).last { message in
                message.authorID == sandbox.world.botID
                    && (words.isEmpty || Sandbox.words(of: message).localizedCaseInsensitiveContains(words))
            }
        }
    }
}

/// Files and limits.
extension Sandbox {
    /// The bytes of a file of a message or an option; nil when there is none.
    public func bytes(of attachment: ID) -> [UInt8]? { world.files.bytes(of: attachment) }

    /// The address at which a file is served for a day.
    public func url(of attachment: Attachment) -> String { world.files.url(of: attachment, now: clock.now()) }

    /// Sets the boost level of a guild, 0–3, on which the size of files depends.
    public func setPremiumTier(_ tier: Int, of guild: ID, silent: Bool = false) {
        change(silent: silent) { world in
            world.guilds[guild]?.premiumTier = tier
            world.emit(.guildUpdate(guild))
        }
    }

    /// How often messages older than an hour can be edited in a channel.
    public func setOldEditLimit(_ limit: OldEditLimit) {
        world.oldEditLimit = limit
    }
}
