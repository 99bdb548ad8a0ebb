import Foundation
import Sandbox
import Testing

@Suite("Files and languages")
struct AttachmentTests {
    private static func form(_ parts: [(head: String, body: String)], boundary: String = "XX") -> String {
        parts.map { "--\(boundary)\r\nContent-Disposition: form-data; \($0.head)\r\n\r\n\($0.body)\r\n" }.joined()
            + "--\(boundary)--\r\n"
    }

    private static func send(
        _ stage: Stage, _ method: String, _ path: String, _ body: String,
        type: String = "multipart/form-data; boundary=XX"
    ) async throws -> RawAnswer {
        try await stage.http.send(
            method, "/api/v10" + path, body,
            ["Authorization": "Bot sandbox-token", "User-Agent": stage.http.agent, "Content-Type": type])
    }

    private static let payload = #"{"content":"look","attachments":[{"id":0,"description":"a moss"}]}"#

    @Test("A bot's file is stored and served at a signed address for a day")
    func upload() async throws {
        try await Stage.run { stage in
            let body = Self.form([
                (#"name="payload_json""#, Self.payload),
                ("name=\"files[0]\"; filename=\"moss \u{e4}.txt\"\r\nContent-Type: text/plain", "green"),
            ])
            let sent = try await Self.send(stage, "POST", "/channels/\(stage.channel)/messages", body)
            #expect(sent.status == 200 && sent.json["content"] == "look")
            let file = try #require(sent.json["attachments"]?[0])
            #expect(file["filename"] == "moss__.txt" && file["size"] == 5 && file["description"] == "a moss")
            #expect(file["content_type"] == "text/plain")
            let url = try #require(file["url"]?.text.flatMap { URLComponents(string: $0) })
            #expect(url.path == "/attachments/\(stage.channel)/\(file["id"]?.text ?? "")/moss__.txt")
            let address = url.path + "?" + (url.query ?? "")
            let get = { @Sendable (path: String) in try await stage.http.send("GET", path, "", [:]) }
            #expect(try await get(address).text == "green")
            #expect(try await get(address).headers["content-type"] == "text/plain")
            #expect(try await get(url.path).status == 404)
            #expect(try await get(address.replacing("hm=", with: "hm=0")).status == 404)
            stage.clock.advance(by: 86_401)
            #expect(try await get(address).status == 404)
        }
    }

    @Test("An embed may show a file of its message: the address is in the embed, and not among the files")
    func embedded() async throws {
        try await Stage.run { stage in
            let embed = #"{"embeds":[{"title":"x","image":{"url":"attachment://moss.png"}}]}"#
            let body = Self.form([
                (#"name="payload_json""#, embed),
                ("name=\"files[0]\"; filename=\"moss.png\"\r\nContent-Type: image/png", "green"),
                ("name=\"files[1]\"; filename=\"b.txt\"\r\nContent-Type: text/plain", "b"),
            ])
            let sent = try await Self.send(stage, "POST", "/channels/\(stage.channel)/messages", body)
            let address = sent.json["embeds"]?[0]?["image"]?["url"]?.text ?? ""
            #expect(URLComponents(string: address)?.path.hasSuffix("/moss.png") == true)
            #expect(sent.json["attachments"]?.list?.compactMap { $0["filename"]?.text } == ["b.txt"])
            let link = #"{"embeds":[{"title":"x","url":"attachment://moss.png"}]}"#
            let refused = try await Self.send(
                stage, "POST", "/channels/\(stage.channel)/messages", Self.form([(#"name="payload_json""#, link)]))
            #expect(refused.status == 400)
        }
    }

    @Test("A form without files may be urlencoded")
    func urlencoded() async throws {
        try await Stage.run { stage in
            let base = "/channels/\(stage.channel)/messages"
            let type = "application/x-www-form-urlencoded"
            let sent = try await Self.send(
                stage, "POST", base, "payload_json=%7B%22content%22%3A%22a+%2B%22%7D", type: type)
            #expect(sent.json["content"] == "a +")
            #expect(try await Self.send(stage, "POST", base, "content=plain", type: type).json["content"] == "plain")
            for broken in ["payload_json=7", "payload_json", "payload_json=%7B"] {
                #expect(try await Self.send(stage, "POST", base, broken, type: type).status == 400, "\(broken)")
            }
        }
    }

    @Test("An edit keeps the files that it names, and adds new ones")
    func edit() async throws {
        try await Stage.run { stage in
            let two = Self.form([
                (#"name="files[0]"; filename="a.txt""#, "a"), (#"name="files[1]"; filename="b.txt""#, "b"),
            ])
            let base = "/channels/\(stage.channel)/messages"
            let sent = try await Self.send(stage, "POST", base, two).json
            let path = base + "/\(sent["id"]?.text ?? "")"
            let kept = sent["attachments"]?[1]?["id"]?.text ?? ""
            let change = Self.form([
                (#"name="payload_json""#, #"{"attachments":[{"id":"\#(kept)"},{"id":7}]}"#),
                (#"name="files[7]"; filename="c.txt""#, "c"),
            ])
            let edited = try await Self.send(stage, "PATCH", path, change).json
            #expect(edited["attachments"]?.list?.compactMap { $0["filename"]?.text } == ["b.txt", "c.txt"])
            let same = try await stage.http.api("PATCH", path, ["content": "text"]).json
            #expect(same["attachments"]?.list?.count == 2)
            let none = try await stage.http.api("PATCH", path, ["attachments": []]).json
            #expect(none["attachments"]?.list?.isEmpty == true)
            let foreign = try await stage.http.api("PATCH", path, ["attachments": [["id": "5999999"]]])
            #expect(foreign.json["code"] == 50035)
        }
    }

    @Test("Broken forms, too many and too large files are refused")
    func refusals() async throws {
        try await Stage.run { stage in
            let base = "/channels/\(stage.channel)/messages"
            let part = { (name: String) in (#"name="\#(name)"; filename="a.txt""#, "a") }
            let many = Self.form((0..<11).map { part("files[\($0)]") })
            #expect(try await Self.send(stage, "POST", base, many).json["code"] == 30015)
            let double = Self.form([part("files[0]"), part("files[0]")])
            #expect(try await Self.send(stage, "POST", base, double).json["code"] == 50035)
            #expect(try await Self.send(stage, "POST", base, Self.form([part("files[x]")])).json["code"] == 50035)
            let unknown = Self.form([(#"name="payload_json""#, Self.payload)])
            #expect(try await Self.send(stage, "POST", base, unknown).json["code"] == 50035)
            for broken in ["", "XX", "--XX", "--XX\r\n", "--XX\r\n\r\nx", "--XX\r\nname\r\n\r\nx\r\n--XX--"] {
                let answer = try await Self.send(stage, "POST", base, broken)
                #expect((400..<500).contains(answer.status), "\(broken)")
            }
            let huge = Self.form([(#"name="files[0]"; filename="a.bin""#, String(repeating: "x", count: 10 << 20 + 1))])
            let refused = try await Self.send(stage, "POST", base, huge)
            #expect(refused.status == 413 && refused.json["code"] == 40005)
            await stage.sandbox.setPremiumTier(2, of: stage.guild.id)
            #expect(try await Self.send(stage, "POST", base, huge).status == 200)
            try await stage.sandbox.denyBot([.attachFiles], in: stage.channel)
            #expect(try await Self.send(stage, "POST", base, Self.form([part("files[0]")])).json["code"] == 50013)
        }
    }

    @Test("A member's file comes with the message; a picture has its size")
    func member() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let png: [UInt8] = [
                0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0,
                0, 2,
            ]
            let file: Sandbox.JSON = ["name": "moss.png", "base64": .string(Data(png).base64EncodedString())]
            _ = try await stage.http.control(
                "POST", "/act", ["do": "send", "member": "ada", "channel": "suggestions", "files": [file]])
            let event = try await gateway.event("MESSAGE_CREATE")
            let attachment = event["attachments"]?[0]
            #expect(event["content"] == "" && attachment?["content_type"] == "image/png")
            #expect(attachment?["width"] == 3 && attachment?["height"] == 2)
            let id = try #require(attachment?["id"]?.id)
            #expect(await stage.sandbox.bytes(of: id) == png)
            let screen = try await stage.http.control("GET", "/guilds/Garden/channels/suggestions/screen").text
            #expect(screen.contains("📎 moss.png  3 × 2, 24 bytes"))
        }
    }

    @Test("A command's texts in other languages are checked, kept, and listed when asked for")
    func commandTexts() async throws {
        try await Stage.run { stage in
            let path = "/applications/\(await stage.sandbox.botID)/commands"
            let option: Sandbox.JSON = [
                "type": 3, "name": "text", "description": "d", "name_localizations": ["de": "text"],
                "choices": [["name": "Moss", "name_localizations": ["de": "Moos"], "value": "moss"]],
            ]
            let command: Sandbox.JSON = [
                "name": "wish", "description": "Wish", "name_localizations": ["de": "wunsch", "es-ES": "deseo"],
                "description_localizations": ["de": "Wünsche dir etwas"], "options": [option],
            ]
            #expect(try await stage.http.api("PUT", path, [command]).status == 200)
            let plain = try await stage.http.api("GET", path).json[0]
            #expect(plain?["name_localizations"] == nil && plain?["options"]?[0]?["name_localizations"] == nil)
            let full = try await stage.http.api("GET", path + "?with_localizations=true").json[0]
            #expect(full?["name_localizations"]?["de"] == "wunsch")
            #expect(full?["options"]?[0]?["choices"]?[0]?["name_localizations"]?["de"] == "Moos")
            let wrong: [Sandbox.JSON] = [
                ["name": "a", "description": "d", "name_localizations": ["xx": "a"]],
                ["name": "a", "description": "d", "name_localizations": ["de": "Groß Klein"]],
                ["name": "a", "description": "d", "name_localizations": ["de": 7]],
                ["name": "a", "description": "d", "name_localizations": "de"],
                ["name": "a", "description": "d", "description_localizations": ["de": ""]],
                ["name": "Menu", "type": 3, "description": "not here"],
                ["name": "Menu", "type": 3, "options": [option]],
            ]
            for body in wrong {
                #expect(try await stage.http.api("PUT", path, [body]).json["code"] == 50035, "\(body)")
            }
            #expect(try await stage.http.api("PUT", path, [["name": "Grant wish", "type": 3]]).status == 200)
        }
    }

    @Test("An interaction has the languages of its user and of its guild")
    func locales() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            await stage.sandbox.setCommands([["name": "wish", "description": "d"]])
            _ = try await stage.http.control("PATCH", "/guilds/Garden", ["locale": "es-ES"])
            #expect(try await gateway.event("GUILD_UPDATE")["preferred_locale"] == "es-ES")
            _ = try await stage.http.control("PATCH", "/guilds/Garden/members/ada", ["locale": "de"])
            try await stage.sandbox.slash("wish", in: stage.channel, by: stage.people[0])
            let event = try await gateway.event("INTERACTION_CREATE")
            #expect(event["locale"] == "de" && event["guild_locale"] == "es-ES")
            #expect(event["attachment_size_limit"] == 10_485_760)
        }
    }
}
