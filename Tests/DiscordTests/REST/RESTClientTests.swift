import Logging
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Discord

/// A client with a scripted transport, by default on a clock that jumps over every wait.
struct ClientUnderTest {
    let client: RESTClient
    let transport: ScriptedTransport
    let clock: ManualClock
    let condemned = Counter()

    final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    init(_ transport: ScriptedTransport, jumps: Bool = true, limits: RateLimits = RateLimits()) {
        self.transport = transport
        clock = ManualClock(jumps: jumps)
        var configuration = RESTConfiguration(
            baseURL: "https://discord.test/api/v10/", token: Secret("bot-token"), version: "1.2")
        configuration.limits = limits
        let condemned = condemned
        client = RESTClient(
            transport: transport, configuration: configuration, clock: clock, jitter: { 0.5 },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onUnauthorized: { _ in condemned.value.add(1, ordering: .relaxed) })
    }

    init(_ answers: [Result<HTTPResponse, TransportError>], jumps: Bool = true) {
        self.init(ScriptedTransport(answers), jumps: jumps)
    }

    /// The error of a call that must fail.
    func failure(_ route: Route, priority: RequestPriority = .background) async -> RESTError? {
        do throws(RESTError) {
            _ = try await client.perform(route, for: WorkContext(priority: priority))
            return nil
        } catch {
            return error
        }
    }
}

extension Result where Success == HTTPResponse, Failure == TransportError {
    static func status(_ status: Int, _ body: String = "") -> Self { .success(.json(status, body)) }
    static let ok = Self.success(.ok())
    static let lost = Self.failure(TransportError(.broken, mayHaveBeenSent: true, "connection broke"))
    static let unsent = Self.failure(TransportError(.connect, mayHaveBeenSent: false, "nothing listens"))
}

@Suite("REST client")
struct RESTClientTests {
    @Test("A request carries URL, bot token, user agent, JSON body and encoded audit reason")
    func request() async throws {
        let test = ClientUnderTest([.ok])
        _ = try await test.client.perform(
            .createGuildChannel(3), body: Array("{}".utf8), auditReason: "100 % für 🌟",
            for: WorkContext(priority: .reply))
        #expect(
            test.transport.log.all == [
                HTTPRequest(
                    method: "POST", url: "https://discord.test/api/v10/guilds/3/channels",
                    headers: [
                        HTTPField("User-Agent", "DiscordBot (https://github.com/dreambot/dreambot, 1.2)"),
                        HTTPField("Accept", "application/json"), HTTPField("Authorization", "Bot bot-token"),
                        HTTPField("Content-Type", "application/json"),
                        HTTPField("X-Audit-Log-Reason", "100%20%25%20f%C3%BCr%20%F0%9F%8C%9F"),
                    ], body: Array("{}".utf8), isRepeatable: false)
            ])
    }

    @Test("GET and DELETE have no body, a bare PUT an empty one; calls with an interaction token carry no bot token")
    func bodies() async throws {
        let test = ClientUnderTest([.ok])
        _ = try await test.client.perform(.channel(1))
        _ = try await test.client.perform(.deleteMessage(1, 2, unixMilliseconds: 0))
        _ = try await test.client.perform(.createOwnReaction(1, 2, emoji: "🌟"))
        _ = try await test.client.perform(.interactionCallback(1, Secret("t")), body: Array("{}".utf8))
        _ = try await test.client.perform(
            .createGuildChannel(1), auditReason: String(repeating: "🌟", count: 600))
        let sent = test.transport.log.all
        #expect(sent.map(\.body) == [nil, nil, [], Array("{}".utf8), []])
        #expect(sent.map { $0.headers.contains { $0.name == "Authorization" } } == [true, true, true, false, true])
        #expect(sent[4].headers.last?.value.utf8.count == 512 * 12)
    }

    @Test(
        "A call is attempted five times if repeating it is safe and may help, else once",
        arguments: [
            (Route.channel(1), .status(502), 5), (.channel(1), .status(503), 5), (.channel(1), .status(504), 5),
            (.channel(1), .status(500), 5), (.channel(1), .status(501), 1), (.channel(1), .status(522), 5),
            (.channel(1), .lost, 5), (.channel(1), .unsent, 5), (.channel(1), .status(403), 1),
            (.channel(1), .status(404), 1), (.channel(1), .status(400), 1),
            (.createOwnReaction(1, 2, emoji: "🌟"), .status(502), 5), (.createOwnReaction(1, 2, emoji: "🌟"), .lost, 5),
            (.createOwnReaction(1, 2, emoji: "🌟"), .status(500), 1),
            (.createMessage(1, nonceEnforced: true), .status(502), 5),
            (.createMessage(1, nonceEnforced: true), .lost, 5),
            (.createMessage(1, nonceEnforced: false), .lost, 1),
            (.createMessage(1, nonceEnforced: false), .status(502), 1),
            (.createGuildChannel(1), .lost, 1), (.createGuildChannel(1), .status(500), 1),
            (.channel(1), .status(408), 5), (.createGuildChannel(1), .status(408), 1),
            (.createGuildChannel(1), .unsent, 5), (.editMessage(1, 2), .status(503), 5),
        ] as [(Route, Result<HTTPResponse, TransportError>, Int)])
    func repeats(route: Route, answer: Result<HTTPResponse, TransportError>, attempts: Int) async throws {
        let test = ClientUnderTest([answer])
        let error = try #require(await test.failure(route))
        #expect(test.transport.log.count == attempts)
        let isUncertain =
            switch answer {
            case .success(let response): response.status >= 500 || response.status == 408
            case .failure(let error): error.mayHaveBeenSent
            }
        #expect(error.mayHaveTakenEffect == isUncertain)
        #expect(error.status == (try? answer.get().status))
    }

    @Test("Pauses between attempts double, and the call returns the first success")
    func backoff() async throws {
        let test = ClientUnderTest([.status(502), .lost, .unsent, .status(500), .success(.ok("[1]"))])
        let tally = RequestTally()
        let response = try await test.client.perform(.channel(1), for: WorkContext(tally: tally))
        #expect(response == RESTResponse(status: 200, body: Array("[1]".utf8)))
        #expect(test.clock.slept == [.milliseconds(375), .milliseconds(750), .milliseconds(1_500), .seconds(3)])
        #expect(tally.requests == 5)
    }

    @Test("After a 429 every call waits and is sent again, also one that is not idempotent")
    func rateLimited() async throws {
        let test = ClientUnderTest([
            .success(.limited(1.25, scope: "user")), .success(.limited(2, scope: "shared")),
            .success(.limited(3, scope: "global")), .success(.json(429, "<html>", [HTTPField("Retry-After", "4")])),
            .ok,
        ])
        _ = try await test.client.perform(.createGuildChannel(1))
        #expect(test.clock.slept == [.milliseconds(1_250), .seconds(2), .seconds(3), .seconds(4)])
        #expect(test.transport.log.count == 5)
    }

    @Test(
        "A wait beyond the priority's patience fails the call and names the wait; a 429 of Cloudflare's without a delay fails it too"
    )
    func patience() async throws {
        let reply = ClientUnderTest([.success(.limited(61, scope: "user"))])
        #expect(await reply.failure(.channel(1), priority: .reply)?.kind == .rateLimited(wait: .seconds(61)))
        let background = ClientUnderTest([.success(.limited(901, scope: "shared"))])
        #expect(await background.failure(.channel(1))?.kind == .rateLimited(wait: .seconds(901)))
        #expect(background.transport.log.count == 1)
        let cloudflare = ClientUnderTest([.status(429, "error code: 1015")])
        let error = try #require(await cloudflare.failure(.channel(1)))
        #expect(error.kind == .rateLimited(wait: .seconds(60)))
        #expect(cloudflare.transport.log.count == 1)
    }

    @Test("A call is given up after ten answers 429")
    func endless() async throws {
        let test = ClientUnderTest([.success(.limited(0.5, scope: "user"))])
        #expect(await test.failure(.channel(1))?.kind == .rateLimited(wait: .milliseconds(500)))
        #expect(test.transport.log.count == 10)
    }

    @Test(
        "A token that is refused twice ends all waiting and later calls without a request, onUnauthorized is called once"
    )
    func unauthorized() async throws {
        let gate = Latch()
        let test = ClientUnderTest(
            ScriptedTransport { _, _ in
                await gate.wait()
                return .json(401, #"{"message":"401: Unauthorized","code":0}"#)
            })
        async let first = test.failure(.channel(1))
        async let second = test.failure(.channel(1))
        async let third = test.failure(.channel(1), priority: .reply)
        while await test.client.waitingCount < 2 { await Task.yield() }
        await gate.open()
        #expect(await [first, second, third].map { $0?.kind } == [.unauthorized, .unauthorized, .unauthorized])
        #expect(await test.failure(.gatewayBot)?.kind == .unauthorized)
        #expect(test.transport.log.count == 2)
        #expect(test.condemned.value.load(ordering: .relaxed) == 1)
    }

    @Test("One refusal ends nothing: five seconds later the same request is sent again, and nothing in between")
    func oneRefusal() async throws {
        let test = ClientUnderTest(
            [.status(401, #"{"message":"401: Unauthorized","code":0}"#), .ok, .ok], jumps: false)
        let call = Task { try await test.client.perform(.channel(1)) }
        await test.clock.sleeping(until: .seconds(5))
        let other = Task { try await test.client.perform(.channel(2)) }
        while await test.client.waitingCount < 2 { await Task.yield() }
        #expect(test.transport.log.count == 1)
        test.clock.advance(by: .seconds(5))
        _ = try await (call.value, other.value)
        #expect(test.transport.log.count == 3)
        #expect(test.condemned.value.load(ordering: .relaxed) == 0)
    }

    @Test(
        "A 401 that Discord has not written may pass, and proves nothing however often it comes",
        arguments: [
            "<html><h1>401 Authorization Required</h1></html>", "", "{}", #"{"message":"unauthorized"}"#,
            #"{"error":"invalid_token","code":"401","message":"no"}"#, #"{"code":0}"#, "[401]",
        ])
    func strangeRefusal(body: String) async throws {
        let test = ClientUnderTest([.status(401, body)])
        for _ in 0..<4 {
            let error = await test.failure(.gatewayBot)
            #expect(error?.kind == .retryLater)
            #expect(error?.mayPass == true)
            try await test.clock.sleep(for: .seconds(60))
        }
        #expect(test.condemned.value.load(ordering: .relaxed) == 0)
    }

    @Test("The 401 of an expired interaction token does not stop the client")
    func expiredInteraction() async throws {
        let test = ClientUnderTest([.status(401, #"{"message":"Invalid Webhook Token","code":50027}"#), .ok])
        #expect(await test.failure(.followUp(1, Secret("t")))?.kind == .gone(.invalidWebhookToken))
        _ = try await test.client.perform(.channel(1))
        #expect(test.condemned.value.load(ordering: .relaxed) == 0)
    }

    @Test("A call cancelled while it waits is not sent, and the next one starts in time")
    func cancelledWaiting() async throws {
        let test = ClientUnderTest([.success(.limited(5, scope: "user")), .ok], jumps: false)
        let first = Task { await test.failure(.channel(1)) }
        await test.clock.sleeping(until: .seconds(5))
        let second = Task { await test.failure(.channel(1)) }
        while await test.client.waitingCount < 2 { await Task.yield() }
        first.cancel()
        let error = await first.value
        #expect(error?.kind == .cancelled)
        #expect(error?.mayHaveTakenEffect == false)
        test.clock.advance(by: .seconds(5))
        #expect(await second.value == nil)
        #expect(test.transport.log.count == 2)
    }

    @Test("A call cancelled under way is not repeated; one cancelled before is not sent")
    func cancelledUnderWay() async throws {
        let test = ClientUnderTest([.failure(TransportError(.cancelled, mayHaveBeenSent: true, "cancelled")), .ok])
        let error = await test.failure(.channel(1))
        #expect(error?.kind == .cancelled)
        #expect(error?.mayHaveTakenEffect == true)
        #expect(test.transport.log.count == 1)
        let gate = Latch()
        let task = Task {
            await gate.wait()
            return await test.failure(.channel(1))
        }
        task.cancel()
        await gate.open()
        #expect(await task.value?.kind == .cancelled)
        #expect(test.transport.log.count == 1)
        #expect(await test.client.waitingCount == 0)
        // A bucket starts one request at a time: the cancelled one no longer occupies it.
        #expect(await test.failure(.channel(1)) == nil)
    }

    @Test("Buckets run in parallel, each with one request at a time until its limit is known")
    func order() async throws {
        let gate = Latch()
        let test = ClientUnderTest(
            ScriptedTransport { request, _ in
                await gate.wait()
                return .ok(request.url, .limit(1, remaining: 0, resetAfter: 1, bucket: "h"))
            }, jumps: true)
        let calls = (0..<6).map { number in
            Task {
                try await test.client.perform(.message(Snowflake(UInt64(number % 2 + 1)), Snowflake(UInt64(number))))
            }
        }
        while await test.client.waitingCount < 4 { await Task.yield() }
        while test.transport.log.count < 2 { await Task.yield() }
        #expect(test.transport.log.count == 2)
        await gate.open()
        for call in calls { _ = try await call.value }
        #expect(test.transport.log.count == 6)
    }

    @Test("Ten pages of one channel under Discord's 5 per 5 s take 5 s, with honest headers of 5 per 1 s one")
    func pace() async throws {
        for (limit, expected) in [(1_000, Duration.seconds(5)), (5, .seconds(1))] {
            let test = ClientUnderTest(
                ScriptedTransport { _, number in
                    let left = limit == 5 ? 4 - (number - 1) % 5 : 999
                    return .ok("[]", .limit(limit, remaining: left, resetAfter: 1))
                })
            let start = test.clock.now
            for page in 0..<10 { _ = try await test.client.perform(.messages(1, .after(Snowflake(UInt64(page))))) }
            #expect(start.duration(to: test.clock.now) == expected)
        }
    }

    @Test("At the lower limit of invalid requests background calls are not sent, at the upper one no calls")
    func guarded() async throws {
        var limits = RateLimits()
        limits.invalidBeforeBackgroundStops = 3
        limits.invalidBeforeAllStops = 4
        let test = ClientUnderTest(
            ScriptedTransport([.status(403, #"{"message":"Missing Access","code":50001}"#)]), limits: limits)
        for _ in 0..<3 { #expect(await test.failure(.channel(1))?.kind == .forbidden(.missingAccess)) }
        #expect(await test.failure(.channel(1))?.kind == .guarded(wait: .seconds(610)))
        #expect(await test.failure(.channel(1), priority: .reply)?.kind == .forbidden(.missingAccess))
        #expect(await test.failure(.channel(1), priority: .reply)?.kind == .guarded(wait: .seconds(610)))
        #expect(test.transport.log.count == 4)
    }
}
