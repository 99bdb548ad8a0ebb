import Discord
import Testing

@testable import Wishes

@Suite("Guild life")
struct GuildLifeTests {
    // MARK: Confirmations

    @Test("Touches within 400 ms after the first one are confirmed together")
    func coalescing() {
        var trace = GuildLifeTrace.synced()
        #expect(trace.handle(.touched).isEmpty)
        #expect(trace.pass(.milliseconds(399)).isEmpty)
        #expect(trace.handle(.touched).isEmpty)
        #expect(trace.pass(.milliseconds(1)) == [.confirm(GuildLifeTrace.run(2))])
        #expect(trace.life.nextDue == nil)
        #expect(trace.handle(.confirmationEnded(GuildLifeTrace.run(2))).isEmpty)
    }

    @Test("What is touched during a confirmation is confirmed by the next one, which waits for the first")
    func oneAtATime() {
        var trace = GuildLifeTrace.synced()
        let first = trace.confirm()
        #expect(first == GuildLifeTrace.run(2))
        _ = trace.handle(.touched)
        #expect(trace.pass(.milliseconds(400)).isEmpty)
        #expect(trace.handle(.confirmationEnded(GuildLifeTrace.run(2))) == [.confirm(GuildLifeTrace.run(3))])
        // A repeated or unknown end starts nothing.
        #expect(trace.handle(.confirmationEnded(GuildLifeTrace.run(2))).isEmpty)
    }

    @Test("A confirmation waits while a sync reads counts, and begins when they are read")
    func waitsForSync() throws {
        var trace = GuildLifeTrace.synced()
        let run = try trace.begin(.timer)
        _ = trace.handle(.touched)
        #expect(trace.pass(.seconds(1)).isEmpty)
        #expect(trace.handle(.countsRead(.complete(.timer), run)) == [.confirm(GuildLifeTrace.run(3))])
        #expect(trace.handle(.syncEnded(.complete(.timer), run)).isEmpty)
    }

    @Test("A sync that ends without having read its counts lets the confirmation begin")
    func endedUnread() throws {
        var trace = GuildLifeTrace.synced()
        let run = try trace.begin(.timer)
        _ = trace.handle(.touched)
        #expect(trace.pass(.seconds(1)).isEmpty)
        #expect(trace.handle(.syncEnded(.complete(.timer), run)) == [.confirm(GuildLifeTrace.run(3))])
    }

    @Test("A failed confirmation is repeated after 60 s; a touch meanwhile does not wait for that")
    func failed() throws {
        var trace = GuildLifeTrace.synced()
        let run = try trace.beginConfirmation()
        #expect(trace.handle(.confirmationFailed).isEmpty)
        #expect(trace.handle(.confirmationEnded(run)).isEmpty)
        #expect(trace.life.due(.confirmationRetry) == trace.now + .seconds(60))
        #expect(trace.confirm() == GuildLifeTrace.run(3))
        _ = trace.handle(.confirmationEnded(GuildLifeTrace.run(3)))
        #expect(trace.pass(.milliseconds(59_600)) == [.confirm(GuildLifeTrace.run(4))])
    }

    @Test(
        "A confirmation that is needed after a pause comes then, or sooner when one is due sooner",
        arguments: [([5], 5), ([5, 2], 2), ([2, 5], 2)])
    func needed(pauses: [Int], due: Int) {
        var trace = GuildLifeTrace.synced()
        for pause in pauses { _ = trace.handle(.confirmationNeeded(after: .seconds(pause))) }
        #expect(trace.life.due(.confirmation) == .seconds(due))
    }

    @Test("A vote during the pause of a needed confirmation is confirmed within 400 ms")
    func touchedDuringPause() {
        var trace = GuildLifeTrace.synced()
        _ = trace.handle(.confirmationNeeded(after: .seconds(600)))
        _ = trace.handle(.touched)
        #expect(trace.life.due(.confirmation) == .milliseconds(400))
    }

    // MARK: Syncs

    @Test("Incomplete syncs are repeated after 1, 5, 30 and 30 minutes; a complete one starts over")
    func retries() throws {
        var trace = GuildLifeTrace.synced()
        for seconds in [60, 300, 1_800, 1_800] {
            let run = try trace.begin(.repetition)
            _ = trace.handle(.countsRead(.incomplete(.repetition), run))
            let effects = trace.handle(.syncEnded(.incomplete(.repetition), run))
            #expect(effects == [.announceRetry(after: .seconds(seconds))])
            #expect(trace.pass(.seconds(seconds)).isEmpty)
            #expect(trace.pass(.milliseconds(50)) == [.sync(.repetition)])
        }
        let run = try trace.begin(.repetition)
        _ = trace.handle(.countsRead(.complete(.repetition), run))
        #expect(trace.handle(.syncEnded(.complete(.repetition), run)).isEmpty)
        #expect(trace.handle(.membersUnlisted) == [.announceRetry(after: .seconds(60))])
    }

    @Test("A retry that is set is not announced again, and a complete sync cancels it")
    func retryOnce() throws {
        var trace = GuildLifeTrace.synced()
        #expect(trace.handle(.membersUnlisted) == [.announceRetry(after: .seconds(60))])
        #expect(trace.handle(.membersUnlisted).isEmpty)
        let run = try trace.begin(.request)
        #expect(trace.handle(.syncEnded(.complete(.request), run)).isEmpty)
        #expect(trace.life.due(.syncRetry) == nil)
    }

    @Test("A problem that a repetition cannot solve is not retried")
    func hopeless() throws {
        var trace = GuildLifeTrace.synced()
        let run = try trace.begin(.timer)
        #expect(trace.handle(.syncEnded(.incomplete(.timer, canRetry: false), run)).isEmpty)
        #expect(trace.life.nextDue == nil)
    }

    @Test(
        "The first periodic sync is due after 0.5–1 interval, the next ones after 0.95–1.05",
        arguments: [(0.0, 300, 570), (0.5, 450, 600), (0.75, 525, 615)])
    func periodic(jitter: Double, first: Int, next: Int) {
        var trace = GuildLifeTrace(pace: Pace(syncInterval: .seconds(600)))
        trace.jitter = jitter
        #expect(trace.handle(.arrived) == [.sync(.startUp)])
        #expect(trace.life.due(.periodicSync) == .seconds(first))
        // A guild that returns from an outage keeps its timer.
        trace.now += .seconds(100)
        #expect(trace.handle(.left(isOutage: true)).isEmpty)
        #expect(trace.handle(.arrived) == [.sync(.startUp)])
        #expect(trace.pass(.seconds(first - 100)) == [.sync(.timer)])
        #expect(trace.life.nextDue == nil)
        trace.now += .seconds(9)
        #expect(trace.handle(.periodicSyncEnded).isEmpty)
        let due = trace.life.due(.periodicSync) ?? .zero
        #expect(abs((due - trace.now) / .milliseconds(1) - Double(next) * 1_000) < 1)
    }

    @Test("A resumed session syncs the guilds that are there")
    func resumed() {
        var trace = GuildLifeTrace()
        #expect(trace.handle(.resumed).isEmpty)
        _ = trace.handle(.arrived)
        #expect(trace.handle(.resumed) == [.sync(.resumed)])
    }

    // MARK: Leaving and coming back

    @Test("A guild that removes the bot loses its alarms and its retries; a new invitation starts over")
    func left() {
        var trace = GuildLifeTrace.synced(pace: Pace(syncInterval: .seconds(600), postsWeeklySummaries: true))
        _ = trace.handle(.touched)
        _ = trace.handle(.confirmationFailed)
        _ = trace.handle(.membersUnlisted)
        _ = trace.handle(.recoveryNeeded(after: .seconds(30)))
        let gap = trace.life.gap
        #expect(trace.handle(.left(isOutage: false)).isEmpty)
        #expect(trace.life.gap != gap)
        #expect(trace.life.nextDue == nil)
        #expect(trace.pass(.seconds(3_600)).isEmpty)
        #expect(trace.handle(.arrived) == [.sync(.startUp), .checkWeekly])
        #expect(trace.life.due(.periodicSync) == trace.now + .seconds(300))
        #expect(trace.handle(.membersUnlisted) == [.announceRetry(after: .seconds(60))])
    }

    @Test("Runs that end after the bot was removed set no alarm and start nothing")
    func endedAbsent() throws {
        var trace = GuildLifeTrace.synced(pace: Pace(syncInterval: .seconds(600)))
        let (confirmation, run) = (try trace.beginConfirmation(), try trace.begin(.timer))
        _ = trace.handle(.touched)
        _ = trace.pass(.seconds(1))
        _ = trace.handle(.left(isOutage: false))
        #expect(trace.handle(.confirmationEnded(confirmation)).isEmpty)
        #expect(trace.handle(.countsRead(.incomplete(.timer), run)).isEmpty)
        #expect(trace.handle(.syncEnded(.incomplete(.timer), run)).isEmpty)
        #expect(trace.handle(.periodicSyncEnded).isEmpty)
        #expect(trace.handle(.weeklyChecked(again: .seconds(60))).isEmpty)
        #expect(trace.life.nextDue == nil)
    }

    @Test("Runs of before and after an absence have different names")
    func names() {
        var trace = GuildLifeTrace.synced()
        let before = trace.start(.timer)
        _ = trace.handle(.left(isOutage: false))
        _ = trace.handle(.arrived)
        if let before { _ = trace.handle(.syncEnded(.complete(.timer), before)) }
        let after = trace.start(.startUp)
        #expect(before != nil && after != nil && before != after)
    }

    // MARK: Other alarms

    @Test(
        "A recovery comes at the soonest of the moments that were asked for",
        arguments: [([30], 30), ([30, 5], 5), ([5, 30], 5)])
    func recovery(pauses: [Int], due: Int) {
        var trace = GuildLifeTrace.synced()
        for pause in pauses { #expect(trace.handle(.recoveryNeeded(after: .seconds(pause))).isEmpty) }
        #expect(trace.pass(.seconds(due)) == [.recover])
        #expect(trace.life.nextDue == nil)
    }

    @Test("A recovery without a pause begins at once")
    func recoveryNow() {
        var trace = GuildLifeTrace.synced()
        #expect(trace.handle(.recoveryNeeded(after: .zero)) == [.recover])
        #expect(trace.life.nextDue == nil)
    }

    @Test("The weekly summary is checked on arrival, and again after the pause that the check asks for")
    func weekly() {
        var trace = GuildLifeTrace(pace: Pace(postsWeeklySummaries: true))
        #expect(trace.handle(.arrived) == [.sync(.startUp), .checkWeekly])
        _ = trace.handle(.weeklyChecked(again: .seconds(3_600)))
        // A guild that arrives again keeps the time of its check.
        #expect(trace.handle(.arrived) == [.sync(.startUp)])
        #expect(trace.pass(.seconds(3_599)).isEmpty)
        #expect(trace.pass(.seconds(1)) == [.checkWeekly])
    }

    @Test("The guild of a resumed session is fetched after the pause, unless it arrives before")
    func load() {
        var trace = GuildLifeTrace()
        _ = trace.handle(.loadNeeded(after: .zero))
        #expect(trace.handle(.timePassed) == [.load])
        _ = trace.handle(.loadNeeded(after: .seconds(10)))
        #expect(trace.handle(.arrived) == [.sync(.startUp)])
        #expect(trace.pass(.seconds(10)).isEmpty)
    }

    @Test("What is due at the same time begins in the order in which it was due")
    func order() {
        var trace = GuildLifeTrace.synced()
        _ = trace.handle(.recoveryNeeded(after: .seconds(30)))
        _ = trace.handle(.touched)
        _ = trace.handle(.membersUnlisted)
        let effects = trace.pass(.seconds(3_600))
        #expect(effects == [.confirm(GuildLifeTrace.run(2)), .recover, .sync(.repetition)])
    }
}
