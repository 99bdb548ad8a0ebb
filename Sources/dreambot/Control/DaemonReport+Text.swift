import Discord
import Foundation
import Wishes

extension DaemonReport {
    /// Of more guilds than this only those with something to tell are listed.
    private static let mostListed = 100

    /// What a person reads.
    func lines(at now: Date) -> [String] {
        let head = [
            "dreambot \(version), process \(pid), running for \(Self.age(startedAt, now))", status,
            "gateway   \(link.state)" + (link.disconnectedSince.map { ", no events for \(Self.age($0, now))" } ?? "")
                + (link.acknowledgedSecondsAgo.map { ", last heartbeat answered \(Int($0)) s ago" } ?? "")
                + ", \(link.identifiesInADay) of 1000 identifies in 24 h",
        ]
        let traffic = [
            "traffic   \(link.events) events, \(link.resumes) resumes, "
                + "\(link.reconnects.values.reduce(0, +)) lost connections",
            "commands  \(wishes.unansweredCommands) without an answer yet",
            "database  \(database.path), \(Self.size(database.bytes)), log \(Self.size(database.logBytes))",
            "guilds    \(wishes.guilds.count)",
        ]
        let listed = wishes.guilds.count > Self.mostListed ? wishes.guilds.filter(\.needsAttention) : wishes.guilds
        let rest = wishes.guilds.count - listed.count
        return head + shardLines + traffic + listed.flatMap { Self.lines(of: $0, at: now) }
            + (rest > 0 ? ["  \(rest) more without errors (dreambot status --json lists them)"] : [])
    }

    /// How many of several shards are ready, and which are not.
    private var shardLines: [String] {
        guard let shards else { return [] }
        let missing = shards.filter { $0.state != GatewayLiveness.State.ready.rawValue }
        return ["shards    \(shards.count - missing.count) of \(shards.count) ready"]
            + missing.map { "  shard \($0.number)/\($0.of): \($0.state)" }
    }

    private static func lines(of guild: CogReport.Guild, at now: Date) -> [String] {
        let sync = guild.lastSyncAt.map { "synced \(age($0, now)) ago" } ?? "not synced yet"
        var lines = [
            "  \(OutsideText(guild.name)) (\(guild.id)): \(guild.openWishes) open wishes, \(sync), \(guild.errors) errors, "
                + "drift \(guild.drift)"
        ]
        if let own = guild.ownThreshold, own != guild.configuredThreshold {
            lines.append(
                "    threshold \(own), set by a moderator; the configuration says \(guild.configuredThreshold ?? "another"), "
                    + "and !setthreshold reset goes back to it")
        }
        return lines + guild.stuck.map { "    wish \($0.wish) has its votes but no channel: \($0.reason)" }
    }

    private static func age(_ date: Date, _ now: Date) -> String {
        let seconds = Int(max(0, now.timeIntervalSince(date)))
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) d"
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10_000_000 ? "\(bytes / 1_000) kB" : "\(bytes / 1_000_000) MB"
    }
}

extension CogReport.Guild {
    /// Whether there is more to tell of it than that it works.
    fileprivate var needsAttention: Bool { errors > 0 || lastSyncAt == nil || !stuck.isEmpty }
}

extension DaemonReport.Link {
    /// Of all connections: the longest disconnection, the oldest answer to a heartbeat, the sums. `date`: the wall-clock time
    /// of a moment of the gateway's clock.
    init(
        _ state: GatewayLiveness.State, _ connections: [GatewayLiveness], identifies: Int, now: Date,
        date: (ContinuousClock.Instant) -> Date
    ) {
        let sum = connections.reduce(into: GatewayLiveness()) { $0 += $1 }
        self.init(
            state: state.rawValue, disconnectedSince: connections.compactMap(\.disconnectedSince).min().map(date),
            acknowledgedSecondsAgo: connections.compactMap(\.lastACK).min().map { now.timeIntervalSince(date($0)) },
            identifiesInADay: identifies, events: sum.events, resumes: sum.resumes, reconnects: sum.reconnects)
    }
}
