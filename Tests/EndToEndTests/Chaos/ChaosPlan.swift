/// What happens in one round, drawn from the seed before it begins: the same seed and number give the same plan. How
/// the bot's own work falls in between is the machine's doing.
struct ChaosPlan: Sendable {
    /// One thing that happens. Whom and what it strikes is drawn from its own seed, so that a card more or less does
    /// not change the steps that follow.
    struct Step: Sendable {
        enum Deed: Sendable {
            case act(ChaosAction, isLost: Bool)
            case trouble(ChaosFault)
        }

        var deed: Deed
        var seed: UInt64
    }

    var steps: [Step]
    var faults: [ChaosFault] {
        steps.compactMap { if case .trouble(let fault) = $0.deed { fault } else { nil } }
    }

    init(seed: UInt64, round: Int, isLong: Bool) {
        var random = ChaosRandom(seed: seed &+ UInt64(round) &* 0x2545_F491_4F6C_DD1D)
        let actions = (0..<Int.random(in: 10...18, using: &random)).map { _ in
            let action = ChaosAction.draw(&random)
            let isLost = random.chance(20) && action.mayBeLost
            return Step(deed: .act(action, isLost: isLost), seed: random.next())
        }
        let faults = Self.faults(&random, isLong: isLong).map { Step(deed: .trouble($0), seed: random.next()) }
        steps = actions
        for fault in faults { steps.insert(fault, at: Int.random(in: 0...steps.count, using: &random)) }
    }

    /// A handful. Identifies are precious, and every lost connection makes the next pause longer: so at most one fault
    /// ends the session, and few cut the connection.
    private static func faults(_ random: inout ChaosRandom, isLong: Bool) -> [ChaosFault] {
        var faults = (0..<Int.random(in: 2...4, using: &random)).map { _ in
            ChaosFault.drawRequest(&random, isLong: isLong)
        }
        if random.chance(55) { faults.append(.drawInterruption(&random)) }
        if random.chance(45) { faults.append(.drawEnd(&random, isLong: isLong)) }
        if random.chance(20) { faults.append(.restart) }
        if isLong, random.chance(40) { faults.append(.drawMachine(&random)) }
        if random.chance(40) { faults.append(random.pick([.duplicates, .reordering])) }
        return faults
    }
}
