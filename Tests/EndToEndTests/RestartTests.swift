import Foundation
import Sandbox
import Testing

/// What a restart keeps (session, knowledge of the guilds) and costs (identifies).
@Suite("Restarts")
struct RestartTests {
    private static let star = Stage.star

    @Test("After a clean stop the session is resumed and missed events are applied")
    func resumed() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        let moss = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
        let lantern = try await stage.wish("video lanterns", by: guild.humans[1], in: guild, find: "lanterns")
        #expect(await first.stop() == 0)

        let sandbox = stage.sandbox
        let fetches = await Self.fetches(of: guild, sandbox)
        await sandbox.react(Self.star, to: moss, in: guild.suggestions, by: Array(guild.humans.prefix(4)))
        await sandbox.delete(lantern, in: guild.suggestions)
        await sandbox.renameGuild(guild.id, to: "Sleepers")
        try await sandbox.post("!topvideos", as: guild.owner, in: guild.general)

        let (second, line) = try await stage.startAndSync("Sleepers")
        #expect(line == "[Suggestions] Synced guild Sleepers: 1 updated, 1 deleted, 0 errors, 0 manifested")
        // Asked while the bot was away, answered when it is back.
        let answer = try #require(await sandbox.waitForMessage(in: guild.general))
        #expect(answer.words.contains("🌟 5 here") && !answer.words.contains("lanterns"))
        #expect(await second.output.line(containing: "Resumed the session") != nil)
        #expect(await sandbox.counters.identifies == 1)
        #expect(await sandbox.counters.resumed == 1)
        // What the guild looks like was kept.
        #expect(await Self.fetches(of: guild, sandbox) == fetches)
        #expect(await second.stop() == 0)
        await stage.close()
    }

    /// The GETs so far of the guild, its channels, its members and all else of it.
    private static func fetches(of guild: GuildOnStage, _ sandbox: Sandbox) async -> Int {
        await sandbox.requests(Sandbox.Pattern("GET", "/guilds/\(guild.id)/**")).count
    }

    @Test("A resumed bot knows the moderators, channels and members that changed while it was down")
    func knowsItsGuilds() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("channel Moss: for moss", by: guild.humans[1], in: guild, find: "for moss")
        #expect(await first.stop() == 0)
        let newcomer = await stage.sandbox.addMember("newcomer", to: guild.id)
        await stage.sandbox.react(
            Self.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(7)) + [newcomer.id])

        let (second, line) = try await stage.startAndSync(guild.name)
        #expect(line.hasSuffix("1 manifested"))
        let made = try #require(await stage.sandbox.waitForChannel(named: "moss", in: guild.id))
        #expect(made.parentID != nil)
        let report = try await stage.ask("!syncwishes", by: guild.owner, in: guild)
        #expect(report.words.contains("0"))
        #expect(await stage.sandbox.counters.identifies == 1)
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("A session that Discord has forgotten (op 9) is replaced by a new one, with a full sync")
    func forgotten() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        #expect(await first.stop() == 0)
        await stage.sandbox.forgetSessions()
        let (second, _) = try await stage.startAndSync(guild.name)
        #expect(await second.output.line(containing: "Connected to Discord") != nil)
        #expect(await stage.sandbox.counters.identifies == 2)
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("After kill -9 the session is not resumed; a new one is started")
    func killed() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        #expect(await first.stop() == 0)
        let (second, _) = try await stage.startAndSync(guild.name)
        #expect(await second.stop(SIGKILL) == -SIGKILL)
        let (third, _) = try await stage.startAndSync(guild.name)
        #expect(await stage.sandbox.counters.resumed == 1)
        #expect(await stage.sandbox.counters.identifies == 2)
        #expect(await third.stop() == 0)
        await stage.close()
    }

    @Test("A crash loop pauses before its sixth identify, and logs until when")
    func crashLoop() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        for _ in 0..<5 {
            let (daemon, _) = try await stage.startAndSync(guild.name)
            #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        }
        let daemon = try stage.start()
        let line = try #require(await daemon.output.line(containing: "waiting before the next one"))
        #expect(line.contains("identifies=5") && line.contains("until="))
        #expect(await stage.sandbox.counters.identifies == 5)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("With a max_concurrency of 1, the second identify within five seconds waits")
    func concurrency() async throws {
        var configuration = Sandbox.Configuration()
        configuration.portal.enforcesConcurrency = true
        let stage = try await Stage(configuration)
        let guild = try await stage.guild()
        let start = Date()
        let (first, _) = try await stage.startAndSync(guild.name)
        #expect(await first.stop(SIGKILL) == -SIGKILL)
        // By its wall clock the first identify was just now, however long a slow machine took.
        let (clock, late) = (stage.clock, Date().timeIntervalSince(start))
        let second = try DaemonInProcess(stage, now: { clock.date - late })
        #expect(await second.output.line(containing: "one identify per five seconds") != nil)
        await second.skip(.milliseconds(5_500))
        _ = try await stage.syncLine(second, guild.name)
        // Not one identify was wasted on op 9.
        #expect(await stage.sandbox.counters.identifies == 2)
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test(
        "A close code that only the operator can act on ends the daemon when it comes twice, and the log names the cure",
        arguments: [
            (4010, 78, "a multiple of the number"), (4011, 78, "2,500"), (4012, 77, "newer dreambot"),
            (4013, 77, "newer dreambot"),
            (4014, 77, "Server Members Intent"),
        ] as [(Int, Int32, String)])
    func fatal(code: Int, exit: Int32, words: String) async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        // The operator has chosen the number of shards; otherwise the bot chooses another one.
        try stage.writeConfiguration(#""shards": 1"#)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        // The next connection begins no session: that would end the doubt.
        await stage.sandbox.queueOpenings(.silence)
        await stage.sandbox.cutGateway(.code(code))
        #expect(await stage.sandbox.wait { $0.counters.connections >= 2 ? true : nil } == true)
        await stage.sandbox.cutGateway(.code(code))
        #expect(await daemon.exitCode() == exit)
        #expect(daemon.output.all.last?.contains(words) == true)
        await stage.close()
    }

    @Test("Without identifies left the daemon waits, logs until when, and can be stopped")
    func noIdentifiesLeft() async throws {
        var configuration = Sandbox.Configuration.quick
        configuration.portal.sessionStartRemaining = 0
        let stage = try await Stage(configuration)
        let daemon = try stage.start()
        let line = try #require(await daemon.output.line(containing: "no more identifies today"))
        #expect(line.contains("until="))
        #expect(await stage.sandbox.counters.identifies == 0)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("Duplicated, reordered, replayed and lost events leave counts right")
    func disorder() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
        let sandbox = stage.sandbox
        await sandbox.setDuplicates(true)
        await sandbox.setReordering(true)
        for voter in guild.humans.prefix(6) {
            await sandbox.react(Self.star, to: card, in: guild.suggestions, by: [voter])
        }
        await sandbox.unreact(Self.star, from: card, in: guild.suggestions, by: [guild.humans[0]])
        await sandbox.cutGateway(.insideFrame)
        await sandbox.unreact(Self.star, from: card, in: guild.suggestions, by: [guild.humans[1]])
        await sandbox.react(
            Self.star, to: card, in: guild.suggestions, by: [guild.humans[8]], silent: true)
        #expect(await daemon.output.line(containing: "Resumed the session") != nil)
        await sandbox.setDuplicates(false)
        await sandbox.setReordering(false)
        let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(answer.words.contains("🌟 6 here"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("The session id is not in the debug log")
    func secretSession() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        await stage.sandbox.cutGateway()
        #expect(await first.output.line(containing: "Resumed the session") != nil)
        #expect(await first.stop() == 0)
        let (second, _) = try await stage.startAndSync(guild.name)
        #expect(await second.stop() == 0)
        #expect(!(first.output.all + second.output.all).contains { $0.contains("session-") })
        #expect(second.output.all.last?.contains("resumes=1") == true)
        await stage.close()
    }
}
