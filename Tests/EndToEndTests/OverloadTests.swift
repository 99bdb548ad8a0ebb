import Foundation
import Sandbox
import TestSupport
import Testing

/// More commands than Discord's limits let the bot answer, in the channel in which wishes are made. `scripts/flood.sh` runs
/// it for 63 s and prints times and memory.
@Suite("Overload (end to end)")
struct OverloadTests {
    private let isMeasured = ProcessInfo.processInfo.environment["DREAMBOT_FLOOD"] != nil

    @Test("In a flood of commands under Discord's limits a wish is posted and a vote is confirmed")
    func flood() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild(humans: 60)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let planted = try await stage.wish("video lanterns", by: guild.humans[1], in: guild, find: "lanterns")
        await stage.sandbox.setRateLimits(Sandbox.RateLimit.usualLying)
        let (memory, clock) = (daemon.residentKilobytes, ContinuousClock())

        // 54 commands a member in 63 s stay below the flood limit; where nothing is measured, nine come at once.
        let rounds = isMeasured ? 54 : 9
        try await send(0..<rounds / 2, of: rounds, guild, stage)
        async let second: Void = send(rounds / 2..<rounds, of: rounds, guild, stage)

        let wished = clock.now
        let command = try await stage.sandbox.post("!wish video moss tour", as: guild.humans[1], in: guild.suggestions)
        let card = await stage.sandbox.waitForMessage(
            in: guild.suggestions, containing: "moss tour", after: command.id)
        say("a wish was posted after \(clock.now - wished)")
        #expect(card != nil)

        let pages = Sandbox.Pattern("GET", "/channels/\(guild.suggestions)/messages")
        let known = await stage.sandbox.requests(pattern: pages)
        let voted = clock.now
        await stage.sandbox.react(Stage.star, to: planted, in: guild.suggestions, by: Array(guild.humans.prefix(4)))
        #expect(await stage.sandbox.waitForRequests(pages, count: known + 1))
        say("a vote was confirmed after \(clock.now - voted)")
        try await second

        let answers = await stage.sandbox.botMessages(in: guild.suggestions)
        let words = answers.count { $0.words.contains("Ask again in a minute") }
        say("\(rounds * 60) commands: \(answers.count - 2 - words) answers, \(words) words to members")
        say("memory: \(memory) kB before, \(daemon.residentKilobytes) kB after")
        #expect(words <= 60)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    /// Some of the rounds in which every member asks for a list.
    private func send(_ rounds: Range<Int>, of all: Int, _ guild: GuildOnStage, _ stage: Stage) async throws {
        let (clock, began) = (ContinuousClock(), ContinuousClock.now)
        for round in rounds {
            for (place, member) in guild.humans.enumerated() {
                let due = Duration.milliseconds(((round - rounds.lowerBound) * 60 + place) * 63_000 / (all * 60))
                if isMeasured { try await clock.sleep(until: began + due) }
                try await stage.sandbox.post("!topvideos", as: member, in: guild.suggestions)
            }
        }
    }

    private func say(_ text: String) {
        guard isMeasured else { return }
        FileHandle.standardOutput.write(Data(("flood: " + text + "\n").utf8))
    }
}

extension Sandbox {
    /// How many requests of a pattern were answered.
    fileprivate func requests(pattern: Pattern) -> Int { requests(pattern).count { $0.status != nil } }
}

extension DaemonProcess {
    /// Memory in use, in kB.
    var residentKilobytes: Int {
        let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
