import Discord
import Foundation

/// Makes lost wishes again from the cards in a guild's suggestions channel. Reads only; what the database knows already
/// is not touched.
package struct DiscordImport: Sendable {
    private let store: WishStore
    private let port: any GuildPort
    private let me: Snowflake
    private let settings: GuildSettings
    private let now: @Sendable () -> Date

    /// What was read and what became of it.
    package struct Result: Sendable, Equatable {
        /// The guild's name.
        package var guildName: String
        /// The channel's name, or its id when it cannot be seen.
        package var channelName: String
        /// How many messages were read.
        package var messages: Int
        /// How many cards are among them, readable or not.
        package var cards: Int
        /// What became of them.
        package var report: ImportReport
    }

    /// Makes an import for a guild with these settings. `me` is the bot's account, whose cards count.
    package init(
        store: WishStore, port: any GuildPort, me: Snowflake, settings: GuildSettings,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.store, self.port, self.me, self.settings, self.now) = (store, port, me, settings, now)
    }

    /// Reads the whole history, then stores what was missing, all or nothing. `progress` hears the numbers of messages
    /// and cards so far, every thousand messages. Throws `DiscordImportError`, or GRDB's `DatabaseError`.
    package func run(
        guild: Snowflake, progress: @Sendable (_ messages: Int, _ cards: Int) -> Void = { _, _ in }
    ) async throws -> Result {
        let (directory, channel) = try await place(in: guild)
        let name = directory.channels[channel]?.name ?? "\(channel)"
        var reading = HistoryReading(guild: guild, channel: channel, me: me, emoji: Emoji(setting: settings.voteEmoji))
        do {
            try await read(into: &reading, name, progress)
            // Asked for last: a channel that was made while the history was being read is seen.
            let found = reading.wishes(channels: try await port.channels(of: guild))
            var report = try await store.rebuild(found, guild: guild, channel: channel, at: now())
            report.skipped += reading.unreadable
            return Result(
                guildName: directory.name, channelName: name, messages: reading.messages,
                cards: found.count + reading.unreadable.count, report: report)
        } catch let error as PortError {
            throw DiscordImportError(error, channel: name)
        }
    }

    /// The guild, and its suggestions channel: as configured, or the one that was last seen.
    private func place(in guild: Snowflake) async throws -> (GuildDirectory, Snowflake) {
        let picture: GuildCreate
        do {
            picture = try await port.guild(guild)
        } catch let error where error.kind == .guildGone || error.kind == .forbidden {
            throw DiscordImportError.unknownGuild(guild)
        } catch {
            throw DiscordImportError(error, channel: nil)
        }
        guard let directory = GuildDirectory(picture) else { throw DiscordImportError.unreachable("an outage") }
        if let visible = directory.textChannel(settings.suggestionsChannel) { return (directory, visible.id) }
        guard let known = try await store.knownSuggestionsChannel(guild: guild) else {
            throw DiscordImportError.noSuggestionsChannel(settings.suggestionsChannel, guild: directory.name)
        }
        return (directory, known)
    }

    /// Reads from the oldest message to the newest. An empty page proves nothing, not even the end: without Read
    /// Message History every page is empty. So the end is believed only if the newest message can be seen, and has been.
    private func read(
        into reading: inout HistoryReading, _ channel: String, _ progress: (Int, Int) -> Void
    ) async throws {
        var (thousands, emptyPages) = (0, 0)
        while true {
            let page = try await port.messages(in: reading.channel, after: reading.last, limit: 100)
            let before = reading.last
            reading.take(page.filter { $0.id > before })
            if reading.messages / 1000 > thousands {
                thousands = reading.messages / 1000
                progress(reading.messages, reading.count)
            }
            guard reading.last == before else { continue }
            let newest = try await port.newestMessages(in: reading.channel, limit: 1)
            guard let newest = newest.map(\.id).max() else {
                throw DiscordImportError.emptyHistory(channel: channel, messages: reading.messages)
            }
            if newest <= reading.last { return }
            // Somebody has just written; but a history that stays shut although it is not over is no history.
            emptyPages += 1
            guard emptyPages < 3 else {
                throw DiscordImportError.emptyHistory(channel: channel, messages: reading.messages)
            }
        }
    }
}

/// Why nothing could be made again, and what to do about it. Nothing was stored.
package enum DiscordImportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The bot is not there, or there is no such guild.
    case unknownGuild(Snowflake)
    /// No channel of that name or id can be seen.
    case noSuggestionsChannel(String, guild: String)
    /// The channel may not be read.
    case forbidden(channel: String, String)
    /// The channel shows no message, or no more of them although it has some.
    case emptyHistory(channel: String, messages: Int)
    /// Discord did not answer; the same may work later.
    case unreachable(String)
    /// Discord refused.
    case refused(String)

    /// What an error of the port means here.
    init(_ error: PortError, channel: String?) {
        switch error.kind {
        case .forbidden, .channelGone: self = .forbidden(channel: channel ?? "the guild", error.description)
        case .unreachable, .uncertain: self = .unreachable(error.description)
        default: self = .refused(error.description)
        }
    }

    /// The cause and the cure.
    package var description: String {
        switch self {
        case .unknownGuild(let guild):
            "The bot is in no guild \(guild). Check the id (Developer Mode, Copy Server ID), and invite the bot."
        case .noSuggestionsChannel(let name, let guild):
            "\(guild) has no channel \(name) that the bot can see. Give it View Channel there, or set "
                + "\"suggestions_channel\" to the channel's name or id."
        case .forbidden(let channel, let reason):
            "#\(channel) cannot be read; give the bot View Channel and Read Message History there (\(reason)). "
                + "Nothing was taken."
        case .emptyHistory(let channel, 0):
            "#\(channel) shows no message at all. Either it is empty, or the bot lacks Read Message History there: "
                + "then Discord shows an empty page, which proves nothing. Nothing was taken."
        case .emptyHistory(let channel, let messages):
            "#\(channel) showed \(messages) messages and then no more, although it has more; the bot seems to have lost "
                + "Read Message History meanwhile. Nothing was taken."
        case .unreachable(let reason): "Discord could not be reached: \(reason). Nothing was taken; try again later."
        case .refused(let reason): "Discord refused: \(reason). Nothing was taken."
        }
    }
}
