import Foundation
import Logging
import Testing

@testable import Discord

/// Numbers as no server should send them, put into every place where one is read.
@Suite("Numbers from outside")
struct ExtremeNumberTests {
    static let numbers = [
        "0", "-0", "-1", "1", "2147483647", "2147483648", "4294967296", "9007199254740993", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616", "1e18", "1e19", "1e308", "-1e308", "1e400", "1e-400", "0.5", "-0.5", "1e9999999999",
        "99999999999999999999999999999999999999999999", "null", "true", "[]", "{}", "\"\"", "\"0\"", "\"-1\"",
        "\"18446744073709551615\"", "\"9223372036854775808\"", "\"1e5\"", "\"NaN\"", "\"inf\"", "NaN",
    ]

    private static let quiet = LenientDecoder(log: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() })

    /// A template with another extreme number at each `#`.
    private static func filled(_ template: String, _ random: inout SplitMix64) -> String {
        template.split(separator: "#", omittingEmptySubsequences: false).reduce(into: "") { text, part in
            if !text.isEmpty { text += numbers.randomElement(using: &random) ?? "0" }
            text += part
        }
    }

    @Test("Reactions, messages, guilds, channels and audit logs with any numbers are read without a trap, and clamped")
    func models() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<3_000 {
            let reaction = Self.filled(
                ##"{"count":#,"me":true,"me_burst":#,"emoji":{"id":#,"name":"🌟"},"count_details":{"burst":#,"normal":#}}"##,
                &random)
            if let read = try? Self.quiet.decode(Reaction.self, from: Data(reaction.utf8)) {
                #expect((0...Int(Int32.max)).contains(read.count))
                #expect((0...Int(Int32.max)).contains(read.countDetails?.burst ?? 0))
                #expect((0...Int(Int32.max)).contains(read.countDetails?.normal ?? 0))
            }
            let message = Self.filled(
                ##"{"id":#,"channel_id":#,"guild_id":#,"type":#,"author":{"id":#,"username":#},"reactions":[\##(reaction)],"##
                    + ##""embeds":[{"color":#}],"nonce":#,"message_reference":{"message_id":#},"webhook_id":#}"##,
                &random)
            if let read = try? Self.quiet.decode(Message.self, from: Data(message.utf8)) {
                for id in [read.id, read.channelID, read.author.id] + [read.guildID, read.webhookID].compactMap(\.self)
                {
                    #expect((1...Snowflake.largest).contains(id.rawValue))
                }
            }
            let guild = Self.filled(
                ##"{"id":"7","owner_id":#,"member_count":#,"approximate_member_count":#,"unavailable":#,"##
                    + ##""channels":[{"id":#,"type":#,"flags":#,"parent_id":#}],"roles":[{"id":#,"permissions":#}]}"##,
                &random)
            if let read = try? Self.quiet.decode(GuildCreate.self, from: Data(guild.utf8)) {
                #expect((0...Int(Int32.max)).contains(read.memberCount ?? 0))
                #expect((0...Int(Int32.max)).contains(read.approximateMemberCount ?? 0))
            }
            let log = Self.filled(##"{"audit_log_entries":[{"id":#,"target_id":#,"user_id":#},{"id":"3"}]}"##, &random)
            let entries = try? Self.quiet.decode(AuditLog.self, from: Data(log.utf8)).entries
            // An unreadable neighbour costs the last entry nothing, unless the text is no JSON at all.
            if entries != nil { #expect(entries?.last?.id == Snowflake(3)) }
        }
    }

    @Test("Member counts are read")
    func memberCounts() throws {
        let guild = try Self.quiet.decode(
            GuildCreate.self, from: Data(#"{"id":"7","member_count":12,"approximate_member_count":"13"}"#.utf8))
        #expect(guild.memberCount == 12 && guild.approximateMemberCount == 13)
    }

    @Test("Gateway payloads with any numbers are read without a trap; heartbeats stay between a second and ten minutes")
    func payloads() throws {
        var random = SplitMix64(seed: 6)
        var decoder = try GatewayDecoder(compressed: false, log: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() })
        let templates = [
            ##"{"op":10,"d":{"heartbeat_interval":#}}"##, ##"{"op":#,"s":#,"t":null,"d":#}"##,
            ##"{"op":0,"s":#,"t":"MESSAGE_REACTION_ADD","d":{"user_id":#,"channel_id":#,"message_id":#,"guild_id":#,"type":#,"emoji":{"id":#,"name":"🌟"}}}"##,
            ##"{"op":0,"s":#,"t":"READY","d":{"user":{"id":#},"guilds":[{"id":#}],"session_id":#,"resume_gateway_url":#}}"##,
            ##"{"op":0,"s":#,"t":"MESSAGE_DELETE_BULK","d":{"ids":[#,#],"channel_id":#}}"##,
            ##"{"op":0,"s":#,"t":"GUILD_MEMBER_ADD","d":{"guild_id":#,"user":{"id":#}}}"##,
            ##"{"op":0,"s":#,"t":"INTERACTION_CREATE","d":{"id":#,"application_id":#,"type":#,"token":"t","guild_id":#,"member":{"permissions":#},"data":{"name":"top","options":[{"name":"count","value":#}]}}}"##,
        ]
        for _ in 0..<1_000 {
            for template in templates {
                let text = Array(Self.filled(template, &random).utf8)
                let read = try text.withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }
                if case .hello(let interval) = read?.frame {
                    #expect((Duration.seconds(1)...Duration.seconds(600)).contains(interval))
                }
                if case .reactionAdd(let reaction) = read?.event {
                    #expect((1...Snowflake.largest).contains(reaction.messageID.rawValue))
                    #expect((1...Snowflake.largest).contains(reaction.userID.rawValue))
                }
                // What a session makes of it adds up.
                guard let frame = read?.frame else { continue }
                var trace = GatewayTrace()
                trace.becomeReady()
                _ = trace.session.closed(nil, reason: "", now: trace.now)
                _ = trace.reconnect()
                _ = trace.receive(frame)
                _ = trace.passToDeadline()
            }
        }
    }

    @Test("A READY without a usable resume address still begins the session")
    func noResumeAddress() throws {
        var decoder = try GatewayDecoder(compressed: false, log: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() })
        for address in ["null", "7", "\"\"", "[]"] {
            let text = Array(
                ##"{"op":0,"s":1,"t":"READY","d":{"user":{"id":"9"},"guilds":[],"session_id":"abc","resume_gateway_url":\##(address)}}"##
                    .utf8)
            let read = try text.withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }
            guard case .ready = read?.frame else {
                Issue.record("\(address)")
                continue
            }
        }
    }

    @Test("Rate limits, error bodies and start limits with any numbers are read without a trap")
    func limits() async {
        var random = SplitMix64(seed: 7)
        let headers = [
            "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset-After", "X-RateLimit-Reset", "Retry-After",
        ]
        for round in 0..<2_000 {
            var response = HTTPResponseMaker.response(
                [200, 401, 403, 404, 429, 500][round % 6],
                Self.filled(
                    ##"{"code":#,"message":#,"retry_after":#,"global":#,"errors":{"a":{"_errors":[{"code":#}]}}}"##,
                    &random))
            response.headers += headers.map {
                HTTPResponseMaker.field($0, Self.numbers.randomElement(using: &random)?.replacing("\"", with: "") ?? "")
            }
            let failure = ErrorResponse(response)
            let answer = RateLimitAnswer(response, body: failure.body)
            _ = failure.error(.channel(1), wait: answer.retryAfter ?? .zero, mayHaveTakenEffect: false).description
            var limiter = RateLimiter()
            for id in TicketID(1)...3 {
                limiter.enqueue(Ticket(id: id, .channel(1), for: WorkContext()))
                for started in limiter.next(at: .seconds(Int(id))).start {
                    limiter.finished(started, status: response.status, answer: answer, at: .seconds(Int(id)))
                }
            }
            _ = limiter.next(at: .seconds(700_000))
        }
        for _ in 0..<500 {
            let body = Self.filled(
                ##"{"url":"wss://gateway.discord.gg","session_start_limit":{"total":#,"remaining":#,"reset_after":#,"max_concurrency":#}}"##,
                &random)
            let test = ClientUnderTest([.status(200, body)])
            guard let answer = try? await test.client.gatewayBot() else { continue }
            #expect((Duration.zero...Duration.seconds(86_400)).contains(answer.budget.resetAfter))
            _ =
                IdentifyPacing.delay(
                    answer.budget, spent: [IdentifyAge(.zero), IdentifyAge(.seconds(Int64.max / 2))])?.pause
                .formattedSeconds
        }
    }
}
