import Discord
import TestSupport

@testable import Wishes

extension ModelRun {
    /// The processes that work now, each with a database of its own.
    var processes: [ModelProcess] { [process] + (twin.map { [$0] } ?? []) }

    /// One of the processes.
    func anyProcess() -> ModelProcess { processes.randomElement(using: &random) ?? process }

    /// Every process gets events from its own connection.
    func hear(_ events: [GatewayEvent]) async {
        for process in processes { await process.handle(events) }
    }

    /// Lets all processes work until nothing changes any more.
    func breathe(_ looks: Int) async {
        for process in processes { await process.breathe(looks) }
        if twin != nil { await process.breathe(looks) }
    }

    /// The process dies; it is started twice, once with a copy of the database, of now or of an earlier moment.
    func doubleProcess() async throws {
        let hanging = process.wire.die()
        await process.closeStore()
        abandon(hanging)
        await process.end()
        let isOlder = backups.exist && random.chance(30)
        if !isOlder { try backups.make(of: process.path) }
        let path = try backups.copy(isOlder ? .any : .newest, using: &random)
        let words = isOlder ? "an older copy" : "a copy"
        steps.append("crash, and two processes start, the second with \(words) of the database")
        figures.doubles += 1
        hadTwin = true
        try startNext()
        twin = try makeProcess(path: path)
        // Where the bot may not post, two processes have no lock between them.
        await grantEverything()
        await beginSession()
    }

    /// One of the two processes ends, and the other goes on.
    func endOneProcess() async {
        guard let twin else { return }
        let survivor = random.chance(50) ? twin : process
        let other = survivor === twin ? process : twin
        steps.append("one of two processes ends; \(survivor === twin ? "the second" : "the first") goes on")
        (process, self.twin) = (survivor, nil)
        let hanging = other.wire.die()
        await other.closeStore()
        abandon(hanging)
        await other.end()
        abandonedDatabase = other.path
    }

    /// Starts a process with the database of the one that has ended, in place of the present one.
    func takeUpAbandonedDatabase() async throws -> Bool {
        guard let path = abandonedDatabase else { return false }
        steps.append("a process starts with the database of the one that ended")
        abandonedDatabase = nil
        await process.closeStore()
        for call in process.wire.die() { call.answer() }
        await process.end()
        process = try makeProcess(path: path)
        process.wire.calm()
        await beginSession()
        return true
    }
}
