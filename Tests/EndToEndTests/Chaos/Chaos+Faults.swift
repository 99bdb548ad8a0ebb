import Foundation
import Sandbox

extension Chaos {
    /// Makes something go wrong.
    func strike(_ fault: ChaosFault, _ random: inout ChaosRandom) async throws {
        steps.append("! \(fault.kind)")
        switch fault {
        case .request(let pattern, let what, let times):
            await sandbox.trouble(pattern, what, times: times)
            figures.count(fault.kind, times)
            return
        case .killAt(let moment): return try await kill(at: moment, &random)
        case .latency(let milliseconds): await sandbox.setLatency(milliseconds: milliseconds)
        case .duplicates: await sandbox.setDuplicates(true)
        case .reordering: await sandbox.setReordering(true)
        case .kill:
            await daemon.stop(SIGKILL)
            try startAgain()
        case .restart:
            let code = await daemon.stop()
            // A process that has not begun its work yet is ended by the signal itself.
            guard code == 0 || (code == -SIGTERM && daemon.output.all.isEmpty) else {
                throw ChaosProblem("asked to stop, the daemon ended with \(code)")
            }
            try startAgain()
        case .fullDisk: try machine.fillDisk(of: daemon)
        case .stoppedLogReader: daemon.reading.pause()
        case .restoredDatabase: try await restoreDatabase(&random)
        case .clockJump(let hours):
            guard try machine.jump(hours: hours) else { return }
        default:
            try await connectedForTrouble()
            await interrupt(fault)
        }
        figures.count(fault.kind)
    }

    /// Waits for a connection: a disconnected bot cannot be cut, and one in endless retries does not connect.
    private func connectedForTrouble() async throws {
        await sandbox.refuseResumes(nil)
        try await reconnected()
    }

    private func interrupt(_ fault: ChaosFault) async {
        switch fault {
        case .cut: await sandbox.cutGateway(shard: shard)
        case .brokenFrame: await sandbox.cutGateway(.insideFrame, shard: shard)
        case .close(let code): await sandbox.cutGateway(.code(code), shard: shard)
        case .reconnect: await sandbox.sendReconnect(shard: shard)
        case .invalidSession(let resumable): await sandbox.sendInvalidSession(resumable: resumable, shard: shard)
        case .refusedResumes(let resumable):
            await sandbox.refuseResumes(resumable)
            await sandbox.cutGateway(shard: shard)
        case .zombie:
            greetingsBeforeZombie = await sandbox.greetings
            await hearing.turnedDeaf()
            await sandbox.setStalled(true, shard: shard)
        default: break
        }
    }

    /// Kills the daemon while a request that matters is under way. If it does not come, the daemon is just killed.
    private func kill(at moment: ChaosMoment, _ random: inout ChaosRandom) async throws {
        try await connectedForTrouble()
        let stage: Sandbox.Stage = moment.fate == .done ? .afterWork : .beforeWork
        let hold = await sandbox.hold(moment.request.pattern, at: stage)
        try await act(moment.request.cause, isLost: false, &random)
        let isCaught = await sandbox.caught(hold, timeout: .seconds(4))
        await daemon.stop(SIGKILL)
        let isOnItsWay = isCaught && moment.isOnItsWay
        if isOnItsWay {
            // The next process looks around before the request arrives.
            let looks = await sandbox.answered(moment.request.look)
            try startAgain()
            _ = await sandbox.wait(timeout: Self.patience) { $0.answered(moment.request.look) > looks ? true : nil }
        }
        await sandbox.release(hold, answering: moment.fate == .doneLater)
        figures.count(isCaught ? ChaosFault.killAt(moment).kind : ChaosFault.kill.kind)
        steps.append("  killed\(isCaught ? " at \(moment.request.rawValue), \(moment.fate)" : "")")
        if !isOnItsWay { try startAgain() }
    }

    /// The daemon is killed, and an admin puts an older database back and rebuilds what it does not know from Discord.
    private func restoreDatabase(_ random: inout ChaosRandom) async throws {
        await daemon.stop(SIGKILL)
        if try machine.restoreOrKeep(&random) {
            hasOlderDatabase = true
            // What an older database has forgotten, deleted wishes for instance, is not known any more.
            ledger = ChaosLedger()
            let code = try await machine.rebuild(guild)
            guard code == 0 else { throw ChaosProblem("import --from-discord ended with \(code)") }
        }
        try startAgain()
    }

    private func startAgain() throws {
        daemon = try machine.start()
        figures.starts += 1
    }
}

extension Sandbox {
    /// IDENTIFY and RESUME payloads so far.
    var greetings: Int { counters.identifies + counters.resumes }

    /// Requests that have got their answer.
    func answered(_ pattern: Pattern) -> Int { requests(pattern).count { $0.status != nil } }
}
