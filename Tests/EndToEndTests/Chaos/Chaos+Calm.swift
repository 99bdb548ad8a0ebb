import Sandbox

extension Chaos {
    /// Ends all trouble and lets the bot find out what it has missed.
    func calm() async throws {
        try machine.mend(daemon)
        if let greetings = greetingsBeforeZombie {
            // Hearing again would not bring back what was missed: only a new connection does.
            let isBuried = await sandbox.wait(timeout: Self.patience) { $0.greetings > greetings ? true : nil }
            guard isBuried != nil else { throw ChaosProblem("the bot does not notice that its connection is deaf") }
            greetingsBeforeZombie = nil
        }
        for trouble in await sandbox.pendingTroubles {
            figures.count(ChaosFault.kind(of: trouble.fault), -(trouble.times ?? 0))
        }
        await sandbox.clearTroubles()
        // The first may join a sync that was begun in the midst of trouble.
        _ = try await sync()
        var report = try await sync()
        // On a crowded machine a heartbeat may find no answer in time: what is interrupted says so, and is done again.
        for _ in 0..<5 where report.words.contains("interrupted meanwhile") { report = try await sync() }
        guard report.words.contains("**0** errors") else {
            throw ChaosProblem("the sync after all trouble meets errors: \(report.words)")
        }
    }

    /// Waits until the bot is connected.
    func reconnected() async throws {
        guard daemon.process.isRunning else { throw ChaosProblem("the daemon has ended by itself") }
        guard await sandbox.waitForGateway(timeout: Self.patience) else {
            throw ChaosProblem("the bot does not connect again within \(Self.patience)")
        }
    }

    /// Asks for a sync until it is answered: a question that falls into the end of a session is never heard.
    private func sync() async throws -> Sandbox.Message {
        for _ in 1...5 {
            try await reconnected()
            let (identifies, general) = (await sandbox.counters.identifies, guild.general)
            let question = try await sandbox.post("!syncwishes", as: guild.owner, in: general).id
            let outcome = await sandbox.wait(timeout: Self.patience) { sandbox -> SyncOutcome? in
                if let answer = sandbox.botMessages(in: general).last(where: { $0.replyTo == question }) {
                    return .answered(answer)
                }
                return sandbox.counters.identifies > identifies ? .sessionEnded : nil
            }
            switch outcome {
            case .answered(let answer): return answer
            case .sessionEnded: continue
            case nil: throw ChaosProblem("!syncwishes is not answered within \(Self.patience)")
            }
        }
        throw ChaosProblem("!syncwishes is not answered: the session ends again and again")
    }

    private enum SyncOutcome: Sendable {
        case answered(Sandbox.Message)
        case sessionEnded
    }

    /// Waits until nothing is half done any more, and holds the bot's knowledge against the truth.
    func compare() async throws {
        var comparison = try await takeComparison()
        for _ in 1...4 where comparison.unfinished != .init() {
            let (unfinished, guild) = (comparison.unfinished, guild)
            _ = await sandbox.wait(timeout: Self.patience) { sandbox in
                unfinished.isDone(sandbox.truth(of: guild)) ? true : nil
            }
            // What can be seen is stored a moment later: a question that is answered after it gives that moment.
            _ = try await sync()
            comparison = try await takeComparison()
        }
        let differences = comparison.differences(since: ledger)
        guard differences.isEmpty else { throw ChaosProblem(differences) }
        ledger = comparison.ledger
        figures.channels = comparison.truth.channels.count
    }

    private func takeComparison() async throws -> ChaosComparison {
        let ledger: ChaosLedger
        do {
            ledger = try await ChaosLedger(stage)
        } catch let error as ChaosUnreadable {
            throw ChaosProblem("dreambot export fails: \(error.output)")
        }
        return ChaosComparison(
            truth: await sandbox.truth(of: guild), ledger: ledger, everSupporters: everSupporters,
            leastNeeded: ChaosTruth.needed(founders.count), hasOlderDatabase: hasOlderDatabase)
    }
}
