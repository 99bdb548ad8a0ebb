import Foundation
import Sandbox
import Testing

@Suite("Audit log")
struct AuditLogTests {
    @Test("The audit log shows who created channels and why, to a bot with View Audit Log")
    func creations() async throws {
        try await Stage.run { stage in
            let path = "/guilds/\(stage.guild.id)/audit-logs?action_type=10&after=0&limit=100"
            let refused = try await stage.http.api("GET", path)
            #expect(refused.status == 403)
            try await stage.sandbox.setBotPermissions(
                Sandbox.Permissions.bot.union(.viewAuditLog), in: stage.guild.id)
            let made = try await stage.http.api("POST", "/guilds/\(stage.guild.id)/channels", ["name": "moss"])
            let answer = try await stage.http.api("GET", path)
            #expect(answer.status == 200)
            let entries = try #require(answer.json["audit_log_entries"]?.list)
            let ids = entries.compactMap { $0["id"]?.text }
            #expect(ids == ids.sorted())
            let entry = try #require(entries.last)
            #expect(entry["target_id"]?.text == made.json["id"]?.text)
            #expect(entry["user_id"]?.text == "\(await stage.sandbox.botID)")
            let other = try await stage.http.api(
                "GET", "/guilds/\(stage.guild.id)/audit-logs?action_type=11&after=0&limit=100")
            #expect(other.json["audit_log_entries"]?.list?.isEmpty == true)
        }
    }
}
