import Foundation

/// A sandbox that plays a recording instead of simulating a world.
extension Sandbox {
    /// Answers a request with the recorded answer; the addresses in it become those of this sandbox.
    func replayedOutcome(of call: RESTCall) -> Outcome {
        let (found, effects) =
            replay?.answer(
                call.method, Route.pathWithoutToken(of: call), call.query,
                body: .reading(String(decoding: call.body, as: UTF8.self))) ?? (nil, [])
        // What follows an answer in the recording is sent beside it, as Discord does.
        perform(effects)
        guard let found else {
            return .reply(.json(404, ["message": "The recording has no answer to this request.", "code": 0]))
        }
        guard found.status > 0 else { return .cut }
        var answer = found.answer
        if call.path.hasPrefix("/gateway") { answer["url"] = .string(addresses.gateway) }
        var reply = Reply(status: found.status)
        reply.body = answer == .null ? Data() : answer.text.map { Data($0.utf8) } ?? answer.data
        reply.headers = found.headers.sorted { $0.key < $1.key }
        return .reply(reply)
    }

    /// A payload of the bot: heartbeats are answered at once, others let the recording go on.
    func receivedInReplay(_ bytes: [UInt8], on link: Int) {
        guard let op = (try? JSONReader.read(bytes))?["op"]?.number else { return }
        if op == 1 {
            perform([.send(link, Gateway.payload(11, .null))])
        } else {
            perform(replay?.received(op: op, on: link) ?? [])
        }
    }

    func openedInReplay(_ outbox: AsyncStream<Outgoing>.Continuation) -> Int {
        let (link, _) = gatewayState.open(isResume: false)
        outboxes[link] = outbox
        record(.connection(link: link, "The bot connects to the recording."))
        perform(replay?.opened(link) ?? [])
        return link
    }

    /// Does what the recording says.
    func perform(_ effects: [Replay.Effect]) {
        for effect in effects {
            switch effect {
            case .send(let link, var payload):
                if payload["t"] == "READY" { payload["d"]?["resume_gateway_url"] = .string(addresses.resume) }
                perform([GatewayAction.send(link, payload.serialized)])
            case .close(let link, let code): closeConnection(link, code: code, reason: "As recorded.")
            case .cut(let link): outboxes.removeValue(forKey: link)?.yield(.end)
            case .wait(let number): awaitBot(number)
            }
        }
        waiters.wakeAll()
    }

    /// Gives the bot a while to do what is recorded under a number.
    private func awaitBot(_ number: Int) {
        guard awaitedInReplay != number else { return }
        awaitedInReplay = number
        Task {
            try? await Task.sleep(for: configuration.replayPatience)
            perform(replay?.gaveUp(at: number) ?? [])
        }
    }

    /// `GET /control/replay`: how far the recording is played, and what was otherwise.
    func replayState() throws -> Reply {
        guard let replay else {
            throw Failure.invalid("The sandbox plays no recording. Start it as: dreambot-sandbox --replay FILE")
        }
        return .json(
            200,
            [
                "played": .int(replay.next), "of": .int(replay.events.count), "done": .bool(replay.isDone),
                "differences": .array(replay.differences.map { .string($0) }),
            ])
    }
}
