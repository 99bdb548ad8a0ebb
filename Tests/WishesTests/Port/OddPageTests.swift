import Discord
import Foundation
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Wishes

/// What Discord sends, read by the real port.
@Suite("Odd data from Discord")
struct OddPageTests {
    private final class Script: HTTPTransport {
        private let answers: [(Int, String)]
        private let asked = Mutex<[HTTPRequest]>([])

        init(_ answers: [(Int, String)]) { self.answers = answers }

        var requests: [HTTPRequest] { asked.withLock { $0 } }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            let number = asked.withLock {
                $0.append(request)
                return $0.count
            }
            let (status, body) = answers[min(number, answers.count) - 1]
            return HTTPResponse(status: status, headers: [], body: Array(body.utf8))
        }
    }

    private func port(_ answers: [(Int, String)]) -> (DiscordGuildPort, Script) {
        let script = Script(answers)
        let rest = RESTClient(
            transport: script,
            configuration: RESTConfiguration(baseURL: "http://127.0.0.1/api/v10", token: Secret("bot"), version: "0"),
            clock: ManualClock(jumps: true))
        return (DiscordGuildPort(rest), script)
    }

    private static func message(_ id: Int, _ more: String = "") -> String {
        #"{"id":"\#(id)","channel_id":"9","author":{"id":"7","username":"a"},"content":"x"\#(more)}"#
    }

    @Test(
        "A page of 100 with one odd message brings the other 99, and keeps its length",
        arguments: [
            #","embeds":[{"footer":{}}]"#, #","embeds":[{"fields":[{"name":"n"}]}]"#, #","embeds":[{"color":"red"}]"#,
            #","nonce":99999999999999999999"#, #","reactions":[{"count":1,"emoji":{"name":"🌟"}}]"#,
            #","content":null"#, #","reactions":{}"#, #","author":null"#, #","id":{}"#, #","embeds":7"#,
        ])
    func page(odd: String) async throws {
        let list = (1...100).map { Self.message($0, $0 == 50 ? odd : "") }.joined(separator: ",")
        let (port, _) = port([(200, "[\(list)]")])
        let page = try await port.messages(in: 9, after: 1, limit: 100)
        #expect(page.count == 100)
        #expect(page.count { $0.isReadable && $0.id != 50 && $0.id.rawValue > 0 } >= 99)
    }

    @Test("What is no object does not make the page unreadable", arguments: ["7", "null", "[]", "{}", #"{"id":0}"#])
    func noObject(element: String) async throws {
        let (port, _) = port([(200, "[\(Self.message(1)),\(element),\(Self.message(3))]")])
        let page = try await port.messages(in: 9, after: 1, limit: 100)
        #expect(page.filter(\.isReadable).map(\.id) == [1, 3] && page.count == 3)
    }

    @Test("The votes of a card are unknown, not 0, when its reactions cannot be read")
    func votes() async throws {
        let star = Emoji(name: "🌟")
        let answers = [
            #","reactions":[{"count":3,"emoji":{"name":"🌟"}}]"#, #","reactions":[7]"#, #","reactions":"x""#,
        ]
        for odd in answers {
            let (port, _) = port([(200, Self.message(5, odd))])
            #expect(try await !port.message(5, in: 9).knowsVotes(for: star), "\(odd)")
        }
        let (port, _) = port([(200, Self.message(5, #","reactions":[7,{"count":3,"me":true,"emoji":{"name":"🌟"}}]"#))])
        let message = try await port.message(5, in: 9)
        #expect(message.knowsVotes(for: star) && message.votes(for: star) == 2)
    }

    @Test("A card whose votes cannot be read is an error for that wish alone")
    func card() async throws {
        let fixture = try await CogFixture()
        for id in 5_001...5_003 as ClosedRange<UInt64> { try await fixture.plant(id, voters: 2) }
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[5_002]?.message.isReadable = false
        }
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(synced: 2, errors: 1))
        #expect(try await fixture.wish(5_003)?.votes == 2)
    }

    @Test("Odd members, channels and users cost only themselves")
    func lists() async throws {
        let (members, _) = port([(200, #"[{"user":{"id":"1"}},{"user":5},7,{"user":{"id":"2","bot":"x"}}]"#)])
        #expect(try await members.members(of: 1, after: 1).map(\.user?.id) == [1, 2])
        let (channels, _) = port([(200, #"[{"id":"1","type":0},{"type":0},{"id":"3","type":"x","flags":-1}]"#)])
        #expect(try await channels.channels(of: 1).map(\.id) == [1, 3])
    }

    @Test("A registration that would remove the Entry Point command keeps it")
    func entryPoint() async throws {
        let entry = #"{"id":"55","type":4,"name":"launch","description":"","handler":2,"version":"9"}"#
        let (port, script) = port([
            (400, #"{"message":"no","code":50240}"#), (200, "[\(entry)]"), (200, "[]"),
        ])
        try await port.register(SlashCommands.all, of: 8)
        let body = String(decoding: script.requests.last?.body ?? [], as: UTF8.self)
        #expect(script.requests.map(\.method) == ["PUT", "GET", "PUT"])
        #expect(body.contains(#""handler":2"#) && body.contains("syncwishes"))
        let (other, _) = self.port([(200, "[\(entry)]")])
        #expect(try await other.commands(of: 8).isEmpty)
    }
}
