import ArgumentParser
import Discord
import Foundation
import Wishes

/// Measures how long the comparison of a new wish with the open ones of its guild takes.
@main
struct DoublesBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doubles-benchmark", abstract: "Measure the search for wishes that are nearly the same.")

    @Option(help: "Open wishes of the guild.")
    var wishes = 1_000

    @Option(help: "Words of each wish.")
    var words = 12

    @Option(help: "New wishes to compare.")
    var rounds = 500

    private static let guild = Snowflake(1_000)
    private static let syllables = [
        "mo", "ka", "ri", "to", "len", "sha", "dor", "vi", "que", "ulm", "zes", "par", "nit", "gol", "ba", "hec",
    ]

    func validate() throws {
        guard wishes > 0, words > 0, rounds > 0 else { throw ValidationError("All numbers must be at least 1.") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "doubles-benchmark-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
        defer { store.close() }
        _ = try await store.take(ImportFile(file()), at: Date())
        var quotas = WishQuotas()
        quotas.openPerGuild = 100_000
        let clock = ContinuousClock()
        var times: [Duration] = []
        for round in 0..<rounds {
            let intent = WishIntent(
                cardID: "new\(round)", guildID: Self.guild, channelID: Snowflake(2_000), kind: .other, text: text(),
                channelName: nil, authorID: Snowflake(7), commandID: Snowflake(UInt64(round + 1) << 40),
                createdAt: Date())
            times.append(try await clock.measure { _ = try await store.objection(to: intent, within: quotas) })
        }
        times.sort()
        let (median, slow) = (times[times.count / 2], times[times.count * 99 / 100])
        Output.line("\(wishes) open wishes of \(words) words: median \(median), 99 of 100 within \(slow)")
    }

    private func text() -> String {
        (0..<words).map { _ in
            (0..<Int.random(in: 1...4)).map { _ in Self.syllables.randomElement() ?? "" }.joined()
        }.joined(separator: " ")
    }

    private func file() -> Data {
        let records = (1...wishes).map { number in
            """
            "\(number)": {"type": "other", "author_id": "1", "description": "\(text())", "guild_id": "\(Self.guild)", \
            "channel_id": "2000", "votes": 0, "created_at": "2026-01-01T00:00:00Z"}
            """
        }
        return Data("{\(records.joined(separator: ","))}".utf8)
    }
}

private enum Output {
    static func line(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
