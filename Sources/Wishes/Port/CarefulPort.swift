import Discord

/// The port with two rules for every path through the program: work for a guild touches no channel of another guild,
/// whatever a database, a file or a text says; and what Discord is known to refuse is not asked again.
struct CarefulPort: GuildPort {
    private var port: any GuildPort
    private let homes: ChannelHomes
    private let refusals: Refusals
    /// For which guild the work is done; nil for none.
    private var guild: Snowflake?

    init(_ port: any GuildPort, homes: ChannelHomes, refusals: Refusals) {
        (self.port, self.homes, self.refusals) = (port, homes, refusals)
    }

    func serving(_ work: WorkContext) -> any GuildPort {
        var port = self
        (port.port, port.guild) = (self.port.serving(work), work.guild)
        return port
    }

    // MARK: The rules

    private func checkBorder(of channel: Snowflake) throws(PortError) {
        guard let guild, let home = homes.guild(of: channel), home != guild else { return }
        throw PortError(.otherGuild, "channel \(channel) belongs to another server; nothing was asked of Discord")
    }

    /// Throws what Discord has answered before, if it has refused the same; notes a new refusal. One that comes after the
    /// permissions have changed was about the old ones: the error then says that another attempt may help.
    private func attempt<Value: Sendable>(
        _ act: Refusals.Act, under message: Snowflake? = nil, in channel: Snowflake,
        _ request: () async throws(PortError) -> Value
    ) async throws(PortError) -> Value {
        try checkBorder(of: channel)
        guard let guild else { return try await request() }
        if let error = refusals.refusal(of: act, under: message, in: channel, guild) { throw error }
        let permissions = refusals.permissions(of: guild)
        do throws(PortError) {
            return try await request()
        } catch {
            if error.kind == .forbidden, refusals.permissions(of: guild) != permissions {
                throw PortError(.unreachable, "refused before the permissions changed: \(error)")
            }
            refusals.note(error, of: act, under: message, in: channel, guild)
            throw error
        }
    }

    // MARK: Channels

    func messages(in channel: Snowflake, after: Snowflake, limit: Int) async throws(PortError) -> [PostedMessage] {
        try checkBorder(of: channel)
        return try await port.messages(in: channel, after: after, limit: limit)
    }

    func newestMessages(in channel: Snowflake, limit: Int) async throws(PortError) -> [PostedMessage] {
        try checkBorder(of: channel)
        return try await port.newestMessages(in: channel, limit: limit)
    }

    func message(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> PostedMessage {
        try checkBorder(of: channel)
        return try await port.message(message, in: channel)
    }

    func reactors(
        of message: Snowflake, in channel: Snowflake, emoji: Emoji, kind: ReactionKind, after: Snowflake
    ) async throws(PortError) -> [User] {
        try checkBorder(of: channel)
        return try await port.reactors(of: message, in: channel, emoji: emoji, kind: kind, after: after)
    }

    func post(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> Snowflake {
        try await attempt(message.act, in: channel) { () async throws(PortError) -> Snowflake in
            try await port.post(message, in: channel)
        }
    }

    func postOnce(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> PostedMessage {
        // What is known of permissions may be out of date, and a channel cannot be taken back: Discord is asked.
        try checkBorder(of: channel)
        return try await port.postOnce(message, in: channel)
    }

    func react(to message: Snowflake, in channel: Snowflake, with emoji: Emoji) async throws(PortError) {
        try await attempt(.react, under: message, in: channel) { () async throws(PortError) -> Void in
            try await port.react(to: message, in: channel, with: emoji)
        }
    }

    func delete(_ message: Snowflake, in channel: Snowflake) async throws(PortError) {
        try await attempt(.delete, under: message, in: channel) { () async throws(PortError) -> Void in
            try await port.delete(message, in: channel)
        }
    }

    func editMessage(_ message: Snowflake, in channel: Snowflake, _ edit: MessageEdit) async throws(PortError) {
        try await attempt(.edit, under: message, in: channel) { () async throws(PortError) -> Void in
            try await port.editMessage(message, in: channel, edit)
        }
    }

    func startThread(
        under message: Snowflake, in channel: Snowflake, name: String, patience: ThreadPatience
    ) async throws(PortError) -> Snowflake {
        try await attempt(.startThread, under: message, in: channel) { () async throws(PortError) -> Snowflake in
            try await port.startThread(under: message, in: channel, name: name, patience: patience)
        }
    }

    func lockThread(_ thread: Snowflake) async throws(PortError) {
        try await attempt(.lockThread, in: thread) { () async throws(PortError) -> Void in
            try await port.lockThread(thread)
        }
    }

    // MARK: Users and files

    func directMessage(_ message: NewMessage, to user: Snowflake) async throws(PortError) -> Snowflake {
        // A user who takes no messages refuses them whole: the refusal is kept under their id.
        try await attempt(.directMessage, under: user, in: user) { () async throws(PortError) -> Snowflake in
            try await port.directMessage(message, to: user)
        }
    }

    func fetchAttachment(_ attachment: MessageAttachment, limit: Int) async throws(PortError) -> [UInt8] {
        try await port.fetchAttachment(attachment, limit: limit)
    }

    // MARK: Guilds

    func guild(_ guild: Snowflake) async throws(PortError) -> GuildCreate { try await port.guild(guild) }

    func channels(of guild: Snowflake) async throws(PortError) -> [Channel] { try await port.channels(of: guild) }

    func createTextChannel(_ channel: NewTextChannel, in guild: Snowflake) async throws(PortError) -> Channel {
        if let category = channel.category { try checkBorder(of: category) }
        return try await port.createTextChannel(channel, in: guild)
    }

    func channelCreations(in guild: Snowflake, after: Snowflake) async throws(PortError) -> [AuditLog.Entry] {
        try await attempt(.readAuditLog, in: guild) { () async throws(PortError) -> [AuditLog.Entry] in
            try await port.channelCreations(in: guild, after: after)
        }
    }

    func members(of guild: Snowflake, after: Snowflake) async throws(PortError) -> [Member] {
        try await port.members(of: guild, after: after)
    }

    func prefer(_ guild: Snowflake, _ isPreferred: Bool) async { await port.prefer(guild, isPreferred) }

    // MARK: Interactions

    func respond(to interaction: InteractionHandle, with response: InteractionResponse) async throws(PortError) {
        try await port.respond(to: interaction, with: response)
    }

    func editAnswer(to interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        try await port.editAnswer(to: interaction, answer)
    }

    func deleteAnswer(to interaction: InteractionHandle) async throws(PortError) {
        try await port.deleteAnswer(to: interaction)
    }

    func followUp(_ interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        try await port.followUp(interaction, answer)
    }

    func application() async throws(PortError) -> Snowflake { try await port.application() }

    func commands(of application: Snowflake) async throws(PortError) -> [ApplicationCommand] {
        try await port.commands(of: application)
    }

    func register(_ commands: [ApplicationCommand], of application: Snowflake) async throws(PortError) {
        try await port.register(commands, of: application)
    }
}
