import Sandbox
import Testing

@Suite("Threads of wishes (end to end)")
struct ThreadTests {
    private static let settings =
        #""defaults": { "threads": "on", "voice": "plain", "quotas": { "seconds_between_wishes": 0 } }"#

    @Test("A thread is opened with the card and locked when the wish ends, also over a restart")
    func life() async throws {
        let stage = try await Stage()
        try stage.writeConfiguration(Self.settings)
        let guild = try await stage.guild()
        let permissions: Sandbox.Permissions = [
            .viewChannel, .sendMessages, .embedLinks, .readMessageHistory, .addReactions, .manageChannels,
            .manageMessages, .manageThreads,
        ]
        try await stage.sandbox.setBotPermissions(permissions, in: guild.id)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video moss tour", by: guild.humans[3], in: guild, find: "moss tour")
        func isLocked(_ id: Sandbox.ID) async -> Bool {
            await stage.sandbox.wait { sandbox -> Bool? in
                let thread = sandbox.threads(of: guild.suggestions).first { $0.id == id }?.thread
                return thread?.isLocked == true && thread?.isArchived == true ? true : nil
            } == true
        }
        let opened = await stage.sandbox.wait { sandbox -> String? in
            sandbox.threads(of: guild.suggestions).first { $0.id == card }?.name
        }
        #expect(opened == "moss tour")
        _ = try await stage.ask("!decline \(card) too wet", by: guild.owner, in: guild)
        #expect(await isLocked(card))

        let second = try await stage.wish("video fern walk", by: guild.humans[4], in: guild, find: "fern walk")
        #expect(await stage.sandbox.wait { $0.threads(of: guild.suggestions).count == 2 ? true : nil } == true)
        #expect(await daemon.stop() == 0)
        // The card is deleted while the bot is down: its thread is left.
        await stage.sandbox.delete(second, in: guild.suggestions)
        let (next, _) = try await stage.startAndSync(guild.name)
        #expect(await isLocked(second))
        #expect(await next.stop() == 0)
        #expect(await stage.sandbox.requests("POST /channels/*/messages/*/threads").count == 2)
        await stage.close()
    }

    @Test("dreambot check names the permission that threads need, and the invite link has it")
    func check() async throws {
        let stage = try await Stage()
        try stage.writeConfiguration(Self.settings)
        let guild = try await stage.guild()
        try await stage.sandbox.denyBot([.createPublicThreads], in: guild.suggestions)
        let check = try DaemonProcess(
            ["check", "--config", stage.configurationFile], environment: ["DISCORD_TOKEN": Stage.token])
        _ = await check.exitCode()
        let output = check.output.all.joined(separator: "\n")
        #expect(output.contains("give the bot Create Public Threads, Manage Threads in suggestions"), "\(output)")
        #expect(output.contains("permissions=51539733712"))
        await stage.close()
    }
}
