import Discord
import Foundation
import Logging
import TestSupport

@testable import Wishes

/// One process of the bot: the real store and cog, with a wire of its own.
final class ModelProcess: @unchecked Sendable {
    /// Its database.
    let path: String
    let store: WishStore
    /// The cog of the shard that has the guild.
    let cog: SuggestionsCog
    /// Over how many shards the bot works.
    let shardCount: Int
    /// The cogs of the other shards.
    private let others: [SuggestionsCog]
    let wire: ModelWire
    /// Another program that locks the database now and then.
    let foreignLock: ForeignLock
    private let work: Task<Void, Never>
    private let lock = NSLock()
    private var syncs: [Task<Void, Never>] = []

    /// The seed decides what becomes of its calls.
    init(
        path: String, seed: UInt64, shards: Int, world: FakeDiscord, clock: ModelWallClock, late: LateRequests,
        log: LogRecorder
    ) throws {
        self.path = path
        // A locked database fails at once.
        store = try WishStore(path: path, busyTimeout: 0)
        let foreignLock = ForeignLock(path)
        let wire = ModelWire(seed: seed, clock: clock.steady, late: late, foreignLock: foreignLock)
        (self.wire, self.foreignLock) = (wire, foreignLock)
        let line = FakeDiscord(sharing: world)
        line.carry = { call, work throws(PortError) in try await wire.carry(call, work) }
        let cogs = ShardID.all(of: shards).map { [store] shard in
            var dependencies = SuggestionsCog.Dependencies(
                settings: { _ in ModelWorld.settings }, now: { clock.now }, clock: clock.steady)
            (dependencies.shard, dependencies.shardsInProcess) = (shard, shards)
            return SuggestionsCog(
                store: store, port: line, dependencies: dependencies, log: Logger(label: "model") { _ in log.handler })
        }
        let own = Int(ModelWorld.guild.rawValue >> 22) % shards
        (cog, others, shardCount) = (cogs[own], cogs.enumerated().filter { $0.offset != own }.map(\.element), shards)
        work = Task {
            await withTaskGroup { group in
                for cog in cogs { group.addTask { await cog.run() } }
            }
        }
    }

    /// Events come. Those that name a guild come to every shard, as if Discord were confused: only one may act.
    func handle(_ events: [GatewayEvent]) async {
        let named = events.filter { if case .messageDelete = $0 { false } else { true } }
        for other in others { await other.handle(named) }
        await cog.handle(events)
    }

    /// Begins a sync without waiting for it.
    func beginSync(_ cause: SyncReport.Cause) {
        let cog = cog
        let task = Task { _ = await cog.sync(ModelWorld.guild, cause: cause) }
        lock.withLock { syncs.append(task) }
    }

    /// Lets the bot work until so many checks in a row saw no change; each check is queued behind the bot's writes.
    func breathe(_ looks: Int) async {
        var (quiet, last) = (0, -1)
        while quiet < looks {
            _ = await cog.awaitedGuilds
            _ = try? await store.markDeleted(messages: [], why: "", at: Date(timeIntervalSince1970: 0))
            let progress = wire.progress
            quiet = progress == last ? quiet + 1 : 0
            last = progress
        }
    }

    /// Closes the store on a separate thread: closing waits for reads that need this pool's threads.
    func closeStore() async {
        let (store, foreignLock) = (store, foreignLock)
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                foreignLock.close()
                store.close()
                continuation.resume()
            }
        }
    }

    /// Ends all tasks. The wire must be dead or calm, or some tasks never end.
    func end() async {
        work.cancel()
        await work.value
        await finishSyncs()
    }

    /// Waits for the syncs begun so far.
    func finishSyncs() async {
        let begun = lock.withLock {
            defer { syncs = [] }
            return syncs
        }
        for sync in begun { await sync.value }
    }
}
