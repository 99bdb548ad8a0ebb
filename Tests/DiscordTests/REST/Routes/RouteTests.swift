import Testing

@testable import Discord

@Suite("Routes")
struct RouteTests {
    static let token = Secret("aW50-secret/token")

    @Test(
        "A route has the method, path and template of Discord's documentation; limits are clamped",
        arguments: [
            (Route.gatewayBot, "GET", "/gateway/bot", "GET /gateway/bot"),
            (.currentUser, "GET", "/users/@me", "GET /users/@me"),
            (.currentApplication, "GET", "/applications/@me", "GET /applications/@me"),
            (.guild(7), "GET", "/guilds/7?with_counts=true", "GET /guilds/{guild.id}"),
            (.guildChannels(7), "GET", "/guilds/7/channels", "GET /guilds/{guild.id}/channels"),
            (.createGuildChannel(7), "POST", "/guilds/7/channels", "POST /guilds/{guild.id}/channels"),
            (
                .guildMembers(7, after: 3, limit: 5000), "GET", "/guilds/7/members?limit=1000&after=3",
                "GET /guilds/{guild.id}/members"
            ),
            (
                .channelCreations(7, after: 3), "GET", "/guilds/7/audit-logs?action_type=10&after=3&limit=100",
                "GET /guilds/{guild.id}/audit-logs"
            ),
            (.channel(9), "GET", "/channels/9", "GET /channels/{channel.id}"),
            (
                .messages(9, .after(3)), "GET", "/channels/9/messages?after=3&limit=100",
                "GET /channels/{channel.id}/messages"
            ),
            (
                .messages(9, .after(3), limit: 0), "GET", "/channels/9/messages?after=3&limit=1",
                "GET /channels/{channel.id}/messages"
            ),
            (
                .messages(9, .newest, limit: 5), "GET", "/channels/9/messages?limit=5",
                "GET /channels/{channel.id}/messages"
            ),
            (
                .message(9, Snowflake(rawValue: .max)), "GET", "/channels/9/messages/18446744073709551615",
                "GET /channels/{channel.id}/messages/{message.id}"
            ),
            (
                .createMessage(9, nonceEnforced: true), "POST", "/channels/9/messages",
                "POST /channels/{channel.id}/messages"
            ),
            (
                .editMessage(9, 10), "PATCH", "/channels/9/messages/10",
                "PATCH /channels/{channel.id}/messages/{message.id}"
            ),
            (
                .startThread(9, 10), "POST", "/channels/9/messages/10/threads",
                "POST /channels/{channel.id}/messages/{message.id}/threads"
            ),
            (.modifyChannel(9), "PATCH", "/channels/9", "PATCH /channels/{channel.id}"),
            (.createDM, "POST", "/users/@me/channels", "POST /users/@me/channels"),
            (
                .createOwnReaction(9, 10, emoji: "🌟"), "PUT", "/channels/9/messages/10/reactions/%F0%9F%8C%9F/@me",
                "PUT /channels/{channel.id}/messages/{message.id}/reactions/{emoji}/@me"
            ),
            (
                .createOwnReaction(9, 10, emoji: "star:5"), "PUT", "/channels/9/messages/10/reactions/star%3A5/@me",
                "PUT /channels/{channel.id}/messages/{message.id}/reactions/{emoji}/@me"
            ),
            (
                .reactions(9, 10, emoji: "🌟", kind: .burst, after: 4), "GET",
                "/channels/9/messages/10/reactions/%F0%9F%8C%9F?type=1&after=4&limit=100",
                "GET /channels/{channel.id}/messages/{message.id}/reactions/{emoji}"
            ),
            (
                .commands(1), "GET", "/applications/1/commands?with_localizations=true",
                "GET /applications/{application.id}/commands"
            ),
            (.overwriteCommands(1), "PUT", "/applications/1/commands", "PUT /applications/{application.id}/commands"),
            (
                .interactionCallback(1, token), "POST", "/interactions/1/aW50-secret%2Ftoken/callback",
                "POST /interactions/{interaction.id}/{interaction.token}/callback"
            ),
            (
                .editOriginalResponse(1, token), "PATCH", "/webhooks/1/aW50-secret%2Ftoken/messages/@original",
                "PATCH /webhooks/{application.id}/{interaction.token}/messages/@original"
            ),
            (
                .followUp(1, token), "POST", "/webhooks/1/aW50-secret%2Ftoken",
                "POST /webhooks/{application.id}/{interaction.token}"
            ),
        ])
    func paths(route: Route, method: String, path: String, template: String) {
        #expect(route.method.rawValue == method)
        #expect(route.path == path)
        #expect(route.template == template)
    }

    @Test("Adding any reaction shares one bucket; deleting a message has one for each of three ages")
    func bucketKeys() {
        let put = Route.createOwnReaction(1, 2, emoji: "🌟")
        #expect(put.bucketKey == Route.createOwnReaction(1, 3, emoji: "✅").bucketKey)
        #expect(put.bucketKey != Route.reactions(1, 2, emoji: "🌟", kind: .normal).bucketKey)

        let created: Snowflake = 1_574_212_888_166_400_000
        let birth = created.unixMilliseconds
        let keys = [0, 9_999, 10_000, 14 * 86_400_000, 14 * 86_400_000 + 1].map {
            Route.deleteMessage(1, created, unixMilliseconds: birth + $0).bucketKey
        }
        #expect(keys[0] == keys[1])
        #expect(keys[1] != keys[2])
        #expect(keys[2] == keys[3])
        #expect(keys[3] != keys[4])
        #expect(Route.deleteMessage(1, created, unixMilliseconds: 0).bucketKey == keys[0])
    }

    @Test(
        "Reads, reactions, messages with a nonce, edits of messages and of responses are idempotent; interaction calls do not count globally"
    )
    func properties() {
        #expect(Route.channel(1).isIdempotent)
        #expect(Route.createOwnReaction(1, 2, emoji: "🌟").isIdempotent)
        #expect(Route.createMessage(1, nonceEnforced: true).isIdempotent)
        #expect(!Route.createMessage(1, nonceEnforced: false).isIdempotent)
        #expect(!Route.createGuildChannel(1).isIdempotent)
        #expect(Route.editMessage(1, 2).isIdempotent)
        #expect(Route.editOriginalResponse(1, Self.token).isIdempotent)
        #expect(!Route.interactionCallback(1, Self.token).isIdempotent)
        #expect(Route.createGuildChannel(1).countsGlobally)
        #expect(!Route.interactionCallback(1, Self.token).countsGlobally)
        #expect(!Route.followUp(1, Self.token).countsGlobally)
    }

    @Test("Neither print, dump nor reflection shows a token")
    func masking() {
        let route = Route.interactionCallback(1, Self.token)
        var dumped = ""
        dump(route, to: &dumped)
        dump(route.major, to: &dumped)
        dump(Self.token, to: &dumped)
        let printed = "\(route) \(String(reflecting: route)) \(route.major) \(Self.token) \(dumped) \(route.template)"
        #expect(!printed.contains("aW50"))
        #expect(route.description == "POST /interactions/1/{interaction.token}/callback")
    }
}
