import Testing
import Transport

@testable import Discord

@Suite("Error responses")
struct RESTErrorTests {
    private let token = Secret("NzkyNzE1.token")

    private func error(_ status: Int, _ body: String, _ route: Route = .channel(5)) -> RESTError {
        ErrorResponse(.json(status, body)).error(
            route, wait: .seconds(7), mayHaveTakenEffect: false)
    }

    @Test(
        "Status and code decide the kind of error",
        arguments: [
            (404, 10003, RESTError.Kind.gone(.unknownChannel)), (404, 10004, .gone(.unknownGuild)),
            (404, 10007, .gone(.unknownMember)), (404, 10008, .gone(.unknownMessage)), (404, 0, .giveUp),
            (403, 50001, .forbidden(.missingAccess)), (403, 50013, .forbidden(.missingPermissions)),
            (403, 60003, .forbidden(.twoFactorRequired)), (401, 60003, .forbidden(.twoFactorRequired)),
            (401, 0, .unauthorized), (401, 50014, .unauthorized), (401, 50027, .gone(.invalidWebhookToken)),
            (400, 50035, .invalid(.invalidFormBody)), (400, 30013, .invalid(.tooManyChannels)),
            (400, 31_337, .invalid(APIErrorCode(rawValue: 31_337))), (429, 20028, .rateLimited(wait: .seconds(7))),
            (500, 0, .retryLater), (503, 130_000, .retryLater), (408, 0, .retryLater), (405, 0, .giveUp),
            (302, 0, .giveUp),
        ])
    func kinds(status: Int, code: Int, kind: RESTError.Kind) {
        #expect(error(status, #"{"message":"m","code":\#(code)}"#).kind == kind)
    }

    @Test("The tree of errors becomes a list of details, whether its codes are strings or numbers")
    func details() {
        let error = error(
            400,
            #"""
            {"code":50035,"message":"Invalid Form Body","errors":{"parent_id":{"_errors":[{"code":
            "CHANNEL_PARENT_MAX_CHANNELS","message":"Maximum number of channels in category reached (50)"}]},
            "embeds":{"0":{"title":{"_errors":[{"code":5,"message":"Too\nlong"},{"x":1}]}}},"odd":7}}
            """#, .createGuildChannel(3))
        #expect(
            error.details == [
                .init(path: "embeds.0.title", code: "5", message: "Too long"),
                .init(path: "embeds.0.title", code: "", message: ""),
                .init(
                    path: "parent_id", code: "CHANNEL_PARENT_MAX_CHANNELS",
                    message: "Maximum number of channels in category reached (50)"),
            ])
        #expect(error.description.contains("parent_id: Maximum number of channels in category reached (50)"))
        let start = #"POST /guilds/3/channels: Discord answered "Invalid Form Body" (400, code 50035)"#
        #expect(error.description.hasPrefix(start))
    }

    @Test("The error of a page instead of JSON quotes at most 80 characters of its text")
    func pages() {
        let page = """
            <!DOCTYPE html><html><head><title>Access denied</title><style>p { x }</style></head>
            <body><script>if (a < b) { }</script><p>You are  being\trate limited</p>\(String(repeating: "a", count: 999))
            """
        let error = error(403, page)
        #expect(error.kind == .retryLater)
        #expect(error.code == nil)
        #expect(
            error.message.hasPrefix("answered with a page instead of JSON (status 403, “Access denied You are being"))
        #expect(error.message.count < 140)
        #expect(self.error(502, "").message == "answered with a page instead of JSON (status 502)")
        #expect(self.error(404, "[1]").kind == .giveUp)
    }

    @Test("An error shows neither the bot's token nor an interaction's, even if the response repeats them")
    func secrets() {
        let interaction = Route.followUp(1, Secret("aW50ZXJhY3Rpb24"))
        for body in [
            "<b>Authorization: Bot NzkyNzE1.token /webhooks/1/aW50ZXJhY3Rpb24</b>",
            String(repeating: "x", count: 70) + " NzkyNzE1.token",
            #"{"code":50035,"message":"NzkyNzE1.token","errors":{"aW50ZXJhY3Rpb24":{"_errors":["#
                + #"{"code":"NzkyNzE1.token","message":"aW50ZXJhY3Rpb24"}]}}}"#,
        ] {
            let error = error(400, body, interaction)
            var text = "\(error)"
            dump(error, to: &text)
            #expect(!text.contains("NzkyN"))
            #expect(!text.contains("aW50"))
        }
    }

    @Test("Bodies nested 20,000 deep, cut off or empty are read as no JSON; fields of a wrong type as missing")
    func hostileBodies() {
        let deep = String(repeating: #"{"errors":"#, count: 20_000)
        #expect(ErrorBody(Array((deep + "1" + String(repeating: "}", count: 20_000)).utf8)) == nil)
        #expect(ErrorBody(Array(deep.utf8)) == nil)
        #expect(ErrorBody([]) == nil)
        #expect(ErrorBody(Array(#"{"code":"x","message":7,"errors":[]}"#.utf8))?.message == nil)
    }

    @Test("A description names the call, the cause and the wait in seconds")
    func sentences() {
        #expect(
            RESTError(.rateLimited(wait: .seconds(753.2)), call: "GET /x").description
                == "GET /x: Discord asks to wait 754 s")
        #expect(
            RESTError(.guarded(wait: .seconds(9)), call: "GET /x").description
                == "GET /x: not sent, too many requests were refused in the last 10 minutes; "
                + "requests are sent again in 9 s")
        #expect(
            error(403, #"{"message":"Missing Access","code":50001}"#).description
                == #"GET /channels/5: Discord answered "Missing Access" (403, code 50001)"#)
    }
}
