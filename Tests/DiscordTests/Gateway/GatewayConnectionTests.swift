import Foundation
import Sandbox
import TestSupport
import Testing

@testable import Discord

@Suite("Gateway connection, on real sockets", .serialized)
struct GatewayConnectionTests {
    @Test(
        "The connection identifies, receives events, and closes with a code that keeps the session",
        arguments: [true, false])
    func plain(compress: Bool) async throws {
        let live = try await LiveConnection(compress: compress)
        let fatal = try await live.run { sandbox, events in
            let guild = await sandbox.addGuild("Dreamers", humans: 3)
            #expect(await events.sessions())
            #expect(await events.wait { $0.contains { if case .guildCreate = $0 { true } else { false } } })
            let channel = try await sandbox.channel(named: "general", in: guild.id)
            try await sandbox.post("hello", as: guild.ownerID, in: channel.id)
            #expect(await events.wait { $0.contains { if case .messageCreate = $0 { true } else { false } } })
            #expect(live.facts.state == .ready)
        }
        #expect(fatal == nil)
        #expect(await live.sandbox.counters.clientCloseCodes == [4000])
        #expect(await live.sandbox.sessionCount == 1)
        #expect(live.facts.state == .stopped)
        #expect(await live.connection.resumable?.sequence ?? 0 >= 3)
        #expect(try await live.ledger.identifies(until: Date()).count == 1)
    }

    @Test("Heartbeats are sent at their interval")
    func heartbeats() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            for count in 1...4 {
                let last = live.facts.lastACK
                await live.pass(.seconds(600)) {
                    await sandbox.wait(timeout: .milliseconds(100)) { $0.counters.heartbeats >= count ? true : nil }
                        == true
                }
                // The next one is due only when this one is answered.
                #expect(await live.acknowledged(after: last))
            }
        }
        #expect(await live.sandbox.counters.heartbeats == 4)
        #expect(await live.sandbox.counters.identifies == 1)
    }

    @Test("op 1 is answered at once, before the heartbeat is due")
    func heartbeatRequest() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            let before = await sandbox.counters.heartbeats
            await sandbox.sendHeartbeatRequest()
            #expect(await sandbox.wait { $0.counters.heartbeats > before ? true : nil } == true)
        }
    }

    @Test("Heartbeat ACKs alone keep a connection alive")
    func signsOfLife() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            let (heard, ack, event) = (live.facts.lastHeard, live.facts.lastACK, live.facts.lastEvent)
            await live.pass(.seconds(600)) { await live.acknowledged(after: ack) }
            let now = live.facts
            #expect(now.lastHeard ?? .now > heard ?? .now)
            #expect(now.lastEvent == event)
        }
    }

    @Test("Dispatches after an op 7 are replayed after the resume and handed on once")
    func behindReconnect() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            let (guild, message) = try await Self.message(sandbox)
            let humans = await sandbox.humans(of: guild.id)
            #expect(await events.sessions())
            for (round, voter) in humans.enumerated() {
                await sandbox.sendReconnect()
                await sandbox.react("🌟", to: message.id, in: message.channelID, by: [voter])
                #expect(await events.resumes(round + 1))
            }
            #expect(events.voters == humans.map { Snowflake($0.rawValue) })
        }
    }

    @Test("Without an ACK the connection is dropped with a code that keeps the session, and missed events are replayed")
    func zombie() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            let (guild, message) = try await Self.message(sandbox)
            #expect(await events.sessions())
            await sandbox.setStalled(true)
            await sandbox.react("🌟", to: message.id, in: message.channelID, by: [guild.ownerID])
            await live.pass(.seconds(600), untilLogged: "no answer to a heartbeat")
            #expect(await events.resumes())
            #expect(events.voters == [Snowflake(guild.ownerID.rawValue)])
        }
        #expect(await live.sandbox.counters.identifies == 1)
        #expect(live.facts.reconnects["silent"] ?? 0 >= 1)
        #expect(live.facts.longestDisconnection > .zero)
        #expect(!(await live.sandbox.counters.clientCloseCodes.contains { $0 == 1000 || $0 == 1001 }))
    }

    @Test(
        "After a broken connection, also within a frame, the session is resumed and no event is lost or out of order",
        arguments: ["silent", "frame"])
    func cut(how: String) async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            let (guild, message) = try await Self.message(sandbox)
            let humans = await sandbox.humans(of: guild.id)
            #expect(await events.sessions())
            for (round, voter) in humans.prefix(5).enumerated() {
                await sandbox.cutGateway(how == "frame" ? .insideFrame : .silent)
                await sandbox.react("🌟", to: message.id, in: message.channelID, by: [voter])
                #expect(await events.resumes(round + 1))
            }
            #expect(events.voters == humans.prefix(5).map { Snowflake($0.rawValue) })
        }
        #expect(await live.sandbox.counters.identifies == 1)
        #expect(live.facts.resumes == 5)
        #expect(await live.sandbox.counters.resumeConnections >= 5)
    }

    @Test("After op 7 before hello, instead of hello or in a session the connection resumes or identifies")
    func reconnect() async throws {
        let live = try await LiveConnection()
        await live.sandbox.queueOpenings(.reconnectThenHello, .reconnect)
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            await sandbox.sendReconnect()
            #expect(await events.resumes())
            await sandbox.queueOpenings(.reconnect, .reconnectThenHello)
            await sandbox.cutGateway()
            #expect(await events.resumes(2))
        }
        #expect(await live.sandbox.counters.identifies == 1)
        #expect(live.facts.reconnects["op 7"] == 5)
    }

    @Test("After hello and op 7 in one read neither identify nor resume is sent on that connection")
    func overAtOnce() async throws {
        let live = try await LiveConnection()
        await live.sandbox.queueOpenings(.helloThenReconnect)
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            await sandbox.queueOpenings(.helloThenReconnect)
            await sandbox.cutGateway()
            #expect(await events.resumes())
        }
        #expect(await live.sandbox.counters.identifies == 1)
        #expect(await live.sandbox.counters.resumes == 1)
        #expect(try await live.ledger.identifies(until: Date()).count == 1)
        #expect(live.facts.identifies == 1)
        #expect(live.facts.reconnects == ["op 7": 2, "broken": 1])
    }

    @Test("op 9 true resumes, op 9 false starts a new session")
    func invalidSession() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            await sandbox.sendInvalidSession(resumable: true)
            #expect(await events.resumes())
            await sandbox.sendInvalidSession(resumable: false)
            #expect(await events.sessions(2))
        }
        #expect(await live.sandbox.counters.identifies == 2)
        #expect(await live.sandbox.counters.resumed == 1)
    }

    @Test("After a refused resume a new session is started, at the gateway's own address", arguments: [true, false])
    func refusedResume(resumable: Bool) async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            await sandbox.refuseResumes(resumable)
            await sandbox.cutGateway()
            #expect(await events.sessions(2))
        }
        #expect(await live.sandbox.counters.connections == 2)
        #expect(await live.sandbox.counters.resumes == (resumable ? 5 : 1))
    }

    @Test(
        "A close code decides between resume and identify",
        arguments: [1000, 1001, 1011, 1012, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009, 4321])
    func closeCodes(code: Int) async throws {
        let isGone = [4001, 4003, 4005, 4007, 4009].contains(code)
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            await sandbox.cutGateway(.code(code))
            #expect(await isGone ? events.sessions(2) : events.resumes())
            #expect(await sandbox.wait { $0.counters.closeAnswers.isEmpty ? nil : true } == true)
        }
        // 1000 and 1001 are not echoed: from a client they end the session.
        #expect(await live.sandbox.counters.closeAnswers == [code == 1000 || code == 1001 ? 4000 : code])
        #expect(await live.sandbox.counters.identifies == (isGone ? 2 : 1))
        #expect(live.facts.reconnects == ["closed \(code)": 1])
    }

    @Test(
        "One close code that only the operator could act on ends nothing: a new session begins",
        arguments: [4004, 4010, 4011, 4012, 4013, 4014])
    func doubtful(code: Int) async throws {
        let live = try await LiveConnection()
        let found = try await live.run { sandbox, events in
            #expect(await events.sessions())
            await sandbox.cutGateway(.code(code))
            #expect(await events.sessions(2))
        }
        #expect(found == nil)
    }

    @Test("Intents that Discord disallows twice end the connection")
    func disallowed() async throws {
        var portal = Sandbox.Portal.generous
        portal.privilegedIntents = []
        let live = try await LiveConnection(portal: portal)
        let found = try await live.run { _, events in #expect(!(await events.sessions())) }
        #expect(found == .intentsDisallowed)
        #expect(await live.sandbox.counters.identifies == 2)
    }

    @Test(
        "An answer counts if it was in the socket before its limit passed",
        arguments: [
            // Longer than the limits of the upgrade and of hello, of READY, of RESUMED.
            Freeze(state: .connecting, duration: .seconds(20)), Freeze(state: .identifying, duration: .seconds(61)),
            Freeze(state: .resuming, duration: .seconds(61)),
        ])
    func unreadAnswer(freeze: Freeze) async throws {
        let live = try await LiveConnection(freeze: freeze)
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            await sandbox.cutGateway()
            #expect(await events.resumes())
        }
        #expect(await live.sandbox.counters.identifies == 1)
        #expect(await live.sandbox.counters.resumes == 1)
        #expect(live.facts.reconnects == ["broken": 1])
    }

    @Test("An ACK counts if it was in the socket before the next heartbeat was due")
    func unreadACK() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            await live.advance(by: .seconds(600))
            // Nothing else is under way behind the answer to the first one.
            #expect(await live.acknowledged(after: nil))
            // The interval between heartbeats, at each of three answers.
            live.freeze(Freeze(state: .ready, duration: .seconds(600), times: 3))
            await live.advance(by: .seconds(600))
            #expect(await sandbox.wait { $0.counters.heartbeats >= 5 ? true : nil } == true)
        }
        #expect(await live.sandbox.counters.identifies == 1)
        #expect(live.facts.reconnects.isEmpty)
    }

    @Test("A disconnection without an announcement counts from the last bytes, and failed attempts prolong it")
    func unannouncedEnd() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            #expect(await events.sessions())
            let heard = live.facts.lastHeard
            // A heartbeat may be due meanwhile; its answer would be a sign of life.
            await sandbox.setStalled(true)
            await live.advance(by: .seconds(100))
            await sandbox.setConnectionPolicy(.refusing)
            await sandbox.cutGateway()
            #expect(await live.record.line(containing: "status 503"))
            #expect(live.facts.lastHeard == heard)
            await sandbox.setConnectionPolicy(.accepting)
            #expect(await events.resumes())
        }
        #expect(live.facts.longestDisconnection >= .seconds(100))
    }

    @Test("While the event buffer is full nothing is read and no limit passes; then all events come, in order")
    func backPressure() async throws {
        let live = try await LiveConnection(capacity: 3, holdsEvents: true)
        try await live.run { sandbox, events in
            #expect(await sandbox.waitForGateway())
            let (guild, message) = try await Self.message(sandbox, humans: 10)
            let humans = await sandbox.humans(of: guild.id)
            let vote = { voter in await sandbox.react("🌟", to: message.id, in: message.channelID, by: [voter]) }
            // More than there is room for; the others vote while nothing is read.
            for voter in humans.prefix(5) { _ = await vote(voter) }
            #expect(await live.stopsReading())
            let (reads, read) = (live.watch.reads, live.facts.events)
            for voter in humans.dropFirst(5) { _ = await vote(voter) }
            // The answers to these heartbeats are not read either.
            for count in 1...3 {
                await live.advance(by: .seconds(600))
                #expect(await sandbox.wait { $0.counters.heartbeats >= count ? true : nil } == true)
            }
            #expect(live.watch.reads == reads)
            #expect(live.facts.events == read)
            #expect(events.all.isEmpty)
            live.takeEvents()
            #expect(await events.wait { $0.count { if case .reactionAdd = $0 { true } else { false } } >= 10 })
            #expect(events.voters == humans.map { Snowflake($0.rawValue) })
        }
        #expect(await live.sandbox.counters.identifies == 1)
        #expect(live.facts.reconnects.isEmpty)
    }

    @Test("Duplicated and reordered dispatches are handed on, and the sequence only grows")
    func disorder() async throws {
        let live = try await LiveConnection()
        try await live.run { sandbox, events in
            let (guild, message) = try await Self.message(sandbox)
            #expect(await events.sessions())
            await sandbox.setDuplicates(true)
            await sandbox.setReordering(true)
            let humans = await sandbox.humans(of: guild.id)
            for voter in humans { await sandbox.react("🌟", to: message.id, in: message.channelID, by: [voter]) }
            // The last one has no follower that could overtake it; a heartbeat brings it.
            await sandbox.sendHeartbeatRequest()
            #expect(await events.wait { $0.count { if case .reactionAdd = $0 { true } else { false } } >= 10 })
            #expect(Set(events.voters) == Set(humans.map { Snowflake($0.rawValue) }))
            await sandbox.cutGateway()
            #expect(await events.resumes())
        }
        #expect(await live.sandbox.counters.identifies == 1)
    }

    /// A guild with one message.
    static func message(_ sandbox: Sandbox, humans: Int = 5) async throws -> (Sandbox.Guild, Sandbox.Message) {
        let guild = await sandbox.addGuild("Dreamers", humans: humans)
        let channel = try await sandbox.channel(named: "general", in: guild.id)
        return (guild, try await sandbox.post("vote", as: guild.ownerID, in: channel.id))
    }
}
