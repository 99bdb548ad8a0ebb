import Discord
import Logging

/// `!config`: shows the settings of a guild and where each comes from, sets one over the configuration, or goes back to it.
final class ConfigCommand {
    /// The names of all settings, in the order in which they are shown. `!setthreshold` changes the first two as well; they
    /// have a table of their own.
    static let names = QuorumRule.Setting.allCases.map(\.rawValue) + GuildSetting.all.map(\.name)

    private let store: WishStore
    private let guilds: KnownGuilds
    private let quorums: Quorums
    private let thresholds: ThresholdCommand
    private let manyChannels: ManyChannels
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
        manyChannels = ManyChannels(parts)
    }

    /// Does what is asked. Throws: `DatabaseError`.
    func carryOut(_ request: ConfigRequest, _ requester: Requester, for work: WorkContext) async throws -> Reply {
        if let name = request.setting, let setting = QuorumRule.Setting(named: name) {
            return try await change(setting, request, requester, for: work)
        }
        if let question = try await question(about: request, requester, for: work) { return question }
        return switch request {
        case .show: .card(try await overview(for: requester))
        case .set(let name, let value, _): .words(try await set(name, to: value, requester))
        case .reset(let name, _): .words(try await reset(name, requester))
        }
    }

    /// Changes what the votes must reach. Either setting takes the place of the other.
    private func change(
        _ setting: QuorumRule.Setting, _ request: ConfigRequest, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply {
        switch request {
        case .set(_, let value, let isConfirmed):
            guard let rule = setting.rule(value) else {
                return .words(replies(requester).settingInvalid(setting.rawValue, setting.validity))
            }
            return try await thresholds.change(to: rule, isConfirmed: isConfirmed, requester, for: work)
        case .show, .reset:
            let own = try await store.threshold(guild: requester.guildID)?.rule.setting
            guard own ?? .threshold == setting else {
                let configured = setting.value(of: dependencies.configuration(requester.guildID).quorumRule)
                return .words(replies(requester).settingNotSet(setting.rawValue, configured: configured))
            }
            return try await thresholds.change(
                to: nil, isConfirmed: request == request.confirmed, requester, for: work)
        }
    }

    // MARK: Changing

    /// Asks back before a change of whose votes count makes many channels at once; nil if it does not, or is confirmed.
    private func question(
        about request: ConfigRequest, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply? {
        let guild = requester.guildID
        guard request != request.confirmed, let setting = request.setting.flatMap(GuildSetting.named) else {
            return nil
        }
        let now = dependencies.settings(guild)
        var next = now
        if case .set(_, let value, _) = request {
            setting.change(to: value)?(&next)
        } else {
            setting.change(to: setting.value(in: dependencies.configuration(guild)))?(&next)
        }
        guard next.electorate != now.electorate || next.countsOwnVote != now.countsOwnVote,
            let count = try await manyChannels.count(
                by: try await quorums.rule(in: guild), next, in: guild, for: work)
        else { return nil }
        return .question(
            replies(requester).manyChannels(count, after: request), ConfirmButton(of: .config(request.confirmed)))
    }

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
        replies(requester).unknownSetting(name, nearest: GuildSetting.nearest(to: name))
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
        let rule = try await quorums.rule(in: guild)
        var lines = QuorumRule.Setting.allCases.map { setting in
            let isChanged = [rule.setting, configured.quorumRule.setting].contains(setting)
            return SettingLine(
                name: setting.rawValue, value: setting.value(of: rule),
                configured: setting.value(of: configured.quorumRule), setBy: isChanged ? threshold?.setBy : nil,
                setAt: isChanged ? threshold?.setAt : nil)
        }
        lines += GuildSetting.all.map { setting in
            SettingLine(
                name: setting.name, value: setting.value(in: settings), configured: setting.value(in: configured),
                setBy: own[setting.name]?.setBy, setAt: own[setting.name]?.setAt)
        }
        let replies = replies(requester)
        return replies.settings(
            lines, hint: settings.modRoles.isEmpty ? nil : replies.commandsForRoles(bot: guilds.me))
    }

    private func replies(_ requester: Requester) -> Replies { dependencies.replies(to: requester) }
}
