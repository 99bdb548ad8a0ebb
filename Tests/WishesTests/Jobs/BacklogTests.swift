import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Commands that wait for their turn")
struct BacklogTests {
    private func call(_ id: UInt64, _ text: String, by user: UInt64, in guild: UInt64, channel: UInt64) -> Job {
        let message = Message(
            id: Snowflake(id), channelID: Snowflake(channel), guildID: Snowflake(guild),
            author: FakeDiscord.user(Snowflake(user)), content: text)
        return .answer(
            CommandCall(
                reading: WishCommand.read(text, to: CommandAddress(prefix: "!", me: nil)), message: message,
                guildID: Snowflake(guild),
                role: .dreamer))
    }

    private func list(_ id: UInt64, by user: UInt64 = 7, in guild: UInt64 = 1, channel: UInt64? = nil) -> Job {
        call(id, "!topvideos", by: user, in: guild, channel: channel ?? guild * 100)
    }

    private func wish(_ id: UInt64, in guild: UInt64 = 1) -> Job {
        call(id, "!wish video moss", by: 7, in: guild, channel: guild * 100)
    }

    private func limits(_ change: (inout JobLimits) -> Void) -> JobLimits {
        var limits = JobLimits()
        change(&limits)
        return limits
    }

    @Test("A flood of 3,240 commands keeps no more than the limit waiting, and each member gets one word")
    func flood() {
        var backlog = Backlog()
        var words: [Snowflake: Int] = [:]
        var silent = 0
        func note(_ starts: [Backlog.Start]) {
            for start in starts {
                guard case .decline(.call(let call), let isAloud) = start.job else { continue }
                if isAloud { words[call.message.author.id, default: 0] += 1 } else { silent += 1 }
            }
        }
        for number in 0..<3_240 as Range<UInt64> {
            note(backlog.add(list(number + 1, by: 100 + number % 60), now: .milliseconds(number * 19)))
            #expect(backlog.waitingCount <= 100 + 60)
        }
        #expect(words.values.allSatisfy { $0 == 1 })
        // Nothing has finished, so two words are on their way and 58 wait.
        #expect(words.count == 2)
        #expect(silent == 3_240 - 3 - 100 - 60)
    }

    @Test("The oldest answers are given up first, and answers that have waited too long")
    func oldest() {
        var backlog = Backlog(limits { $0.waitingAnswers = .init(perGuild: 2, inAll: 100) })
        var given: [UInt64] = []
        for number in 1...8 as ClosedRange<UInt64> {
            given += backlog.add(list(number, by: number), now: .zero).compactMap(\.declined)
        }
        // 1–3 run, 4–6 made room for 7 and 8; two words at once.
        #expect(given == [4, 5])
        let word = Job.decline(.call(CommandCall(list(4, by: 4))), isAloud: true)
        #expect(backlog.finished(word, now: .seconds(1)).compactMap(\.declined) == [6])
        let late = backlog.finished(list(1), now: .seconds(61))
        #expect(late.compactMap(\.answered).isEmpty)
        #expect(backlog.finished(word, now: .seconds(62)).compactMap(\.declined).count <= 2)
    }

    @Test(
        "What changes something passes before answers and is not given up; when full, the newest is refused")
    func acts() {
        var backlog = Backlog(
            limits {
                $0.acts = .init(perGuild: 1, inAll: 10)
                $0.waitingActs = .init(perGuild: 2, inAll: 10)
            })
        for number in 1...50 as ClosedRange<UInt64> { _ = backlog.add(list(number, by: number), now: .zero) }
        #expect(backlog.add(wish(51), now: .zero).compactMap(\.answered) == [51])
        #expect(backlog.add(wish(52), now: .zero).isEmpty)
        #expect(backlog.add(wish(53), now: .zero).isEmpty)
        #expect(backlog.add(wish(54), now: .zero).compactMap(\.declined) == [54])
        #expect(backlog.finished(wish(51), now: .seconds(10_000)).compactMap(\.answered).first == 52)
    }

    @Test("A flood in one guild does not delay another; a flood in one channel does not delay another channel")
    func turns() {
        var backlog = Backlog(limits { $0.answers = .init(perGuild: 8, inAll: 10) })
        var started: [UInt64] = []
        for number in 1...400 as ClosedRange<UInt64> {
            started += backlog.add(list(number, by: number, channel: number % 4), now: .zero).compactMap(\.answered)
        }
        #expect(started.count == 8)
        #expect(backlog.add(list(500, in: 2), now: .zero).compactMap(\.answered) == [500])
        #expect(backlog.add(list(501, in: 3), now: .zero).compactMap(\.answered) == [501])
        #expect(backlog.add(list(502, in: 4), now: .zero).isEmpty)
        #expect(backlog.finished(list(500, in: 2), now: .zero).compactMap(\.answered) == [502])

        var other = Backlog()
        for number in 1...50 as ClosedRange<UInt64> { _ = other.add(list(number, channel: 1), now: .zero) }
        #expect(other.add(list(51, channel: 2), now: .zero).compactMap(\.answered) == [51])
    }

    @Test("When all guilds together have too many, the guild with the most gives up its oldest")
    func inAll() {
        var backlog = Backlog(limits { $0.waitingAnswers = .init(perGuild: 20, inAll: 20) })
        for number in 1...23 as ClosedRange<UInt64> { _ = backlog.add(list(number), now: .zero) }
        for number in 101...103 as ClosedRange<UInt64> { _ = backlog.add(list(number, in: 2), now: .zero) }
        #expect(backlog.add(list(104, in: 2), now: .zero).compactMap(\.declined) == [4])
    }

    @Test("When everything is done nothing is remembered")
    func memory() {
        var backlog = Backlog()
        var running: [Job] = []
        for number in 1...500 as ClosedRange<UInt64> {
            running += backlog.add(list(number, by: number % 60, in: number % 5), now: .zero).map(\.job)
        }
        while let job = running.popLast() { running += backlog.finished(job, now: .seconds(1)).map(\.job) }
        #expect(backlog.waitingCount == 0)
        #expect(backlog.guildCount == 0)
    }
}

extension CommandCall {
    fileprivate init(_ job: Job) {
        guard case .answer(let call) = job else { preconditionFailure("no call") }
        self = call
    }
}

extension Backlog.Start {
    /// The command that it answers.
    fileprivate var answered: UInt64? { if case .answer(let call) = job { call.message.id.rawValue } else { nil } }

    /// The command that it declines with a word.
    fileprivate var declined: UInt64? {
        if case .decline(.call(let call), true) = job { call.message.id.rawValue } else { nil }
    }
}
