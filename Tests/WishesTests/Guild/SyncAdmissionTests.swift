import Testing

@testable import Wishes

@Suite("Admission of syncs")
struct SyncAdmissionTests {
    @Test("A command reuses a complete result for less than 10 s; other causes start a sync")
    func reuse() {
        var fresh = GuildLifeTrace.synced(age: .milliseconds(9_999))
        #expect(fresh.admit(.command) == .reuse(.complete(.startUp)))
        #expect(fresh.start(.request) == GuildLifeTrace.run(2))
        for cause: SyncReport.Cause in [.startUp, .resumed, .timer, .repetition, .request] {
            var trace = GuildLifeTrace.synced()
            #expect(trace.start(cause) != nil, "\(cause)")
        }
        var stale = GuildLifeTrace.synced(age: .seconds(10))
        #expect(stale.start(.command) != nil)
    }

    @Test("An incomplete result is not reused")
    func incomplete() throws {
        var trace = GuildLifeTrace.synced()
        let run = try trace.begin(.timer)
        _ = trace.handle(.countsRead(.incomplete(.timer), run))
        #expect(trace.start(.command) != nil)
    }

    @Test(
        "A sync that is reading serves every caller, but a request only when it is one itself",
        arguments: [SyncReport.Cause.timer, .request])
    func join(running: SyncReport.Cause) {
        var trace = GuildLifeTrace.synced(age: .seconds(60))
        let run = trace.start(running)
        for cause: SyncReport.Cause in [.startUp, .resumed, .timer, .repetition, .command] {
            #expect(trace.join(cause, run) == true, "\(cause)")
        }
        #expect(trace.join(.request, run) == (running == .request))
    }

    @Test(
        "A sync that was reading at a gap answers no caller, and its result is not reused",
        arguments: [
            [GuildLife.Input.disconnected], [.left(isOutage: true)], [.left(isOutage: false), .arrived], [.arrived],
        ])
    func gap(inputs: [GuildLife.Input]) throws {
        var trace = GuildLifeTrace.synced()
        let run = try trace.begin(.request)
        for input in inputs { _ = trace.handle(input) }
        for cause: SyncReport.Cause in [.command, .startUp, .request] { #expect(trace.join(cause, run) == false) }
        _ = trace.handle(.countsRead(.complete(.request), run))
        _ = trace.handle(.syncEnded(.complete(.request), run))
        #expect(trace.start(.command) != nil)
    }

    @Test("A gap makes a finished result unusable")
    func gapAfterwards() {
        var trace = GuildLifeTrace.synced()
        _ = trace.handle(.disconnected)
        #expect(trace.start(.command) != nil)
    }

    @Test("A touch makes a fresh result unusable until it is confirmed")
    func touch() throws {
        var trace = GuildLifeTrace.synced()
        let confirmation = try trace.beginConfirmation()
        var meanwhile = trace
        #expect(meanwhile.start(.command) != nil)
        _ = trace.handle(.confirmationEnded(confirmation))
        #expect(trace.admit(.command) == .reuse(.complete(.startUp)))
    }

    @Test("A touch during a confirmation is not covered by it")
    func touchDuringConfirmation() throws {
        var trace = GuildLifeTrace.synced()
        let confirmation = try trace.beginConfirmation()
        _ = trace.handle(.touched)
        _ = trace.handle(.confirmationEnded(confirmation))
        #expect(trace.start(.command) != nil)
    }

    @Test("A touch while a sync reads is not covered by it")
    func touchDuringSync() throws {
        var trace = GuildLifeTrace.synced()
        let run = try trace.begin(.timer)
        _ = trace.handle(.touched)
        _ = trace.handle(.countsRead(.complete(.timer), run))
        #expect(trace.start(.command) != nil)
    }

    @Test("When the counts are read the next sync may start, and a command may reuse them before the sync ends")
    func countsRead() throws {
        var trace = GuildLifeTrace.synced(age: .seconds(60))
        let run = try trace.begin(.timer)
        #expect(trace.handle(.countsRead(.complete(.timer), run)).isEmpty)
        #expect(trace.admit(.command) == .reuse(.complete(.timer)))
        #expect(trace.start(.request) == GuildLifeTrace.run(3))
        // The end of the first sync does not free the lane of the second.
        #expect(trace.handle(.syncEnded(.complete(.timer), run)).isEmpty)
        #expect(trace.join(.timer, GuildLifeTrace.run(3)) == true)
    }

    @Test("The end of a sync updates the report that commands reuse")
    func endedReport() throws {
        var trace = GuildLifeTrace.synced(age: .seconds(60))
        let run = try trace.begin(.timer)
        var report = SyncReport.complete(.timer)
        _ = trace.handle(.countsRead(report, run))
        report.stats.manifested = 1
        _ = trace.handle(.syncEnded(report, run))
        #expect(trace.admit(.command) == .reuse(report))
    }
}
