import Discord
import TestSupport

@testable import Wishes

extension ModelRun {
    /// Performs one random step.
    func step() async throws {
        figures.steps += 1
        let (isHanging, isLate) = (processes.contains { $0.wire.isAnythingHanging }, !late.isEmpty)
        for process in processes where process.foreignLock.isHeld {
            if random.chance(40) { process.foreignLock.release() }
        }
        let deeds: [(Int, Deed)] = [
            (34, .members), (4, .rights), (3, .lock), (14, .confirm), (8, .wait), (2, .waitLong),
            (7, .sync(.request)), (7, .sync(.command)), (6, .deliverDelayed), (isHanging ? 16 : 0, .answerHanging),
            (isLate ? 10 : 0, .arriveLate),
        ]
        // A new process has received no event yet.
        let interruptions: [(Int, Deed)] = [
            (5, .connection), (3, .category), (3, .wallClock),
        ]
        let ends: [(Int, Deed)] =
            twin == nil
            ? [(isHanging ? 12 : 4, .crash), (3, .restart), (2, .restore), (2, .double)] : [(4, .endOne)]
        switch random.weighted(isReliable ? deeds : deeds + interruptions + ends) {
        case .members: await membersAct()
        case .confirm: await pass(.milliseconds(500))
        case .wait: await pass(.seconds(Int.random(in: 3...40, using: &random)))
        case .waitLong: await pass(.seconds(60 * Int.random(in: 1...125, using: &random)))
        case .sync(let cause):
            steps.append("sync, \(cause)")
            anyProcess().beginSync(cause)
        case .deliverDelayed: await deliverDelayed()
        case .connection: await connectionChanges()
        case .rights: await rightsChange()
        case .lock:
            steps.append("the database is locked")
            anyProcess().foreignLock.take()
        case .answerHanging: answerHanging()
        case .arriveLate: if let call = late.arrive() { arrived(call) }
        case .category: await categoryChanges()
        case .wallClock: wallClockJumps()
        case .restore: try await restore()
        case .crash: try await crash()
        case .restart: try await restart()
        case .double: try await doubleProcess()
        case .endOne: await endOneProcess()
        }
    }

    private enum Deed {
        case members, confirm, wait, waitLong
        case sync(SyncReport.Cause)
        case deliverDelayed, connection, rights, lock, category, wallClock, answerHanging, arriveLate, crash, restart
        case restore, double, endOne
    }

    private func pass(_ duration: Duration) async {
        // A bot that is not suspended has sent its pending requests.
        if duration > .seconds(1) { await breathe(3) }
        steps.append("\(duration) pass")
        advance(by: duration)
    }

    private func arrived(_ call: FakeDiscord.Call) {
        figures.late += 1
        steps.append("late: \(call)")
    }

    /// The category for new channels is deleted, or is there again.
    private func categoryChanges() async {
        let isThere = !ModelWorld.hasCategory(discord)
        steps.append("category: \(isThere)")
        let category = ModelWorld.setCategory(isThere, discord)
        await tell(isThere ? .channelCreate(category) : .channelDelete(category))
    }

    /// The wall clock is set; the time that passes is not.
    private func wallClockJumps() {
        let hours = [-192, -2, 1, 192].randomElement(using: &random) ?? 1
        steps.append("the wall clock jumps by \(hours) h")
        wallClock.jump(by: Double(hours) * 3_600)
    }

    /// Hanging calls get an answer, or never will.
    private func answerHanging() {
        for hanging in processes.flatMap({ $0.wire.takeHanging() }) {
            let isLost = random.chance(30)
            steps.append("\(isLost ? "lost" : "answered"): \(hanging.call)")
            if isLost, let work = hanging.work, random.chance(50) { late.add(hanging.call, work, began: hanging.began) }
            hanging.answer(isLost ? PortError(.uncertain, "timed out") : nil)
        }
    }

    // MARK: The end of a process

    /// The process dies. Its requests under way arrive later or never; their answers have no effect.
    private func crash() async throws {
        let hanging = process.wire.die()
        await process.closeStore()
        try backups.make(of: process.path)
        figures.crashes += 1
        figures.crashesInCalls += hanging.isEmpty ? 0 : 1
        steps.append("crash at \(hanging.map(\.call))")
        abandon(hanging)
        await process.end()
        try await begin { await beginSession() }
    }

    /// The process dies, and the next one gets an older copy of the database.
    private func restore() async throws {
        guard backups.exist else { return }
        let hanging = process.wire.die()
        await process.closeStore()
        figures.restores += 1
        steps.append("crash, and an older database is restored")
        abandon(hanging)
        await process.end()
        try backups.restore(to: process.path, using: &random)
        // A moderator who restores a backup takes longer than a request can be on its way.
        advance(by: .seconds(31))
        try await begin { await beginSession() }
    }

    /// The process stops cleanly: its calls are cancelled, and it stores the results.
    private func restart() async throws {
        figures.restarts += 1
        steps.append("clean restart")
        abandon(process.wire.die())
        await process.end()
        let session = await process.cog.stopped(
            ResumableSession(sessionID: "s", url: "ws://127.0.0.1", sequence: 1), heardAt: wallClock.now)
        // A foreign program may keep the bot from storing it.
        if let session { try? await process.store.gateway.keep(session) }
        await process.closeStore()
        isConnected = false
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            await membersAct()
            notice()
        }
        let isResumed = random.chance(60)
        try await begin {
            // Discord knows a session only with the shards that it began with.
            guard isResumed, let shard = session?.shard, shard.count == process.shardCount,
                let session = try? await process.store.gateway.takeSession(of: shard, at: wallClock.now)
            else { return await beginSession() }
            steps.append("what was known of \(session.guilds.count) guilds was kept")
            await process.cog.restore(session)
            await resume()
        }
    }

    private func begin(_ greeting: () async -> Void) async throws {
        if random.chance(30) { await pass(.seconds(Int.random(in: 1...60, using: &random))) }
        try startNext()
        await greeting()
    }

    func abandon(_ hanging: [ModelWire.Hanging]) {
        for entry in hanging {
            if let work = entry.work, random.chance(50) { late.add(entry.call, work, began: entry.began) }
            entry.answer(PortError(.uncertain, "the connection is gone"))
        }
    }
}
