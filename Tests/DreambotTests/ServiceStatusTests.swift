import Discord
import Foundation
import Testing

@testable import dreambot

@Suite("Service status")
struct ServiceStatusTests {
    /// 14:02:10 UTC.
    private static let start = Date(
        timeIntervalSince1970: 1_790_000_000 - 1_790_000_000.truncatingRemainder(dividingBy: 86_400) + 50_530)

    /// What is shown after each of these inputs, which come a minute apart.
    private func shown(_ inputs: [ServiceStatus.Input]) -> [String] {
        var (status, lines) = (ServiceStatus(), [String]())
        for (minute, input) in inputs.enumerated() {
            let effects = status.apply(
                input, now: Self.start + Double(minute) * 60, elapsed: .seconds(minute * 60))
            for case .show(let line) in effects { lines.append(line) }
        }
        return lines
    }

    private func gateway(_ state: GatewayLiveness.State, wait: Date? = nil) -> ServiceStatus.Input {
        .gateway(GatewayOverview(state, identifyWait: wait))
    }

    @Test("The sentence follows the connection, and nothing is shown twice")
    func connection() {
        #expect(
            shown([
                gateway(.connecting), gateway(.identifying), gateway(.ready), .settled, gateway(.waiting),
                gateway(.connecting), gateway(.ready), .stopping, gateway(.stopped),
            ]) == [
                "Connecting to Discord since 14:02 UTC.", "Connected; reading the votes of all guilds.",
                "Connected and synced.", "Reconnecting to Discord since 14:06 UTC.", "Connected and synced.",
                "Stopping.",
            ])
    }

    @Test("A wait for the limit of identifies says until when")
    func identifyWait() {
        let lines = shown([gateway(.waiting, wait: Self.start + 3_600), gateway(.identifying), gateway(.ready)])
        #expect(
            lines == [
                "Waiting until 15:02 UTC, because of Discord's limit of logins.",
                "Connecting to Discord since 14:02 UTC.",
                "Connected; reading the votes of all guilds.",
            ])
    }

    @Test("A database that takes no writes is named beside the connection, until it takes them again")
    func storage() {
        let failing = ServiceStatus.Input.storage(isFailing: true)
        let lines = shown([gateway(.ready), .settled, failing, failing, .storage(isFailing: false)])
        #expect(
            Array(lines.dropFirst()) == [
                "Connected and synced.",
                "Connected and synced. The database takes no writes since 14:04 UTC; see the log.",
                "Connected and synced.",
            ])
    }

    @Test("Only an outage of two minutes or more is a warning, once, and its end is reported with its length")
    func outages() {
        var status = ServiceStatus()
        func apply(_ input: ServiceStatus.Input, at second: Int) -> [ServiceStatus.Effect] {
            status.apply(input, now: Self.start + Double(second), elapsed: .seconds(second)).filter {
                if case .show = $0 { false } else { true }
            }
        }
        #expect(apply(gateway(.connecting), at: 0) == [.wake(1, after: .seconds(120))])
        #expect(apply(gateway(.ready), at: 10) == [])
        #expect(apply(.woke(1), at: 120) == [])
        #expect(apply(gateway(.waiting), at: 200) == [.wake(2, after: .seconds(120))])
        #expect(apply(gateway(.connecting), at: 260) == [])
        #expect(apply(.woke(1), at: 261) == [])
        #expect(apply(.woke(2), at: 320) == [.warn(since: Self.start + 200)])
        #expect(apply(.woke(2), at: 321) == [])
        #expect(apply(gateway(.ready), at: 500) == [.recovered(after: .seconds(300))])
        #expect(apply(gateway(.ready), at: 501) == [])
    }
}
