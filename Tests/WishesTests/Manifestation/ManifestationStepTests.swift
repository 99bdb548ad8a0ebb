import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Next step of a manifestation")
struct ManifestationStepTests {
    private static let wish = Wish(
        id: 1, cardID: "card", guildID: Snowflake(1), channelID: Snowflake(2), messageID: Snowflake(3), kind: .channel,
        text: "tea", channelName: "tea", authorID: Snowflake(7), state: .manifesting, votes: 7, revision: 0,
        isTouched: false, createdAt: now)
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)
    private static let category = Channel(id: Snowflake(9), type: .category, name: "Community")
    private static let hiddenCategory = Channel(id: Snowflake(9), type: .category, name: "Community", flags: 1 << 17)

    private static let timely = Snowflake(unixMilliseconds: 1_790_000_001_000).rawValue
    private static let late = Snowflake(unixMilliseconds: 1_790_003_600_000).rawValue

    private static func marked(
        _ id: UInt64, link: String = "https://discord.com/channels/1/2/3", guild: UInt64 = 1
    ) -> Channel {
        Channel(id: Snowflake(id), type: .text, guildID: Snowflake(guild), name: "x\(id)", topic: "tea · \(link)")
    }

    private static func unmarked(_ id: UInt64, name: String = "moss") -> Channel {
        Channel(id: Snowflake(id), type: .text, guildID: Snowflake(1), name: name, topic: "moss")
    }

    /// An audit log that shows who made channels, and why; 900 is the bot.
    private static func made(
        _ channels: [UInt64], _ reason: String = "Wish 3 reached its quorum", by user: UInt64 = 900
    ) -> ChannelOrigins {
        ChannelOrigins(
            me: Snowflake(900),
            entries: channels.map {
                AuditLog.Entry(
                    id: Snowflake($0 + 1), targetID: Snowflake($0), userID: Snowflake(user), reason: reason)
            })
    }

    private static func directory(_ channels: [Channel]) -> GuildDirectory? {
        GuildDirectory(
            GuildCreate(id: Snowflake(1), name: "Dreamers", ownerID: Snowflake(7), roles: [], channels: channels))
    }

    private static let withCategory = directory([category])

    /// A case of the table: what differs from a wish whose channel was never requested, and the step.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var made: UInt64?
        var hasCard = true
        var hasName = true
        var channels: [Channel] = []
        var directory: GuildDirectory? = ManifestationStepTests.withCategory
        var requestAge: Duration?
        var origins = ChannelOrigins.unknown
        var reserved: [String] = []
        var step: ManifestationStep

        var facts: ManifestationStep.Facts {
            var wish = ManifestationStepTests.wish
            if !hasCard { wish.channelID = nil }
            if !hasName { wish.channelName = nil }
            var facts = ManifestationStep.Facts(
                record: ManifestationRecord(
                    wish: wish, requestedAt: requestAge.map { _ in ManifestationStepTests.now },
                    madeChannelID: made.map { Snowflake($0) }),
                channels: channels, directory: directory, categoryName: "Community", requestAge: requestAge)
            facts.traces?.origins = origins
            facts.reserved = ReservedNames(prefixes: reserved, names: [])
            return facts
        }
    }

    static let cases = [
        Case(testDescription: "never requested", step: .request(category: Snowflake(9))),
        Case(testDescription: "channel known", made: 50, step: .announce(Snowflake(50))),
        Case(
            testDescription: "channel known, whatever else there is", made: 50, hasCard: false, channels: [marked(60)],
            directory: nil, requestAge: .zero, step: .announce(Snowflake(50))),
        Case(
            testDescription: "made by the bot", channels: [marked(60)], origins: made([60]),
            step: .adopt(Snowflake(60), duplicates: [])),
        Case(
            testDescription: "made by the bot, topic edited", channels: [unmarked(60)], origins: made([60]),
            step: .adopt(Snowflake(60), duplicates: [])),
        Case(
            testDescription: "made by the bot while the request may be on its way", channels: [marked(60)],
            requestAge: .zero, origins: made([60]), step: .adopt(Snowflake(60), duplicates: [])),
        Case(
            testDescription: "made by the bot, without a category or a guild", channels: [marked(60)], directory: nil,
            origins: made([60]), step: .adopt(Snowflake(60), duplicates: [])),
        Case(
            testDescription: "duplicates: the oldest is taken", channels: [marked(62), marked(60), marked(61)],
            origins: made([60, 61, 62]),
            step: .adopt(Snowflake(60), duplicates: [Snowflake(60), Snowflake(61), Snowflake(62)])),
        Case(
            testDescription: "marked, made within the time of the request", channels: [marked(timely)],
            requestAge: .zero, step: .adopt(Snowflake(timely), duplicates: [])),
        Case(
            testDescription: "marked, made long after the request", channels: [marked(late)], requestAge: .seconds(30),
            step: .refuse(.unprovedChannel(Snowflake(late)))),
        Case(
            testDescription: "marked, never requested", channels: [marked(60)],
            step: .refuse(.unprovedChannel(Snowflake(60)))),
        Case(
            testDescription: "marked, made by the bot for another reason", channels: [marked(60)],
            origins: made([60], "Wish 4 reached its quorum"), step: .refuse(.unprovedChannel(Snowflake(60)))),
        Case(
            testDescription: "marked by hand, within the time of the request", channels: [marked(timely)],
            requestAge: .zero, origins: made([timely], by: 8), step: .wait(.seconds(30) + .milliseconds(50))),
        Case(
            testDescription: "marked by hand", channels: [marked(60)], origins: made([60], by: 8),
            step: .request(category: Snowflake(9))),
        Case(
            testDescription: "marked, but older than the wish", channels: [marked(2)],
            step: .request(category: Snowflake(9))),
        Case(
            testDescription: "marked, but in another guild", channels: [marked(60, guild: 5)],
            step: .request(category: Snowflake(9))),
        Case(
            testDescription: "the name is taken by another channel", channels: [unmarked(60, name: "🍵・ＴЕА")],
            step: .refuse(.nameTaken(Snowflake(60)))),
        Case(
            testDescription: "the name is reserved by now", reserved: ["tea"], step: .refuse(.nameReserved("tea"))),
        Case(
            testDescription: "the marker of another wish",
            channels: [marked(60, link: "https://discord.com/channels/1/2/4")], step: .request(category: Snowflake(9))),
        Case(
            testDescription: "requested just now", requestAge: .zero, step: .wait(.seconds(30) + .milliseconds(50))),
        Case(
            testDescription: "requested 29.9 s ago", requestAge: .milliseconds(29_900), step: .wait(.milliseconds(150))),
        Case(
            testDescription: "requested 30 s ago", requestAge: .seconds(30), step: .request(category: Snowflake(9))),
        Case(
            testDescription: "no category", directory: directory([]), step: .refuse(.noCategory("Community"))),
        Case(
            testDescription: "the category is hidden", directory: directory([hiddenCategory]),
            step: .refuse(.noCategory("Community"))),
        Case(
            testDescription: "no category, while the request may be on its way", directory: directory([]),
            requestAge: .seconds(20), step: .wait(.seconds(10) + .milliseconds(50))),
        Case(
            testDescription: "guild not there, never requested", directory: nil,
            step: .giveUp("its guild is not available")),
        Case(
            testDescription: "guild not there, requested long ago", directory: nil, requestAge: .seconds(3_600),
            step: .wait(.seconds(30))),
        Case(
            testDescription: "no card", hasCard: false, step: .giveUp("the wish has no card or no channel name")),
        Case(
            testDescription: "no channel name", hasName: false, channels: [marked(60)],
            step: .giveUp("the wish has no card or no channel name")),
    ]

    @Test("The facts decide the step", arguments: cases)
    func step(_ example: Case) {
        #expect(ManifestationStep(example.facts) == example.step)
    }
}
