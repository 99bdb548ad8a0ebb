import Foundation

extension Sandbox {
    /// `GET /control/wait`: answers when the condition holds, or with 408 after the timeout.
    func waitFor(_ call: ControlCall) async throws -> Reply {
        let timeout = Duration.milliseconds(Int((Double(call.query["timeout"] ?? "10") ?? 10) * 1000))
        if let state = call.query["gateway"] {
            guard ["connected", "disconnected"].contains(state) else {
                throw Failure.invalid("gateway is connected or disconnected.")
            }
            return await waitForGateway(connected: state == "connected", timeout: timeout) ? Self.done : Self.late
        }
        if call.query["replay"] == "done" {
            let done = await wait(timeout: timeout) { $0.replay?.isDone == false ? nil : true }
            return done == nil ? Self.late : try replayState()
        }
        if let text = call.query["interaction"] {
            guard let id = ID(text) else { throw Failure.invalid("interaction is the id that act answered with.") }
            if call.flag("form") {
                return await waitForForm(openedBy: id, timeout: timeout).map { .json(200, $0) } ?? Self.late
            }
            let answer = await waitForAnswer(to: id, containing: call.query["contains"] ?? "", timeout: timeout)
            return answer.map { .json(200, messageJSON($0)) } ?? Self.late
        }
        let guild = try call.query["guild"].map { try self.guild(named: $0) } ?? guilds.first
        guard let guild else { throw Failure.unknown("There is no guild.") }
        if let name = call.query["direct"] {
            let user = try member(named: name, in: guild.id).id
            let words = call.query["contains"] ?? ""
            let found = await waitForDirectMessage(to: user, containing: words, timeout: timeout)
            return found.map { .json(200, messageJSON($0)) } ?? Self.late
        }
        if let name = call.query["channel_exists"] {
            let channel = await waitForChannel(named: name, in: guild.id, timeout: timeout)
            return channel.map { .json(200, world.json($0)) } ?? Self.late
        }
        guard let name = call.query["channel"] else { throw Failure.invalid("channel is missing.") }
        let channel = try channel(named: name, in: guild.id)
        if call.query["emoji"] != nil { return try await waitForVotes(call, channel, timeout) }
        // An id need not be of a message that exists: the bot deletes a command that its card replaces.
        let after = try call.query["after"].map { try ID($0) ?? message(called: $0, in: channel.id).id }
        let found = await waitForMessage(
            in: channel.id, containing: call.query["contains"] ?? "", after: after, timeout: timeout)
        guard let found else { return Self.late }
        guard call.flag("screen") else { return .json(200, messageJSON(found)) }
        let width = try call.number("width") ?? 72
        return .text(Screen(width: width, ansi: ANSIStyle(call.flag("color"))).draw(channel, [found], world))
    }

    static let late = Reply.json(408, ["error": "The condition did not hold before the timeout."])

    private func waitForVotes(_ call: ControlCall, _ channel: Channel, _ timeout: Duration) async throws -> Reply {
        let emoji = Emoji(call.query["emoji"] ?? "🌟")
        let count = try call.number("count") ?? 1
        let name = call.query["message"] ?? "latest"
        let found = await wait(timeout: timeout) { sandbox -> Message? in
            guard let message = try? sandbox.message(called: name, in: channel.id), message.count(emoji) >= count else {
                return nil
            }
            return message
        }
        return found.map { .json(200, messageJSON($0)) } ?? Self.late
    }
}
