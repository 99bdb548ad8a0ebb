import Discord
import Foundation

/// What the service manager and the log are told about the daemon's state: a value, so that its sentences can be tested
/// without a daemon.
///
/// Outages that last less than `longestSilence` stay a matter of single log lines; longer ones are a warning, and their end
/// is reported with their length.
struct ServiceStatus: Sendable, Equatable {
    /// What can happen.
    enum Input: Sendable, Equatable {
        /// A gateway connection has changed.
        case gateway(GatewayOverview)
        /// The votes of all guilds have been read.
        case settled
        /// The database takes writes, or does not.
        case storage(isFailing: Bool)
        /// A pause of `Effect.wake` is over.
        case woke(Int)
        /// A stop was asked for.
        case stopping
    }

    /// What is to be done.
    enum Effect: Sendable, Equatable {
        /// Show this sentence.
        case show(String)
        /// Send `Input.woke` after that time.
        case wake(Int, after: Duration)
        /// Discord has not been reachable since then.
        case warn(since: Date)
        /// Only so many of the shards have been connected since then.
        case warnPartly(since: Date, ready: Int, of: Int)
        /// The outage that was warned of is over.
        case recovered(after: Duration)
    }

    /// How long an outage may last before it is a warning.
    static let longestSilence = Duration.seconds(120)
    /// How much longer it may take for each further shard: they connect one after another.
    static let shardPause = Duration.seconds(6)

    private var gateway = GatewayOverview(.connecting)
    private var isSettled = false
    private var isStopping = false
    private var storageFailingSince: Date?
    private var outage: Outage?
    private var outages = 0
    private var shown = ""

    private struct Outage: Sendable, Equatable {
        var number: Int
        var since: Date
        /// On the clock that pauses are measured with.
        var began: Duration
        var isReported = false
    }

    /// Before anything is known; an outage begins, because Discord has not been reached yet.
    init() {}

    /// Takes an input. `now` is the wall clock, for what is shown; `elapsed` measures.
    mutating func apply(_ input: Input, now: Date, elapsed: Duration) -> [Effect] {
        var effects: [Effect] = []
        switch input {
        case .gateway(let overview):
            gateway = overview
            effects += overview.state == .ready ? connected(elapsed) : disconnected(now, elapsed)
        case .settled: isSettled = true
        case .storage(let isFailing): storageFailingSince = isFailing ? storageFailingSince ?? now : nil
        case .woke(let number):
            if let since = outage?.since, outage?.number == number, outage?.isReported == false {
                outage?.isReported = true
                effects.append(
                    gateway.ready == 0
                        ? .warn(since: since) : .warnPartly(since: since, ready: gateway.ready, of: gateway.count))
            }
        case .stopping: isStopping = true
        }
        if sentence != shown {
            shown = sentence
            effects.append(.show(sentence))
        }
        return effects
    }

    private mutating func connected(_ elapsed: Duration) -> [Effect] {
        defer { outage = nil }
        guard let outage, outage.isReported else { return [] }
        return [.recovered(after: elapsed - outage.began)]
    }

    private mutating func disconnected(_ now: Date, _ elapsed: Duration) -> [Effect] {
        guard outage == nil, !isStopping, gateway.state != .stopped else { return [] }
        outages += 1
        outage = Outage(number: outages, since: now, began: elapsed)
        return [.wake(outages, after: Self.longestSilence + Self.shardPause * (gateway.count - 1))]
    }

    /// Whether no outage is being measured.
    var isReachable: Bool { outage == nil }

    /// Whether everything is as it should be: connected, all votes read, and the database takes writes.
    var isReady: Bool { gateway.state == .ready && isSettled && !isStorageFailing && !isStopping }

    /// Whether the database refuses writes.
    var isStorageFailing: Bool { storageFailingSince != nil }

    /// What is shown.
    private var sentence: String {
        if isStopping { return "Stopping." }
        let storage =
            storageFailingSince.map { " The database takes no writes since \(Self.time($0)); see the log." } ?? ""
        return link + storage
    }

    private var link: String {
        if gateway.state == .ready {
            return isSettled ? "Connected and synced." : "Connected; reading the votes of all guilds."
        }
        if gateway.ready > 0 {
            return "Connected with \(gateway.ready) of \(gateway.count) shards; connecting the others."
        }
        if let identifyWait = gateway.identifyWait {
            return "Waiting until \(Self.time(identifyWait)), because of Discord's limit of logins."
        }
        let since = outage.map { " since \(Self.time($0.since))" } ?? ""
        return isSettled ? "Reconnecting to Discord\(since)." : "Connecting to Discord\(since)."
    }

    private static func time(_ date: Date) -> String { date.utcTimeOfDay + " UTC" }
}
