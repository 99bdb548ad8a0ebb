import Foundation
import Sandbox
import Testing

@Suite("Response schemas")
struct SchemaTests {
    /// The keys that Discord always sends, by route.
    static let required: [(method: String, template: String, keys: String)] = [
        ("GET", "/gateway", "url"), ("GET", "/gateway/bot", "url session_start_limit shards"),
        (
            "GET", "/users/@me",
            "id username avatar discriminator public_flags flags global_name mfa_enabled locale"
        ),
        (
            "GET", "/applications/@me",
            "id name icon description type verify_key flags flags_new redirect_uris owner team explicit_content_filter"
        ),
        ("GET", "/guilds/{guild}", "id name owner_id features roles emojis preferred_locale mfa_level nsfw_level"),
        ("GET", "/guilds/{guild}/channels", "id type flags guild_id name position"),
        ("POST", "/guilds/{guild}/channels", "id type flags guild_id name position permission_overwrites"),
        (
            "GET", "/guilds/{guild}/roles",
            "id name permissions position color colors hoist managed mentionable icon unicode_emoji flags"
        ),
        (
            "GET", "/guilds/{guild}/members",
            "avatar banner communication_disabled_until flags joined_at nick pending premium_since roles user mute deaf"
        ),
        ("GET", "/channels/{channel}", "id type flags guild_id name position"),
        (
            "GET", "/channels/{channel}/messages",
            "type content mentions mention_roles attachments embeds timestamp edited_timestamp flags components id channel_id author pinned mention_everyone tts"
        ),
        ("POST", "/channels/{channel}/messages", "type content id channel_id author timestamp components embeds nonce"),
        ("GET", "/channels/{channel}/messages/{message}", "reactions id content author"),
        (
            "GET", "/channels/{channel}/messages/{message}/reactions/{emoji}",
            "id username avatar discriminator public_flags flags global_name primary_guild"
        ),
        (
            "PUT", "/applications/{application}/commands",
            "id application_id version default_member_permissions type name description"
        ),
        ("POST", "/interactions/{interaction}/{token}/callback", "interaction resource"),
        ("GET", "/webhooks/{application}/{token}/messages/@original", "id content author interaction_metadata"),
        (
            "POST", "/channels/{channel}/messages/{message}/threads",
            "id type flags guild_id name owner_id parent_id thread_metadata message_count member_count total_message_sent"
        ),
        ("PATCH", "/channels/{channel}", "id type flags guild_id name thread_metadata"),
        ("GET", "/guilds/{guild}/threads/active", "threads members has_more"),
        ("POST", "/users/@me/channels", "id type flags recipients"),
    ]

    @Test("Responses have every required key")
    func requiredKeys() async throws {
        let samples = try await RouteTour.samples()
        for (method, template, keys) in Self.required {
            let sample = try #require(samples.first { $0.method == method && $0.template == template })
            let object = sample.answer.json.list?.last ?? sample.answer.json
            for key in keys.split(separator: " ") {
                #expect(object[String(key)] != nil, "\(method) \(template) lacks \(key)")
            }
        }
    }

    @Test(
        "Responses satisfy the OpenAPI document",
        .enabled(if: ProcessInfo.processInfo.environment["DREAMBOT_OPENAPI"] != nil, "DREAMBOT_OPENAPI is not set"))
    func document() async throws {
        let path = ProcessInfo.processInfo.environment["DREAMBOT_OPENAPI"] ?? ""
        let check = try #require(SchemaCheck(path: path), "DREAMBOT_OPENAPI names no OpenAPI document")
        var checked = 0
        for sample in try await RouteTour.samples() {
            let status = sample.answer.status
            // The document may be cut to some routes.
            guard check.hasRoute(sample.method, sample.template) else { continue }
            #expect(
                check.knows(sample.method, sample.template, status: status),
                "\(sample.method) \(sample.template) \(status)")
            guard let schema = check.schema(sample.method, sample.template, status: status) else { continue }
            checked += 1
            let violations = check.violations(sample.answer.json, schema)
            #expect(violations.isEmpty, "\(sample.method) \(sample.template): \(violations.joined(separator: "\n"))")
        }
        #expect(checked > 25)
        let broken: Sandbox.JSON = ["url": 7]
        let gateway = try #require(check.schema("GET", "/gateway", status: 200))
        #expect(check.violations(broken, gateway) == ["$.url: 7 is not string"])
    }
}
