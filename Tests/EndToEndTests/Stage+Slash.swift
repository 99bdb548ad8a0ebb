import Sandbox
import Testing

extension Stage {
    /// A member uses a slash command; returns the answer and the interaction.
    func use(
        _ command: String, _ options: [Sandbox.JSON] = [], in channel: Sandbox.ID, by member: Sandbox.ID
    ) async throws -> (answer: Sandbox.Message, use: Sandbox.ID) {
        let use = try await sandbox.slash(command, options: options, in: channel, by: member)
        let answer = await sandbox.waitForAnswer(to: use)
        return (try #require(answer, "no answer to /\(command)"), use)
    }

    /// A member presses a button; returns the message once it contains the words.
    func press(
        _ button: String, of message: Sandbox.Message, until words: String, by member: Sandbox.ID
    ) async throws -> Sandbox.Message {
        try await sandbox.click(button, on: message.id, in: message.channelID, by: member)
        let changed = await sandbox.wait { sandbox -> Sandbox.Message? in
            sandbox.message(message.id, in: message.channelID).flatMap { $0.words.contains(words) ? $0 : nil }
        }
        return try #require(changed, "\(button) did not show \(words)")
    }

    /// The types of the first responses that the bot has sent, oldest first.
    func callbackTypes() async -> [Int] {
        await sandbox.requests("POST /interactions/*/*/callback").compactMap {
            Sandbox.JSON.parse($0.body)?["type"]?.number
        }
    }
}

extension Sandbox.JSON {
    /// A subcommand with what was filled in.
    static func sub(_ name: String, _ options: [Sandbox.JSON]) -> Sandbox.JSON {
        ["name": .string(name), "type": 1, "options": .array(options)]
    }

    /// A text that was filled in.
    static func text(_ name: String, _ value: String) -> Sandbox.JSON {
        ["name": .string(name), "type": 3, "value": .string(value)]
    }

    /// A whole number that was filled in.
    static func integer(_ name: String, _ value: Int) -> Sandbox.JSON {
        ["name": .string(name), "type": 4, "value": .int(value)]
    }
}

extension Sandbox.Message {
    /// The ids of its buttons that can be pressed.
    var buttons: [String] {
        components.flatMap { $0["components"]?.list ?? [] }.filter { $0["disabled"]?.flag != true }.compactMap {
            $0["custom_id"]?.text
        }
    }
}
