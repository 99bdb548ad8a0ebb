import Foundation

extension Sandbox {
    /// How a REST request ends.
    enum Outcome: Sendable {
        case reply(Reply)
        /// The connection is closed without an answer.
        case cut
    }

    /// Handles a REST request: delay, troubles and breakpoints, rate limits, then the work. Logs the request.
    func handle(_ call: RESTCall) async -> Outcome {
        let found = Result { () throws(APIError) in try Route.find(call) }
        let route = (try? found.get())?.0
        let number = log.begin(call, route: route?.template ?? call.path, now: clock.now())
        waiters.wakeAll()
        let place = recorder?.number()
        let outcome = replay == nil ? await outcome(of: call, found) : replayedOutcome(of: call)
        keep(call, outcome, number: place)
        if let request = log.end(number, outcome, now: clock.now()) { record(.request(request)) }
        noteAnswers(to: call)
        waiters.wakeAll()
        return outcome
    }

    /// Hidden answers change without an event.
    private func noteAnswers(to call: RESTCall) {
        let parts = call.path.split(separator: "/").map(String.init)
        guard !pages.isEmpty, parts.count > 2 else { return }
        switch parts[0] {
        case "interactions": if let id = ID(parts[1]) { pages.note(.answers(interaction: id)) }
        case "webhooks":
            let found = world.interactions.values.first { $0.token == parts[2] }
            if let found { pages.note(.answers(interaction: found.id)) }
        default: break
        }
    }

    private func outcome(of call: RESTCall, _ found: Result<(Route, RESTCall), APIError>) async -> Outcome {
        let fault = troubles.takeFault(method: call.method, path: call.path)
        var delay = latency
        if case .delay(let milliseconds) = fault { delay += milliseconds }
        if delay > 0 { try? await Task.sleep(for: .milliseconds(delay)) }
        guard await passesBreakpoints(call, .beforeWork), fault != .dropRequest else { return .cut }
        if var reply = fault?.reply {
            if case .rateLimited(let after, let scope)? = fault, scope != "global" {
                let template = (try? found.get())?.0.template ?? call.path
                reply.headers += RateLimits.headers(
                    ofRefusal: after,
                    bucket: limits?.bucket(method: call.method, path: call.path)
                        ?? "bucket-\(call.method)\(template.replacing("/", with: "-"))", now: clock.now())
            }
            return .reply(reply)
        }
        let reply = limitedWork(call, found)
        guard await passesBreakpoints(call, .afterWork), fault != .dropAnswer else { return .cut }
        return .reply(fault?.replyAfterWork ?? reply)
    }

    /// Waits at a breakpoint if one matches; false when the connection is to be cut.
    private func passesBreakpoints(_ call: RESTCall, _ stage: Stage) async -> Bool {
        guard let number = breakpoints.match(method: call.method, path: call.path, stage: stage) else { return true }
        return await withCheckedContinuation { continuation in
            breakpoints.stop(at: number, continuation)
            waiters.wakeAll()
        }
    }

    private func limitedWork(_ call: RESTCall, _ found: Result<(Route, RESTCall), APIError>) -> Reply {
        switch limits?.judge(method: call.method, path: call.path, now: clock.now()) {
        case .refused(let reply): return reply
        case .admitted(let headers):
            var reply = work(found)
            reply.headers += headers
            return reply
        case nil: return work(found)
        }
    }

    private func work(_ found: Result<(Route, RESTCall), APIError>) -> Reply {
        var reply: Reply
        switch found {
        case .success((let route, let call)):
            let answer = change { $0.answer(route, call) }
            reply = .json(answer.status, answer.json)
        case .failure(let error): reply = .json(error.status, error.json)
        }
        reply.headers.append(("Via", "1.1 sandbox"))
        return reply
    }
}
