import Discord
import Foundation

/// Restores lost wishes from the cards in a guild's suggestions channel. It only reads from Discord, and does not change
/// wishes that the database holds.
package struct DiscordImport: Sendable {
    private let store: WishStore
    private let port: any GuildPort
    private let me: Snowflake
    private let settings: GuildSettings
    private let now: @Sendable () -> Date

    /// What was read and stored.
    package struct Result: Sendable, Equatable {
        /// The guild's name.
        package var guildName: String
        /// The channel's name, or its id when it cannot be seen.
        package var channelName: String
        /// How many messages were read.
        package var messages: Int
        /// How many cards are among them, readable or not.
        package var cards: Int
        /// What was stored.
        package var report: ImportReport
    }

    /// Makes an import for a guild with these settings. `me` is the bot's account, whose cards count.
    package init(
        store: WishStore, port: any GuildPort, me: Snowflake, settings: GuildSettings,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.store, self.port, self.me, self.settings, self.now) = (store, port, me, settings, now)
    }

    /// Reads the whole history, then stores what was missing, all or nothing. `progress` receives the numbers of messages
    /// and cards so far, every thousand messages.
    ///
    /// Throws: `DiscordImportError` when Discord cannot be read, `DatabaseError` when SQLite fails.
    package func run(
        guild: Snowflake, progress: @Sendable (_ messages: Int, _ cards: Int) -> Void = { _, _ in }
    ) async throws -> Result {
        let (directory, channel) = try await place(in: guild)
        let name = directory.channels[channel]?.name ?? "\(channel)"
        var reading = HistoryReading(guild: guild, channel: channel, me: me, emoji: Emoji(setting: settings.voteEmoji))
        do {
            try await read(into: &reading, name, progress)
            // Requested last, so that a channel that is made while the history is being read is found.
            let channels = try await port.channels(of: guild)
            let origins = try await port.channelOrigins(in: guild, since: reading.oldest ?? reading.last, me: me)
            let found = reading.wishes(channels: channels, origins)
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
        let before = try await store.suggestionsChannelBefore(guild: guild)
        let found = SuggestionsChannel(configured: settings.suggestionsChannel, in: directory, before: before)
        guard let known = found.id else {
            throw DiscordImportError.noSuggestionsChannel(settings.suggestionsChannel, guild: directory.name)
        }
        if directory.channels[known] == nil, try await store.isUsed(channel: known, byOtherThan: guild) {
            throw DiscordImportError.forbidden(channel: "\(known)", "the channel belongs to another server")
        }
        return (directory, known)
    }

    /// Reads from the oldest message to the newest. An empty page does not prove the end, because without Read Message
    /// History every page is empty. The history ends where the channel's newest message has been read.
    ///
    /// Source: https://docs.discord.com/developers/resources/message#get-channel-messages
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
            // A message may just have been posted. Three empty pages before the newest message mean a missing permission.
            emptyPages += 1
            guard emptyPages < 3 else {
                throw DiscordImportError.emptyHistory(channel: channel, messages: reading.messages)
            }
        }
    }
}

/// Why an import from Discord failed, with the cure in its description. Nothing was stored.
package enum DiscordImportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The bot is not in the guild, or the guild does not exist.
    case unknownGuild(Snowflake)
    /// The bot sees no channel of that name or id.
    case noSuggestionsChannel(String, guild: String)
    /// The bot may not read the channel.
    case forbidden(channel: String, String)
    /// The channel shows no message, or no more of them although it has some.
    case emptyHistory(channel: String, messages: Int)
    /// Discord did not answer; a later attempt may succeed.
    case unreachable(String)
    /// Discord refused the request.
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
            "\(OutsideText(guild)) has no channel \(OutsideText(name)) that the bot can see. Give it View Channel there, or set "
                + "\"suggestions_channel\" to the channel's name or id."
        case .forbidden(let channel, let reason):
            "#\(OutsideText(channel)) cannot be read; give the bot View Channel and Read Message History there (\(reason)). "
                + "Nothing was taken."
        case .emptyHistory(let channel, 0):
            "#\(OutsideText(channel)) shows no message at all. Either it is empty, or the bot lacks Read Message History there: "
                + "then Discord shows an empty page, which proves nothing. Nothing was taken."
        case .emptyHistory(let channel, let messages):
            "#\(OutsideText(channel)) showed \(messages) messages and then no more, although it has more; the bot seems to have lost "
                + "Read Message History meanwhile. Nothing was taken."
        case .unreachable(let reason): "Discord could not be reached: \(reason). Nothing was taken; try again later."
        case .refused(let reason): "Discord refused: \(reason). Nothing was taken."
        }
    }
}
