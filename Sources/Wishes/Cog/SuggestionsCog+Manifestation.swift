import Discord
import Foundation

extension SuggestionsCog {
    /// How long a request whose answer is lost may still be on its way.
    static let requestInFlight: TimeInterval = 30

    /// Decides at a confirmed count whether a channel wish comes true, and makes it so. Returns whether its channel was
    /// made by this call.
    func considerManifestation(of wish: Wish) async -> Bool {
        guard wish.state == .active, let electorate = guilds[wish.guildID]?.electorate.members else { return false }
        do {
            let threshold = try await threshold(in: wish.guildID)
            let needed = Quorum.needed(basisPoints: threshold, electorate: electorate.count)
            guard wish.votes >= needed, try await !store.isPaused(wish, at: surroundings.now()) else { return false }
            let supporters = try await audit(wish).filter(electorate.contains)
            // From the claim to the end nobody else in this process may think that the wish was left behind.
            guard supporters.count >= needed, manifesting.insert(wish.id).inserted else { return false }
            defer { manifesting.remove(wish.id) }
            let tally = Tally(supporters: supporters.count, electorate: electorate.count, needed: needed)
            guard try await store.claim(wish, tally, at: surroundings.now()) else { return false }
            return try await makeChannel(for: wish, after: nil)
        } catch {
            log.warning(
                "A wish at quorum could not be looked into; trying again.",
                metadata: ["wish": "\(wish.messageID)", "error": "\(error)"])
            await lookAgain(at: wish)
            // Once it is claimed only that look finds it.
            scheduleRecovery(in: wish.guildID, after: .seconds(30))
            return false
        }
    }

    /// Marks a wish as if an event had touched it, so that it is confirmed and considered again in a minute.
    private func lookAgain(at wish: Wish) async {
        do {
            _ = try await store.record([VoteHint(messageID: wish.messageID, delta: 0)])
        } catch {
            log.error("A wish could not be marked for another look.", metadata: ["error": "\(error)"])
        }
        retryConfirmation(in: wish.guildID)
    }

    /// Who really voted: both lists of reactors, until no new id appears, without the bot.
    private func audit(_ wish: Wish) async throws -> Set<Snowflake> {
        guard let channel = wish.channelID else { return [] }
        var voters: Set<Snowflake> = []
        for kind in ReactionKind.allCases {
            var last = Snowflake(0)
            while true {
                let page = try await port.reactors(
                    of: wish.messageID, in: channel, emoji: voteEmoji(wish.guildID), kind: kind, after: last)
                voters.formUnion(page.map(\.id))
                guard page.count >= 100, let highest = page.map(\.id).max(), highest > last else { break }
                last = highest
            }
        }
        if let me { voters.remove(me) }
        return voters
    }

    /// Asks for the channel of a claimed wish, which was last asked for at `requested`. The time of the request is on the
    /// disk before the request leaves.
    private func makeChannel(for wish: Wish, after requested: Date?) async throws -> Bool {
        guard let directory = guilds[wish.guildID]?.directory, let link = wish.link, let name = wish.channelName else {
            try await store.unclaim(wish, why: "its guild is not available", at: surroundings.now())
            return false
        }
        // A database that was restored or rebuilt may not know of a channel that stands already.
        let standing = directory.channels.values.filter { ChannelMarker.belongs($0, to: link) }
        if let first = standing.min(by: { $0.id < $1.id }) { return try await manifested(wish, in: first.id) }
        let categoryName = surroundings.settings(wish.guildID).communityCategory
        guard let category = directory.category(categoryName) else {
            await refuse(wish, .noCategory(categoryName))
            return false
        }
        let channel = NewTextChannel(
            name: name, topic: ChannelMarker.topic(purpose: wish.text, link: link), category: category.id,
            reason: "Wish \(wish.messageID) reached its quorum")
        guard try await store.markRequested(wish, after: requested, at: surroundings.now()) else { return false }
        do {
            let made = try await port.createTextChannel(channel, in: wish.guildID)
            return try await manifested(wish, in: made.id)
        } catch let error as PortError {
            return try await couldNotMake(wish, error)
        }
    }

    private func couldNotMake(_ wish: Wish, _ error: PortError) async throws -> Bool {
        switch error.kind {
        case .uncertain:
            // It may be there, or come yet: look now, and again when nothing can be on its way any more.
            log.warning(
                "Whether a channel was made is not known; looking for it.", metadata: ["error": "\(error)"])
            // It may have waited its turn for long and left just now.
            try await store.markUncertain(wish, at: surroundings.now())
            return try await recover([wish.id], in: wish.guildID) > 0
        case .unreachable:
            try await store.unclaim(wish, why: "Discord could not be reached", at: surroundings.now())
            retryConfirmation(in: wish.guildID)
        default: await refuse(wish, ManifestationRefusal(error))
        }
        return false
    }

    /// The channel is there: granted, and said under the wish.
    private func manifested(_ wish: Wish, in channel: Snowflake) async throws -> Bool {
        guard try await store.markManifested(wish, channel: channel, at: surroundings.now()) else { return false }
        log.info(
            "A wish has manifested.",
            metadata: ["guild": "\(wish.guildID)", "wish": "\(wish.messageID)", "channel": "\(channel)"])
        try await announce(wish, channel, attemptedAt: nil)
        return true
    }

    private func refuse(_ wish: Wish, _ refusal: ManifestationRefusal) async {
        do {
            guard try await store.release(wish, reason: refusal.key, at: surroundings.now()) else { return }
            log.warning(
                "A wish at quorum cannot manifest.",
                metadata: ["wish": "\(wish.messageID)", "reason": "\(refusal.key)"])
            let text = replies(for: wish.guildID).manifestationRefused(refusal)
            await say(NewMessage(content: text, replyTo: wish.messageID), in: wish.channelID)
        } catch {
            log.error("A refusal could not be stored.", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Finishing what was begun

    /// Finds the channels of wishes that were left while being made, makes those that are certain not to exist, and
    /// posts answers that are missing. Returns how many wishes came true.
    func recoverManifestations(in guild: Snowflake) async -> Int {
        do {
            let unfinished = try await store.unfinishedManifestations(guild: guild).map(\.wish.id)
            guard guilds[guild] != nil else { return 0 }
            let mine = Set(unfinished.filter { manifesting.insert($0).inserted })
            defer { manifesting.subtract(mine) }
            return try await recover(mine, in: guild)
        } catch {
            log.warning("Manifestations could not be looked after; trying again.", metadata: ["error": "\(error)"])
            scheduleRecovery(in: guild, after: .seconds(30))
            return 0
        }
    }

    /// Looks after wishes that nobody else in this process is at work with. What was known of them before that was so,
    /// and every list of channels from before, may be out of date.
    private func recover(_ wishes: Set<Int64>, in guild: Snowflake) async throws -> Int {
        let records = try await store.unfinishedManifestations(guild: guild).filter { wishes.contains($0.wish.id) }
        guard !records.isEmpty else { return 0 }
        let asked = surroundings.now()
        let channels = try await allChannels(of: guild)
        var count = 0
        for record in records where try await recover(record, channels, asked: asked) { count += 1 }
        return count
    }

    /// How long a request may still be on its way that was noted then. What an earlier process had noted may have left as
    /// late as its death, which was before this one began.
    func timeInFlight(since noted: Date, asked: Date? = nil) -> Duration {
        let left = Self.requestInFlight - (asked ?? surroundings.now()).timeIntervalSince(max(noted, began))
        return .milliseconds(Int(max(0, left) * 1000) + (left > 0 ? 50 : 0))
    }

    /// Looks after what was begun once more after a pause; one such look a guild is enough.
    func scheduleRecovery(in guild: Snowflake, after pause: Duration) {
        guard guilds[guild]?.isRecovering == false else { return }
        guilds[guild]?.isRecovering = true
        enqueue(.recover(guild, after: pause))
    }

    /// What the gateway and the list know together: the list leaves hidden channels out, the gateway may be behind.
    private func allChannels(of guild: Snowflake) async throws -> [Channel] {
        let listed = try await port.channels(of: guild)
        let known = guilds[guild].map { Array($0.directory.channels.values) } ?? []
        let ids = Set(listed.map(\.id))
        return listed + known.filter { !ids.contains($0.id) }
    }

    /// The channels must have been asked for at that time, or later.
    private func recover(_ record: ManifestationRecord, _ channels: [Channel], asked: Date) async throws -> Bool {
        if let channel = record.madeChannelID {
            try await announce(record.wish, channel, attemptedAt: record.answeringAt)
            return false
        }
        guard let link = record.wish.link else { return false }
        let marked = channels.filter { ChannelMarker.belongs($0, to: link) }.sorted { $0.id < $1.id }
        if let first = marked.first {
            if marked.count > 1 { await reportDoubles(marked.map(\.id), of: record.wish) }
            return try await manifested(record.wish, in: first.id)
        }
        if let requested = record.requestedAt {
            // At the time of the question, not of its answer: what arrived in between is not in the list.
            let left = timeInFlight(since: requested, asked: asked)
            guard left <= .zero else {
                scheduleRecovery(in: record.wish.guildID, after: left)
                return false
            }
        }
        return try await makeChannel(for: record.wish, after: record.requestedAt)
    }

    // MARK: The answer under the wish

    /// Posts the answer, once: Discord refuses the nonce for some minutes, after that the channel itself is searched.
    private func announce(_ wish: Wish, _ made: Snowflake, attemptedAt: Date?) async throws {
        guard let channel = wish.channelID else { return }
        if let attemptedAt {
            guard let isThere = await isAnnounced(wish, made, channel, since: attemptedAt) else { return }
            if isThere { return try await store.markAnswered(wish, at: surroundings.now()) }
        }
        try await store.markAnswering(wish, at: surroundings.now())
        let text = replies(for: wish.guildID).manifested(channel: made.rawValue)
        do {
            _ = try await port.post(
                NewMessage(content: text, replyTo: wish.messageID, nonce: "m\(wish.messageID)"), in: channel)
            try await store.markAnswered(wish, at: surroundings.now())
        } catch let error as PortError {
            guard error.kind == .unreachable || error.kind == .uncertain else {
                // It will never be possible; the channel is there all the same.
                log.notice(
                    "The answer under a wish cannot be posted.",
                    metadata: ["wish": "\(wish.messageID)", "error": "\(error)"])
                return try await store.markAnswered(wish, at: surroundings.now())
            }
            scheduleRecovery(in: wish.guildID, after: .seconds(30))
        }
    }

    /// Whether the answer stands; nil when that cannot be seen. Then a later look finds out, and other wishes go on.
    private func isAnnounced(_ wish: Wish, _ made: Snowflake, _ channel: Snowflake, since: Date) async -> Bool? {
        do {
            let page = try await port.messages(in: channel, after: Snowflake(aMinuteBefore: since), limit: 100)
            if page.contains(where: { $0.authorID == me && $0.content.contains("<#\(made)>") }) { return true }
            guard page.isEmpty else { return false }
            // Without Read Message History every list is empty.
            return try await isHistoryReadable(wish.messageID, in: channel) ? false : nil
        } catch {
            if error.kind == .unreachable || error.kind == .uncertain {
                scheduleRecovery(in: wish.guildID, after: .seconds(30))
            }
            return nil
        }
    }

    /// Posts something that nobody depends on.
    func say(_ message: NewMessage, in channel: Snowflake?) async {
        guard let channel else { return }
        do {
            _ = try await port.post(message, in: channel)
        } catch {
            complain("say \(channel) \(error.kind)") {
                log.warning(
                    "An answer could not be posted.", metadata: ["channel": "\(channel)", "error": "\(error)"])
            }
        }
    }
}

extension Snowflake {
    /// The lowest id of a message that was sent then, or up to a minute before: Discord's clock and ours differ.
    init(aMinuteBefore date: Date) {
        let milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1000 - 60_000))
        self.init((milliseconds - min(milliseconds, 1_420_070_400_000)) << 22)
    }
}
