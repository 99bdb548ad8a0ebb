import Discord
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import Wishes

/// Runs the shards of this process: plans how many, lets each resume or begin its session, and plans anew when Discord
/// requires more.
final class Shards: Sendable {
    /// Makes a shard of so many in this process, with a source of gateway addresses.
    typealias Maker = @Sendable (ShardID, Int, Notes, @escaping GatewayConnection.AddressSource) -> Shard

    /// What there is to tell while shards run.
    struct Notes: Sendable {
        /// The connections have changed.
        var gateway: @Sendable (GatewayOverview) -> Void = { _ in }
        /// The counts of every guild have been read for the first time.
        var settled: @Sendable () -> Void
        /// The database begins to refuse events (true), or takes them again.
        var storage: @Sendable (Bool) -> Void
    }

    /// So many plans in a row may fail before any of their shards has heard an event: then a proxy may have made the close
    /// codes up.
    private static let mostFailures = 3

    private struct State {
        var running: [Shard] = []
        var unsettled: Set<ShardID> = []
        var refused: Set<ShardID> = []
        var isStopping = false
        var reason: GatewayFatal?
    }

    private let setting: ShardSetting
    private let handover: SessionHandover
    private let askDiscord: GatewayConnection.AddressSource
    private let clock: any Clock<Duration>
    private let instant: @Sendable () -> ContinuousClock.Instant
    private let log: Logger
    private let make: Maker
    private let notes: Notes
    private let state = Mutex(State())
    /// Held while an overview is made and told, so that the last one told is the newest.
    private let telling = Mutex(())

    init(
        _ setting: ShardSetting, handover: SessionHandover, askDiscord: @escaping GatewayConnection.AddressSource,
        clock: any Clock<Duration>, instant: @escaping @Sendable () -> ContinuousClock.Instant, log: Logger,
        notes: Notes, make: @escaping Maker
    ) {
        (self.setting, self.handover, self.askDiscord) = (setting, handover, askDiscord)
        (self.clock, self.instant, self.log, self.notes, self.make) = (clock, instant, log, notes, make)
    }

    /// The shards that run; none before the plan is made.
    var current: [Shard] { state.withLock { $0.running } }

    /// Works until `stop`.
    /// - Throws: `GatewayFatal` or `ShardPlan.Refusal` when only the operator can help.
    func run() async throws {
        let offer = try await handover.offer()
        var plan = ShardPlan(setting, kept: offer.shards)
        var (answer, failures) = (GatewayBot?.none, 0)
        do {
            if plan.needsAnswer {
                let bot = try await ask()
                (plan, answer) = (try plan.checked(against: bot), bot)
            }
            while true {
                do {
                    return try await work(plan, answer, offer)
                } catch GatewayFatal.shardsRecommended(let bot) {
                    (plan, answer) = (try plan.checked(against: bot), bot)
                } catch let fatal as GatewayFatal where setting == .auto && fatal.isAboutShards {
                    failures = current.contains { $0.connection.liveness.current.lastEvent != nil } ? 1 : failures + 1
                    let bot = try await ask()
                    guard failures <= Self.mostFailures, let next = plan.replaced(after: fatal, by: bot) else {
                        throw fatal
                    }
                    (plan, answer) = (try next.checked(against: bot), bot)
                    log.warning(
                        "Discord requires another number of shards; starting again with it. Every guild is synced anew.",
                        metadata: ["shards": .number(plan.count)])
                }
            }
        } catch is CancellationError {
            // Stopped while Discord was being asked.
        }
    }

    /// Ends every connection; Discord keeps the sessions for some minutes. With a reason, `run` throws it.
    func stop(_ reason: GatewayFatal?) async {
        let shards = state.withLock { state in
            state.isStopping = true
            state.reason = state.reason ?? reason
            return state.running
        }
        for shard in shards { await shard.connection.stop(reason) }
    }

    // MARK: The plan

    /// GET /gateway/bot, again while there is no answer or none that can be read. Throws `GatewayFatal.tokenRefused`;
    /// `CancellationError` when the program is stopped.
    private func ask() async throws -> GatewayBot {
        try await cancelWhenGracefulShutdown { [self] in
            var pause = Duration.seconds(1)
            while true {
                do {
                    return try await askDiscord()
                } catch  where Task.isCancelled {
                    throw CancellationError()
                } catch  where !(error is GatewayFatal) {
                    log.notice(
                        "Discord does not answer yet; the number of shards waits for it.",
                        metadata: ["error": "\(error)", "pause": "\(pause.formattedSeconds)"])
                    try await clock.sleep(for: pause)
                    pause = min(pause * 2, .seconds(60))
                }
            }
        }
    }

    private func work(_ plan: ShardPlan, _ answer: GatewayBot?, _ offer: SessionHandover.Offer) async throws {
        if plan.count > 1 {
            log.info(
                "Working with shards.",
                metadata: [
                    "shards": "\(plan.shards.count) of \(plan.count)", "resuming": .number(plan.resuming.count),
                ])
            if let recommended = answer?.shards, recommended > plan.count {
                log.warning(
                    "Discord recommends more shards than are configured.",
                    metadata: ["configured": .number(plan.count), "recommended": .number(recommended)])
            }
        }
        let source = addressSource(plan, answer)
        let shards = plan.shards.map { make($0, plan.shards.count, notes(of: $0), source) }
        for shard in shards where plan.resuming.contains(shard.id) {
            if let session = await handover.take(shard.id, from: offer) { await shard.resume(session) }
        }
        await handover.forgetOthers()
        let (isStopping, reason) = state.withLock { state in
            (state.running, state.unsettled, state.refused) = (shards, Set(plan.shards), [])
            return (state.isStopping, state.reason)
        }
        if isStopping { for shard in shards { await shard.connection.stop(reason) } }
        try await runAll(shards)
    }

    private func tellOverview() {
        telling.withLock { _ in notes.gateway(GatewayOverview(current.map(\.connection.liveness.current))) }
    }

    /// What a shard has to tell: all are settled when the last one is, and the database refuses while it refuses one.
    private func notes(of shard: ShardID) -> Notes {
        Notes(
            settled: { [self] in
                let isLast = state.withLock { $0.unsettled.remove(shard) != nil && $0.unsettled.isEmpty }
                if isLast { notes.settled() }
            },
            storage: { [self] isFailing in
                telling.withLock { _ in
                    let refused = state.withLock { state in
                        if isFailing { state.refused.insert(shard) } else { state.refused.remove(shard) }
                        return state.refused
                    }
                    notes.storage(!refused.isEmpty)
                }
            })
    }

    /// Where the shards ask for an address. Many share their answers; a single one learns there that Discord recommends more.
    private func addressSource(_ plan: ShardPlan, _ answer: GatewayBot?) -> GatewayConnection.AddressSource {
        guard plan.count == 1 else {
            let cache = GatewayBotCache(answer, now: instant, source: askDiscord)
            return { try await cache.answer() }
        }
        return { [askDiscord, setting] in
            let bot = try await askDiscord()
            if setting == .auto, bot.shards > 1 { throw GatewayFatal.shardsRecommended(bot) }
            return bot
        }
    }

    /// When one fails for good, the others are stopped as well. Throws what the first has thrown.
    private func runAll(_ shards: [Shard]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for shard in shards {
                group.addTask { [handover, self] in
                    try await shard.run(keep: { await handover.keep($0) }, changed: { self.tellOverview() })
                }
            }
            var failure: (any Error)?
            while let result = await group.nextResult() {
                guard case .failure(let error) = result, failure == nil else { continue }
                failure = error
                for shard in shards { await shard.connection.stop() }
            }
            if let failure { throw failure }
        }
    }
}

extension GatewayFatal {
    /// Whether another number of shards may help.
    fileprivate var isAboutShards: Bool { self == .shardingRequired || self == .shardInvalid }
}
