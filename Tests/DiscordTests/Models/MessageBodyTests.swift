import Foundation
import Testing

@testable import Discord

@Suite("JSON of messages and commands")
struct MessageBodyTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func read<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    @Test("A message pings the users that are named, and no one else")
    func pings() throws {
        var message = NewMessage(content: "<@1> <@2>")
        #expect(try json(message) == #"{"allowed_mentions":{"parse":[]},"content":"<@1> <@2>"}"#)
        message.pinged = [Snowflake(1)]
        #expect(try json(message) == #"{"allowed_mentions":{"parse":[],"users":["1"]},"content":"<@1> <@2>"}"#)
    }

    @Test("Files are listed by their place")
    func files() throws {
        let file = FileUpload(name: "week.png", contentType: "image/png", bytes: [1], description: "Twelve weeks")
        #expect(
            try json(NewMessage(files: [file])) == """
                {"allowed_mentions":{"parse":[]},"attachments":[{"description":"Twelve weeks","filename":"week.png",\
                "id":0}]}
                """)
        #expect(file.embedURL == "attachment://week.png")
    }

    @Test("An edit sends only what changes; files that stay are named")
    func edit() throws {
        #expect(try json(MessageEdit(content: "")) == #"{"allowed_mentions":{"parse":[]},"content":""}"#)
        #expect(
            try json(MessageEdit(embeds: [], buttons: [], flags: 4, keptFiles: [7]))
                == #"{"allowed_mentions":{"parse":[]},"attachments":[{"id":"7"}],"components":[],"embeds":[],"flags":4}"#
        )
    }

    @Test("Buttons have styles and emoji, links no id, and more than five take more rows")
    func buttons() throws {
        #expect(
            try json(Button(customID: "a", label: "Yes", style: .danger, emoji: Emoji(name: "🗑️")))
                == #"{"custom_id":"a","disabled":false,"emoji":{"name":"🗑️"},"label":"Yes","style":4,"type":2}"#)
        #expect(
            try json(Button(url: "https://example.org", label: "Open"))
                == #"{"disabled":false,"label":"Open","style":5,"type":2,"url":"https://example.org"}"#)
        let seven = (1...7).map { Button(customID: "\($0)", label: "\($0)") }
        let rows = try read([JSONValue].self, try json(ButtonRows(seven)))
        #expect(rows.map { if case .list(let row)? = $0["components"] { row.count } else { 0 } } == [5, 2])
    }

    @Test("An entry of a menu has neither description nor options")
    func menu() throws {
        let command = ApplicationCommand(
            menu: .messageMenu, name: "Decline wish", nameLocalizations: ["de": "Wunsch ablehnen"],
            defaultMemberPermissions: .manageGuild)
        #expect(
            try json(command) == """
                {"contexts":[0],"default_member_permissions":"32","name":"Decline wish",\
                "name_localizations":{"de":"Wunsch ablehnen"},"type":3}
                """)
        let answer = #"""
            {"id":"1","application_id":"8","version":"2","type":3,"name":"Decline wish","description":"",
            "name_localizations":{"de":"Wunsch ablehnen"},"description_localizations":null,"contexts":[0],
            "default_member_permissions":"32","dm_permission":false,"nsfw":false,"integration_types":[0]}
            """#
        #expect(try read(ApplicationCommand.self, answer) == command)
    }

    @Test("Two commands differ when a text in one language does; null and nothing are the same")
    func localizations() throws {
        let option = { (german: String?) in
            ApplicationCommand.Option.localized(name: german.map { ["de": $0] })
        }
        #expect(option("anzahl") == option("anzahl"))
        #expect(option("anzahl") != option("zahl"))
        #expect(option(nil) != option("anzahl"))
        let answer = #"{"type":4,"name":"count","description":"d","name_localizations":null}"#
        #expect(try read(ApplicationCommand.Option.self, answer) == option(nil))
    }

    @Test("An attachment without a size or an address costs itself alone; odd numbers are clamped")
    func attachments() throws {
        let message = try read(
            Message.self,
            #"""
            {"id":"1","channel_id":"2","author":{"id":"3","username":"a"},"attachments":[
            {"id":"4","filename":"a.png","size":10,"url":"https://cdn.discordapp.com/a","width":-1,"height":1e30},
            {"id":"5","filename":"b.png","url":"x"},{"id":"6","filename":"c.png","size":1},null,"x"]}
            """#)
        #expect(
            message.attachments == [
                MessageAttachment(
                    id: 4, filename: "a.png", size: 10, url: "https://cdn.discordapp.com/a", width: 0,
                    height: Int(Int32.max))
            ])
        #expect(message.carriesMore)
        let none = try read(
            Message.self, #"{"id":"1","channel_id":"2","author":{"id":"3","username":"a"},"attachments":[]}"#)
        #expect(none.attachments == nil && !none.carriesMore)
    }
}

extension ApplicationCommand.Option {
    fileprivate static func localized(name: [String: String]?) -> ApplicationCommand.Option {
        var option = ApplicationCommand.Option(.integer, "count", "d")
        option.nameLocalizations = name
        return option
    }
}
