import TestSupport
import Testing
import Transport

@testable import Discord

@Suite("REST client, repeats and their ends")
struct RepeatTests {
    @Test("A message whose answer was lost is not sent again after Discord may have forgotten its nonce")
    func nonce() async throws {
        let test = ClientUnderTest([
            .lost, .success(.limited(70, scope: "user")), .success(.limited(70, scope: "user")),
        ])
        let start = test.clock.now
        let error = try #require(await test.failure(.createMessage(1, nonceEnforced: true)))
        #expect(error.mayHaveTakenEffect)
        #expect(test.transport.log.count == 3)
        #expect(start.duration(to: test.clock.now) < .seconds(120))
    }

    @Test("A 429 alone leaves nothing in doubt: the message is sent after it")
    func limited() async throws {
        let test = ClientUnderTest([.success(.limited(150, scope: "user")), .ok])
        #expect(await test.failure(.createMessage(1, nonceEnforced: true)) == nil)
        #expect(test.transport.log.count == 2)
    }

    @Test("No attempt of a call starts after its deadline, which is counted from the call, not from its last wait")
    func total() async throws {
        let test = ClientUnderTest([.success(.limited(25, scope: "user"))])
        let start = test.clock.now
        let error = try #require(await test.failure(.channel(1), priority: .reply))
        guard case .rateLimited = error.kind else {
            Issue.record("\(error)")
            return
        }
        #expect(test.transport.log.count == 3)
        #expect(start.duration(to: test.clock.now) <= .seconds(60))
        let short = ClientUnderTest([.success(.limited(3, scope: "user"))])
        do throws(RESTError) {
            _ = try await short.client.perform(.channel(1), for: WorkContext(priority: .reply, patience: .seconds(5)))
            Issue.record("no error")
        } catch {
            #expect(short.transport.log.count == 2)
        }
    }

    @Test("A GET that is answered with half a JSON text is asked again, like after a 5xx")
    func cut() async throws {
        let half = Result<HTTPResponse, TransportError>.status(200, #"[{"id":"1"},{"id":"2"#)
        let test = ClientUnderTest([half, .status(200, ""), .status(200, "<html>"), .success(.ok("[]"))])
        let response = try await test.client.perform(.messages(1, .newest))
        #expect(response.body == Array("[]".utf8))
        #expect(test.transport.log.count == 4)
        let always = ClientUnderTest([half])
        let error = try #require(await always.failure(.messages(1, .newest)))
        #expect(error.kind == .retryLater && error.status == 200 && !error.mayHaveTakenEffect)
        #expect(always.transport.log.count == 5)
    }

    @Test("A POST that is answered with half a JSON text is not sent again")
    func cutPost() async throws {
        let test = ClientUnderTest([.status(200, #"{"id":"#)])
        _ = try await test.client.perform(.createMessage(1, nonceEnforced: true))
        #expect(test.transport.log.count == 1)
    }
}
