import Discord
import Foundation
import Logging
import Wishes

/// Asks Discord whether the bot can work: token, intents, clock, and every guild. It sends no identify and changes nothing.
struct OnlineCheck: Sendable {
    /// How far the clock may be off: Discord's ids and interactions are dated.
    private static let longestClockError: TimeInterval = 5

    let rest: RESTClient
    let configuration: Configuration
    let now: Date

    /// The sections, and the application for the invite link. Throws: `GatewayFatal.tokenRefused`, `RESTError` when Discord
    /// does not answer.
    func run() async throws -> (sections: [CheckReport.Section], application: Snowflake) {
        let me = try await rest.currentUser()
        let response = try await rest.perform(.currentApplication)
        let application = try JSONDecoder().decode(Application.self, from: Data(response.body))
        var sections = [
            CheckReport.Section(
                title: "Discord",
                findings: [Finding("token of \(me.username)")] + intents(application) + [clock(response)]
                    + [try await shards()])
        ]
        let guilds = try await guilds()
        let unknown = configuration.guilds.keys.filter { id in !guilds.contains { $0.id.rawValue == id } }
        for id in unknown.sorted() {
            let finding = Finding("guilds.\(id)", cure: "the bot is not in this server; invite it, or remove the key")
            sections.append(CheckReport.Section(title: "Configuration", findings: [finding]))
        }
        // Other processes have the guilds of other shards.
        let shards = ShardPlan(configuration.shards).shards
        for guild in guilds where shards.contains(where: { $0.holds(guild.id) }) {
            sections.append(try await section(guild, me.id))
        }
        return (sections, application.id)
    }

    // MARK: The bot

    private struct Application: Decodable {
        var id: Snowflake
        var flags: UInt64?
    }

    /// Each privileged intent has one flag for bots in few servers and one for verified bots.
    ///
    /// Source: https://docs.discord.com/developers/resources/application#application-object-application-flags
    private func intents(_ application: Application) -> [Finding] {
        let flags = application.flags ?? 0
        return [("Server Members Intent", 14, 15), ("Message Content Intent", 18, 19)].map { name, one, other in
            let isOn = flags & (1 << one | 1 << other) != 0
            return Finding(name, cure: isOn ? nil : "switch it on in the Developer Portal, page Bot")
        }
    }

    /// Whether the plan of shards fits what Discord recommends and the identifies that are left.
    private func shards() async throws -> Finding {
        let bot = try await rest.gatewayBot()
        let facts =
            "Discord recommends \(bot.shards), \(bot.budget.remaining) of \(bot.budget.total) identifies left"
        do throws(ShardPlan.Refusal) {
            let plan = try ShardPlan(configuration.shards).checked(against: bot)
            let own = plan.shards.count == plan.count ? "\(plan.count)" : "\(plan.shards.count) of \(plan.count)"
            let isEnough = plan.count >= bot.shards
            return Finding(
                "shards: \(own) (\(facts))",
                cure: isEnough ? nil : "set shards to \"auto\", or to \(bot.shards) in every process",
                isOptional: !isEnough)
        } catch {
            return Finding("shards (\(facts))", cure: "\(error)")
        }
    }

    private func clock(_ response: RESTResponse) -> Finding {
        guard let text = response.date, let theirs = Self.httpDate(text) else {
            return Finding("clock: Discord sent no date", isOptional: true)
        }
        let error = now.timeIntervalSince(theirs)
        let isRight = abs(error) <= Self.longestClockError
        return Finding(
            "clock",
            cure: isRight
                ? nil
                : "this machine's clock is \(Int(abs(error))) s \(error > 0 ? "fast" : "slow"); use NTP (timedatectl set-ntp true)"
        )
    }

    /// A date of a header, as in RFC 9110.
    private static func httpDate(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }

    // MARK: Guilds

    private struct GuildName: Decodable {
        var id: Snowflake
        var name: String?
    }

    private func guilds() async throws -> [GuildName] {
        var guilds: [GuildName] = []
        while true {
            let page = try JSONDecoder().decode(
                [GuildName].self,
                from: Data(try await rest.perform(.currentUserGuilds(after: guilds.last?.id ?? Snowflake(0))).body))
            guilds += page
            guard page.count >= 200 else { return guilds }
        }
    }

    private func section(_ guild: GuildName, _ me: Snowflake) async throws -> CheckReport.Section {
        let title = "Server \(guild.name ?? "") (\(guild.id))"
        do {
            let port = DiscordGuildPort(rest)
            let picture = try await port.guild(guild.id)
            let own = try JSONDecoder().decode(
                Member.self, from: Data(try await rest.perform(.guildMember(guild.id, me)).body))
            return CheckReport.Section(
                title: title,
                findings: GuildInspection.findings(
                    picture, me: me, own: own, settings: configuration.settings(for: guild.id.rawValue), at: now))
        } catch let error as PortError {
            return CheckReport.Section(title: title, findings: [Finding("server", cure: "it cannot be read: \(error)")])
        }
    }
}
