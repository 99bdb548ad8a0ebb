import Testing
import Transport

@testable import Discord

@Suite("Rate limit answers")
struct RateLimitAnswerTests {
    private func read(_ response: HTTPResponse) -> RateLimitAnswer {
        RateLimitAnswer(response, body: ErrorBody(response.body))
    }

    @Test("Header names are read in any case, seconds with fractions")
    func headers() {
        let answer = read(
            .ok(
                "[]",
                [
                    HTTPField("x-ratelimit-limit", "5"), HTTPField("X-RATELIMIT-REMAINING", "4"),
                    HTTPField("x-ratelimit-reset-after", "0.2501"), HTTPField("x-ratelimit-bucket", "abc"),
                ]))
        #expect(
            answer
                == RateLimitAnswer(
                    bucket: "abc", limit: 5, remaining: 4, resetAfter: .milliseconds(251), isSuccess: true))
    }

    @Test("A malformed number is ignored or clamped", arguments: ["", "nan", "x", "-1", "inf", "1e300", "0x", "٣"])
    func nonsense(text: String) {
        let answer = read(
            .json(
                429, "",
                [
                    HTTPField("X-RateLimit-Limit", text), HTTPField("X-RateLimit-Remaining", text),
                    HTTPField("X-RateLimit-Reset-After", text), HTTPField("Retry-After", text),
                ]))
        #expect(answer.limit == nil)
        #expect((answer.remaining ?? 0) == 0)
        #expect((answer.retryAfter ?? .zero) <= .seconds(604_800))
        #expect((answer.resetAfter ?? .zero) >= .zero)
    }

    @Test("Headers and body decide whose limit a 429 hit")
    func scopes() {
        #expect(read(.limited(1.5, scope: "user")).scope == .user)
        #expect(read(.limited(1.5, scope: "shared")).scope == .shared)
        #expect(read(.limited(1.5, scope: "global")).scope == .global)
        #expect(read(.limited(1.5, scope: "user")).retryAfter == .milliseconds(1_500))
        #expect(read(.json(429, "", [HTTPField("X-RateLimit-Global", "true")])).scope == .global)
        #expect(read(.json(429, #"{"message":"x","retry_after":2,"global":false}"#)).scope == .user)
        #expect(read(.json(429, "<html>1015</html>", [HTTPField("Retry-After", "30")])).scope == .cloudflare)
        #expect(read(.json(429, #"{"error_code":1015,"retry_after":30}"#)).scope == .cloudflare)
        #expect(read(.json(429, #"{"error_code":1015,"retry_after":30}"#)).retryAfter == .seconds(30))
        #expect(read(.ok()).scope == nil)
    }
}
