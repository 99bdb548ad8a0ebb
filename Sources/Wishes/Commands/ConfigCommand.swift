import Discord
import Logging

/// `!config`: shows the settings of a guild and where each comes from, sets one over the configuration, or goes back to it.
final class ConfigCommand {
    /// The setting that `!setthreshold` changes as well; it has a table of its own.
    private static let threshold = "threshold"
    /// The names of all settings, in the order in which they are shown.
    static let names = [threshold] + GuildSetting.all.map(\.name)

    private let store: WishStore
    private let guilds: KnownGuilds
    private let quorums: Quorums
    private let thresholds: ThresholdCommand
    private let jobs: JobQueue
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    init(_ parts: SharedParts, threshold: ThresholdCommand) {
        store = parts.store
        guilds = parts.guilds
        quorums = parts.quorums
        jobs = parts.jobs
        dependencies = parts.dependencies
        log = parts.log
        thresholds = threshold
    }

    /// Does what is asked. Throws: `DatabaseError`.
    func carryOut(_ request: ConfigRequest, _ requester: Requester, for work: WorkContext) async throws -> Reply {
        switch request {
        case .show: .card(try await overview(for: requester))
        case .set(Self.threshold, let value, let isConfirmed):
            if let rule = QuorumRule.typed(value) {
                try await thresholds.change(to: rule, isConfirmed: isConfirmed, requester, for: work)
            } else {
                .words(replies(requester).settingInvalid(Self.threshold, .threshold))
            }
        case .reset(Self.threshold, let isConfirmed):
            try await thresholds.change(to: nil, isConfirmed: isConfirmed, requester, for: work)
        case .set(let name, let value, _): .words(try await set(name, to: value, requester))
        case .reset(let name, _): .words(try await reset(name, requester))
        }
    }

    // MARK: Changing

    private func set(_ name: String, to value: String, _ requester: Requester) async throws -> String {
        let guild = requester.guildID
        guard let setting = GuildSetting.named(name) else { return unknown(name, requester) }
        var settings = dependencies.settings(guild)
        guard let change = setting.change(to: value) else {
            return replies(requester).settingInvalid(setting.name, setting.validity)
        }
        change(&settings)
        // Stored as the bot writes it: a mention becomes an id.
        let typed = setting.value(in: settings)
        if let place = setting.names, let problem = problem(with: typed, place, requester) { return problem }
        try await store.set(
            OwnSetting(name: setting.name, value: typed, setBy: requester.userID, setAt: dependencies.now()),
            guild: guild)
        note(
            "A setting was changed from Discord; it overrides the configuration until it is reset.", setting, requester)
        // In the words of the new settings, which may have another voice.
        return replies(requester).settingSet(
            setting.name, to: typed, configured: setting.value(in: dependencies.configuration(guild)))
    }

    private func reset(_ name: String, _ requester: Requester) async throws -> String {
        guard let setting = GuildSetting.named(name) else { return unknown(name, requester) }
        let configured = setting.value(in: dependencies.configuration(requester.guildID))
        guard try await store.resetSetting(setting.name, guild: requester.guildID) else {
            return replies(requester).settingNotSet(setting.name, configured: configured)
        }
        note("A setting comes from the configuration again.", setting, requester)
        return replies(requester).settingReset(setting.name, configured: configured)
    }

    /// Why a channel or category cannot be used; nil when it can.
    private func problem(with value: String, _ place: GuildSetting.Place, _ requester: Requester) -> String? {
        guard value != "none", let directory = guilds.directory(of: requester.guildID) else { return nil }
        switch place {
        case .textChannel: return directory.textChannel(value) == nil ? replies(requester).noTextChannel(value) : nil
        case .category: return directory.category(value) == nil ? replies(requester).noCategory(value) : nil
        }
    }

    private func unknown(_ name: String, _ requester: Requester) -> String {
        replies(requester).unknownSetting(name, nearest: GuildSetting.nearest(to: name), all: Self.names)
    }

    private func note(_ event: Logger.Message, _ setting: GuildSetting, _ requester: Requester) {
        let guild = requester.guildID
        log.info(
            event,
            metadata: [
                "guild": "\(guilds.label(of: guild))", "setting": "\(setting.name)",
                "value": "\(OutsideText(setting.value(in: dependencies.settings(guild))))",
                "configured": "\(OutsideText(setting.value(in: dependencies.configuration(guild))))",
                "by": "\(requester.userID)",
            ])
        jobs.add(.settingsChanged(guild))
    }

    // MARK: Showing

    private func overview(for requester: Requester) async throws -> Card {
        let guild = requester.guildID
        let (settings, configured) = (dependencies.settings(guild), dependencies.configuration(guild))
        let own = Dictionary(store.ownSettings.settings(of: guild).map { ($0.name, $0) }) { $1 }
        let threshold = try await store.threshold(guild: guild)
        var lines = [
            SettingLine(
                name: Self.threshold, value: "\(try await quorums.rule(in: guild))",
                configured: "\(configured.quorumRule)", setBy: threshold?.setBy,
                setAt: threshold?.setAt)
        ]
        lines += GuildSetting.all.map { setting in
            SettingLine(
                name: setting.name, value: setting.value(in: settings), configured: setting.value(in: configured),
                setBy: own[setting.name]?.setBy, setAt: own[setting.name]?.setAt)
        }
        return replies(requester).settings(lines)
    }

    private func replies(_ requester: Requester) -> Replies { dependencies.replies(to: requester) }
}
