import Testing

@testable import Wishes

@Suite("Buttons that confirm")
struct ConfirmButtonTests {
    @Test(
        "A button's id and its command are the same thing",
        arguments: [
            WishCommand.setThreshold(.share(basisPoints: 2_000), isConfirmed: true), .resetThreshold(isConfirmed: true),
            .setThreshold(.votes(25), isConfirmed: true), .config(.set("threshold", value: "0.2", isConfirmed: true)),
            .config(.set("vote_emoji", value: "cookie:123", isConfirmed: true)),
            .config(.reset("threshold", isConfirmed: true)),
        ])
    func roundTrip(command: WishCommand) throws {
        let id = try #require(ConfirmButton(of: command).customID)
        #expect(id.utf16.count <= 100)
        #expect(ConfirmButton(customID: id)?.command == command)
    }

    @Test(
        "A forged id is not read",
        arguments: [
            "", "config", "config:set", "config:set:voice", "config:show", "config:reset:", "config:reset:a:b",
            "threshold:", "threshold:999", "threshold:10001", "threshold:+2000", "threshold:02000", "threshold:RESET",
            "votes:0", "votes:100001", "votes:+5",
            "config:set:voice:" + String(repeating: "x", count: 90), "top:video:10:1",
        ])
    func forged(id: String) { #expect(ConfirmButton(customID: id) == nil) }
}
