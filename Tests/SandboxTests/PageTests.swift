import Foundation
import Testing

@testable import Sandbox

@Suite("Page")
struct PageTests {
    @Test(
        "Every file of the page's folder is served, with a policy that admits nothing inline and nothing from outside")
    func files() async throws {
        try await Stage.run { stage in
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Sources/Sandbox/Page/Files")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let answer = try await stage.http.send("GET", "/page/\(name)", "", [:])
                let file = try Data(contentsOf: folder.appending(path: name))
                #expect(answer.status == 200 && answer.body == file)
                #expect(answer.headers["content-security-policy"]?.contains("default-src 'self'") == true)
                #expect(answer.headers["content-security-policy"]?.contains("unsafe") == false)
            }
            let page = try await stage.http.send("GET", "/", "", [:])
            #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(try await stage.http.send("GET", "/page/nothing.js", "", [:]).status == 404)
            #expect(try await stage.http.send("GET", "/page/../Package.swift", "", [:]).status == 404)
        }
    }

    @Test("All modules are in one script, what is imported first, without imports and exports")
    func bundle() async throws {
        try await Stage.run { stage in
            let answer = try await stage.http.send("GET", "/page/page.js", "", [:])
            #expect(answer.status == 200 && answer.headers["content-type"] == "text/javascript; charset=utf-8")
            let lines = answer.text.split(separator: "\n")
            #expect(!lines.contains { $0.hasPrefix("import ") || $0.hasPrefix("export ") })
            for name in PageFiles.embedded.keys where name.hasSuffix(".js") {
                #expect(lines.filter { $0 == "// \(name)" }.count == 1, "\(name)")
            }
            #expect(lines.last { $0.hasPrefix("// ") && $0.hasSuffix(".js") } == "// main.js")
        }
    }

    @Test("A module is joined after the ones that it imports, with its names")
    func joining() {
        let modules = [
            "main": "import { a as b, c } from \"./one.js\";\nb(c);",
            "one": "import { d } from \"./two.js\";\nexport async function a() {}\nexport const c = d;",
            "two": "export class d {}",
        ]
        let script = PageBundle.script(from: "main") { modules[$0] }
        #expect(
            script == """
                "use strict";
                // two.js
                const twoModule = (() => {
                class d {}
                return { d };
                })();

                // one.js
                const oneModule = (() => {
                const { d } = twoModule;
                async function a() {}
                const c = d;
                return { a, c };
                })();

                // main.js
                const mainModule = (() => {
                const { a: b, c } = oneModule;
                b(c);
                return {  };
                })();

                """)
    }

    @Test("The page's scripts never read text as markup")
    func textContent() throws {
        for (name, bytes) in PageFiles.embedded where name.hasSuffix(".js") {
            let text = String(decoding: bytes, as: UTF8.self)
            for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
                #expect(!text.contains(word), "\(name) uses \(word)")
            }
        }
    }

    @Test(
        "Another website, a foreign name for 127.0.0.1 and a page without the token are refused; a program is not",
        arguments: [
            (["Origin": "https://x.invalid"], 403), (["Origin": "http://127.0.0.1"], 403),
            (["Origin": "http://127.0.0.1", "X-Sandbox-Token": "guess"], 403), (["Sec-Fetch-Site": "cross-site"], 403),
            (["Sec-Fetch-Site": "same-site"], 403), (["Sec-Fetch-Site": "same-origin"], 403), ([:], 201),
        ] as [([String: String], Int)])
    func strangers(headers: [String: String], status: Int) async throws {
        try await Stage.run { stage in
            let answer = try await stage.http.send("POST", "/control/guilds", #"{"name":"Second"}"#, headers)
            #expect(answer.status == status)
            let token = await stage.sandbox.browserGuard.token
            let own = ["Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin", "X-Sandbox-Token": token]
            let page = try await stage.http.send("POST", "/control/guilds", #"{"name":"Third"}"#, own)
            #expect(page.status == 201)
        }
    }

    @Test("Only names of this machine are answered: a website cannot let its own name lead here")
    func names() {
        let guardian = BrowserGuard()
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:8080", "[::1]:8080"] {
            #expect(guardian.refusal(of: .init(method: "GET", host: host), port: 8080) == nil)
        }
        for host in ["x.invalid", "x.invalid:8080", "127.0.0.1.x.invalid:8080", "localhost:80", ""] {
            #expect(guardian.refusal(of: .init(method: "GET", host: host), port: 8080) != nil)
        }
    }

    @Test("A part that changes twice before it is sent is sent once; too many parts become everything")
    func backlog() {
        var backlog = PageBacklog()
        #expect(backlog.take() == nil)
        let message = PageItem.message(ID(rawValue: 1), channel: ID(rawValue: 2))
        for _ in 0..<5000 { backlog.add(message) }
        backlog.add(.commands)
        #expect(backlog.take() == [message, .commands])
        #expect(backlog.take() == [])
        for number in 0...PageBacklog.limit { backlog.add(.guild(ID(rawValue: UInt64(number)))) }
        #expect(backlog.needsAll)
        #expect(backlog.take() == nil)
    }

    @Test("A page is sent everything first, then what changes, silent changes too")
    func live() async throws {
        try await Stage.run { stage in
            let sandbox = stage.sandbox
            let page = await sandbox.openPage()
            let first = Sandbox.JSON.parse(Data(try #require(await sandbox.nextPageText(page)).utf8))
            #expect(first?["all"]?["guilds"]?[0]?["name"]?.text == stage.guild.name)
            let message = try await sandbox.post("silent", as: stage.guild.ownerID, in: stage.channel, silent: true)
            await sandbox.react("🌟", to: message.id, in: stage.channel, by: [stage.guild.ownerID])
            let second = Sandbox.JSON.parse(Data(try #require(await sandbox.nextPageText(page)).utf8))
            #expect(second?["items"]?.list?.count == 1)
            let sent = second?["items"]?[0]?["message"]
            #expect(sent?["content"]?.text == "silent")
            #expect(sent?["reactions"]?[0]?["users"] == Sandbox.JSON.ids([stage.guild.ownerID]))
            await sandbox.closePage(page)
            #expect(await sandbox.nextPageText(page) == nil)
        }
    }

    @Test("Threads are among a guild's channels, and the channels of direct messages are sent for themselves")
    func places() async throws {
        try await Stage.run { stage in
            let sandbox = stage.sandbox
            let page = await sandbox.openPage()
            _ = await sandbox.nextPageText(page)
            let message = try await sandbox.post("a beginning", as: stage.people[0], in: stage.channel)
            let thread = try await sandbox.startThread(
                "Talk", under: message.id, in: stage.channel, by: stage.people[0])
            await sandbox.sendDirect("hello", from: stage.people[1])
            let text = try #require(await sandbox.nextPageText(page))
            let items = try #require(JSON.parse(Data(text.utf8))?["items"]?.list)
            #expect(items.contains { $0["channel"]?["id"]?.id == thread.id })
            #expect(items.contains { $0["message"]?["thread"]?["name"]?.text == "Talk" })
            #expect(items.contains { $0["direct"]?["recipients"]?[0]?["id"]?.id == stage.people[1] })
            let guild = try await stage.http.send("GET", "/page/guilds/\(stage.guild.id)", "", [:])
            #expect(guild.json["channels"]?.list?.contains { $0["name"]?.text == "Talk" } == true)
            await sandbox.closePage(page)
        }
    }

    @Test("A file of a member that is a web page runs nothing beside the page")
    func webPage() async throws {
        try await Stage.run { stage in
            let file = Sandbox.File(
                name: "x.html", contentType: "text/html", description: nil, bytes: Array("<script>1</script>".utf8))
            let message = try await stage.sandbox.post("x", as: stage.people[0], in: stage.channel, files: [file])
            let address = await stage.sandbox.url(of: message.attachments[0])
            let target = try #require(URL(string: address))
            let answer = try await stage.http.send("GET", "\(target.path)?\(target.query ?? "")", "", [:])
            #expect(answer.status == 200)
            #expect(answer.headers["content-security-policy"] == "default-src 'none'; sandbox")
            #expect(answer.headers["content-disposition"] == "attachment")
        }
    }

    @Test("Traffic shows opcode, sequence and name of a payload, and no token")
    func traffic() {
        let payload = #"{"t":"MESSAGE_CREATE","s":7,"op":0,"d":{"content":"x","token":"secret \"token\""}}"#
        var traffic = Traffic()
        traffic.add(.sent(link: 1, payload), at: Date())
        traffic.add(.received(link: 1, #"{"op": 2, "d": {"token": "secret", "intents": 1}}"#), at: Date())
        let entries = traffic.after(0).map(\.json)
        #expect(entries[0]["op"] == 0 && entries[0]["seq"] == 7 && entries[0]["event"] == "MESSAGE_CREATE")
        #expect(entries[0]["size"]?.number == payload.utf8.count)
        #expect(entries[1]["op"] == 2)
        #expect(!entries[0].serialized.contains("secret"))
        #expect(!entries[1].serialized.contains("secret"))
        #expect(traffic.after(1).map(\.number) == [2])
    }

    @Test("Traffic and log keep the newest entries only")
    func limits() {
        var traffic = Traffic()
        for _ in 0..<5000 { traffic.add(.sent(link: 1, "{}"), at: Date()) }
        #expect(traffic.after(0).map(\.number) == Array(4001...5000))
        #expect(traffic.after(4998).map(\.number) == [4999, 5000])
        var log = BotLog()
        log.write(Array(repeating: UInt8(ascii: "x"), count: 100_000))
        for _ in 0..<3000 { log.write(Array("line\n".utf8)) }
        #expect(log.after(0).count == BotLog.limit && log.after(0).last?.number == 3000)
        log.write(Array("rest".utf8))
        log.finish()
        #expect(log.after(3000).map(\.text) == ["rest"])
    }
}
