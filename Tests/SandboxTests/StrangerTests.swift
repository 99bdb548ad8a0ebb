import Foundation
import Testing

@testable import Sandbox

@Suite("Other websites")
struct StrangerTests {
    static let foreign: [[String: String]] = [
        ["Origin": "https://x.invalid"], ["Origin": "null"], ["Host": "x.invalid"], ["Host": "127.0.0.1.x.invalid:80"],
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
    ]

    @Test(
        "A foreign website gets 403 with the cause from every part: it can neither drive nor read", arguments: foreign)
    func refused(headers: [String: String]) async throws {
        try await Stage.run { stage in
            for (method, path) in [
                ("GET", "/gateway?v=10&encoding=json"), ("GET", "/gateway/resume?v=10&encoding=json"),
                ("GET", "/api/v10/users/@me"), ("POST", "/api/v10/interactions/1/token-1/callback"),
                ("GET", "/attachments/1/2/a.txt"), ("POST", "/control/act"), ("GET", "/control/state"),
                ("POST", "/control/bot"), ("POST", "/control/gateway"), ("GET", "/page/live"), ("GET", "/"),
            ] {
                let answer = try await stage.http.send(method, path, "", headers)
                let cause = answer.json["error"]?.text
                #expect(answer.status == 403 && cause?.isEmpty == false, "\(path) \(answer.status)")
                #expect(answer.json["message"]?.text == cause)
            }
        }
    }

    @Test("A WebSocket of a foreign website is refused, one that names the sandbox as its origin is accepted")
    func webSocket() async throws {
        try await Stage.run { stage in
            let own = "http://127.0.0.1:\(stage.http.port)"
            for (origin, status) in [("https://x.invalid", 403), ("http://127.0.0.1:1", 403), (own, 101)] {
                let request =
                    "GET /gateway?v=10&encoding=json HTTP/1.1\r\nHost: 127.0.0.1:\(stage.http.port)\r\n"
                    + "Origin: \(origin)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
                let port = stage.http.port
                let answer = try await offPool {
                    let socket = try RawSocket(port: port)
                    try socket.write(Array(request.utf8))
                    return RawAnswer(try socket.read())
                }
                #expect(answer.status == status, "\(origin)")
            }
        }
    }

    @Test("A browser needs the page's token for the control API, and none for the bot's side")
    func token() async throws {
        try await Stage.run { stage in
            let headers = [
                "Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin", "Authorization": "Bot sandbox-token",
                "User-Agent": stage.http.agent,
            ]
            let bot = try await stage.http.send("GET", "/api/v10/users/@me", "", headers)
            let control = try await stage.http.send("POST", "/control/guilds", #"{"name":"x"}"#, headers)
            #expect(bot.status == 200 && control.status == 403)
        }
    }
}
