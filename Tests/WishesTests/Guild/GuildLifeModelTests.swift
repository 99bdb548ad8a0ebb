import Discord
import Testing

@testable import Wishes

@Suite("Guild life under random inputs")
struct GuildLifeModelTests {
    @Test(
        "Runs never overlap, no touch is forgotten, and an absent guild is left alone",
        arguments: 0..<100 as Range<UInt64>)
    func random(seed: UInt64) {
        var model = GuildLifeModel(seed: seed)
        for _ in 0..<400 { model.step() }
        model.settle()
        #expect(model.isEveryTouchCovered)
    }
}

/// Carries out a guild's effects, late and in any order, and checks the rules at each step.
private struct GuildLifeModel {
    private static let interruptions: [GuildLife.Input] = [.disconnected, .left(isOutage: true), .resumed]

    private var trace: GuildLifeTrace
    private var random: SplitMix64
    private var isPresent = false
    /// Syncs that were asked for and have not begun.
    private var asked: [SyncReport.Cause] = []
    private var reading: RunID?
    /// Syncs that have read their counts and have not ended.
    private var manifesting: [RunID] = []
    private var confirming: RunID?
    /// Counts what happens, so that beginnings can be compared with touches.
    private var moment = 0
    private var lastTouch = 0
    private var lastBeginning = 0

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        trace = GuildLifeTrace(
            pace: Pace(syncInterval: seed % 2 == 0 ? .seconds(21_600) : nil, postsWeeklySummaries: seed % 3 == 0))
    }

    var isEveryTouchCovered: Bool { lastBeginning >= lastTouch }

    mutating func step() {
        moment += 1
        switch Int.random(in: 0..<20, using: &random) {
        case 0: arrive()
        case 1: leave()
        case 2: tell(Self.interruptions.randomElement(using: &random) ?? .resumed)
        case 3...5: touch(.touched)
        case 6: touch(.confirmationNeeded(after: .seconds(Int.random(in: 0...30, using: &random))))
        case 7: tell(.recoveryNeeded(after: .seconds(Int.random(in: 0...30, using: &random))))
        case 8: tell(.loadNeeded(after: .seconds(Int.random(in: 0...10, using: &random))))
        case 9: ask([SyncReport.Cause.command, .request, .timer].randomElement(using: &random) ?? .timer)
        case 10, 11: beginSync()
        case 12: readCounts()
        case 13: endSync()
        case 14: endConfirmation()
        case 15: tell(.weeklyChecked(again: .seconds(3_600)))
        case 16: tell(.membersUnlisted)
        case 17: tell(.cardsOutdated(after: .seconds(Int.random(in: 0...30, using: &random))))
        default: pass(.milliseconds(Int.random(in: 0...20_000, using: &random)))
        }
    }

    /// Everything under way ends, and 61 s pass. The pause after a failed confirmation is 60 s.
    mutating func settle() {
        if !isPresent { arrive() }
        let end = trace.now + .seconds(61)
        while true {
            moment += 1
            if reading != nil {
                readCounts(.complete(.timer))
            } else if confirming != nil {
                endConfirmation(fails: false)
            } else if !asked.isEmpty {
                beginSync()
            } else if let due = trace.life.nextDue, due <= end {
                pass(max(.zero, due - trace.now))
            } else {
                return
            }
        }
    }

    // MARK: Inputs

    private mutating func tell(_ input: GuildLife.Input) {
        trace.jitter = random.unit()
        carryOut(trace.handle(input))
    }

    private mutating func arrive() {
        isPresent = true
        tell(.arrived)
    }

    private mutating func leave() {
        isPresent = false
        asked = []
        tell(.left(isOutage: false))
    }

    private mutating func touch(_ input: GuildLife.Input) {
        lastTouch = moment
        tell(input)
    }

    private mutating func pass(_ duration: Duration) {
        trace.now += duration
        tell(.timePassed)
        #expect(trace.life.nextDue.map { $0 > trace.now } ?? true)
    }

    // MARK: Effects

    private mutating func carryOut(_ effects: [GuildLife.Effect]) {
        for effect in effects {
            if !isPresent { #expect(effect == .load || effect == .recover) }
            switch effect {
            case .sync(let cause): ask(cause)
            case .confirm(let run):
                #expect(confirming == nil && reading == nil)
                confirming = run
                lastBeginning = moment
            case .recover, .checkWeekly, .load, .announceRetry, .editCards: break
            }
        }
    }

    /// As the cog: a guild that is not there is not synced.
    private mutating func ask(_ cause: SyncReport.Cause) { if isPresent { asked.append(cause) } }

    private mutating func beginSync() {
        guard let cause = asked.first else { return }
        switch trace.admit(cause) {
        case .reuse:
            #expect(cause == .command && isEveryTouchCovered)
            asked.removeFirst()
        case .join(let run, let serves):
            #expect(run.id == reading)
            if serves { asked.removeFirst() }
        case .start(let run):
            #expect(reading == nil)
            reading = run.id
            lastBeginning = moment
            asked.removeFirst()
        }
    }

    private mutating func report() -> SyncReport {
        Bool.random(using: &random) ? .complete(.timer) : .incomplete(.timer, canRetry: Bool.random(using: &random))
    }

    private mutating func readCounts(_ report: SyncReport? = nil) {
        guard let run = reading else { return }
        let report = report ?? self.report()
        reading = nil
        manifesting.append(run)
        tell(.countsRead(report, run))
    }

    private mutating func endSync() {
        guard !manifesting.isEmpty else { return }
        let run = manifesting.remove(at: Int.random(in: manifesting.indices, using: &random))
        tell(.syncEnded(report(), run))
    }

    private mutating func endConfirmation(fails: Bool? = nil) {
        guard let run = confirming else { return }
        if fails ?? Bool.random(using: &random) { touch(.confirmationFailed) }
        confirming = nil
        tell(.confirmationEnded(run))
    }
}
