import Discord
import Testing

@testable import Wishes

@Suite("References to wishes")
struct WishReferenceTests {
    private static let link = WishReference.link(guild: Snowflake(1_000), message: Snowflake(5_001))

    @Test(
        "A wish is named by its message id, its card id or a link to its message",
        arguments: [
            ("1420000000000000001", .message(Snowflake(1_420_000_000_000_000_001))),
            ("5001", .message(Snowflake(5_001))),
            ("0a1b2c3d4e5f", .card("0a1b2c3d4e5f")), ("0A1B2C3D4E5F", .card("0a1b2c3d4e5f")),
            ("012345678901", .card("012345678901")),
            ("https://discord.com/channels/1000/2000/5001", link),
            ("<https://discord.com/channels/1000/2000/5001>", link),
            ("https://ptb.discord.com/channels/1000/2000/5001", link),
            ("<https://canary.discord.com/channels/1000/2000/5001>", link),
            ("HTTPS://Discord.com/channels/1000/2000/5001", link),
            ("https://discordapp.com/channels/1000/2000/5001", link),
            ("https://ptb.discordapp.com/channels/1000/2000/5001", link),
            ("https://www.discord.com/channels/1000/2000/5001", link),
            ("discord.com/channels/1000/2000/5001", link),
            ("http://discord.com/channels/1000/2000/5001", link),
            ("https://discord.com/channels/1000/2000/5001/", link),
            ("<canary.discordapp.com/channels/1000/2000/5001/>", link),
            ("https://discord.com/channels/1000/2000/5001?utm=x#top", link),
        ] as [(String, WishReference)])
    func understood(text: String, reference: WishReference) { #expect(WishReference(text) == reference) }

    @Test(
        "Any other text names no wish",
        arguments: [
            "", "<>", "moss", "-5001", "0", "5 001", "18446744073709551616", "0a1b2c3d4e5g", "0a1b2c3d4e5", "<@101>",
            "ftp://discord.com/channels/1000/2000/5001", "https://discord.com/channels/@me/2000/5001",
            "discordapp.com.evil.example/channels/1000/2000/5001", "https://discord.com/channels/1000/2000/5001//",
            "https://evil.example/?https://discord.com/channels/1000/2000/5001",
            "https://discord.com/channels/1000/2000", "https://discord.com/channels/1000/2000/5001/1",
            "https://discord.com/channels/1000/2000/x", "https://discord.com/channels/1000//5001",
            "https://discord.com.evil.example/channels/1000/2000/5001", "https://evil.example/channels/1000/2000/5001",
            "https://discord.com/servers/1000/2000/5001", "<https://discord.com/channels/1000/2000/5001",
            "https://user@discord.com/channels/1000/2000/5001",
        ])
    func misunderstood(text: String) { #expect(WishReference(text) == nil) }
}
