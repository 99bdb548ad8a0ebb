import Foundation

extension Sandbox {
    /// How gateway connections are cut.
    public enum Cut: Sendable, Equatable {
        /// The connection just ends, without a close frame.
        case silent
        /// A close frame with this code.
        case code(Int)
        /// The connection ends in the middle of a frame.
        case insideFrame
    }

    /// Whether a client is identified or resumed on a connection.
    public var isGatewayConnected: Bool { !gatewayState.identified.isEmpty }

    /// Sessions that can be resumed or are in use.
    public var sessionCount: Int { gatewayState.sessions.count }

    /// Cuts every gateway connection; sessions stay resumable unless the close code ends them.
    public func cutGateway(_ cut: Cut = .silent) {
        for link in gatewayState.links.keys.sorted() {
            switch cut {
            case .code(let code): perform(gatewayState.close(link, code, "Cut by the sandbox.", now: clock.now()))
            case .silent: end(link, with: .end)
            case .insideFrame: end(link, with: .breakInside(Self.halfSaid))
            }
        }
        lobby.wakeAll()
    }

    private static let halfSaid =
        #"{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{"content":"\#(String(repeating: "x", count: 200))"}}"#

    private func end(_ link: Int, with last: Outgoing) {
        lines.removeValue(forKey: link)?.yield(last)
        gatewayState.ended(link, code: nil, now: clock.now())
    }

    /// Ends every session, so that the next resume is answered with op 9 `false`. Connections stay as they are.
    public func forgetSessions() {
        for id in gatewayState.sessions.keys { gatewayState.endSession(id) }
        lobby.wakeAll()
    }

    /// While deaf, connections stay open and nothing is sent on them: no dispatch, no heartbeat ack. What was missed
    /// is only replayed by a resume.
    public func setDeaf(_ deaf: Bool) {
        gatewayState.setDeaf(deaf)
    }

    /// Answers RESUME with op 9; `true` says that trying again may work. nil lets resumes succeed again.
    public func refuseResumes(_ resumable: Bool?) {
        gatewayState.settings.refusesResumes = resumable
    }

    /// Closes whoever sends IDENTIFY or RESUME with this code; nil ends it.
    public func closeGreetings(code: Int?) {
        gatewayState.settings.greetingCloseCode = code
    }

    /// Sends op 7 (reconnect) to every connection.
    public func sendReconnect() {
        tellAll(7, .null)
    }

    /// Sends op 1 (heartbeat, please) to every connection.
    public func sendHeartbeatRequest() {
        tellAll(1, .null)
    }

    /// Sends op 9 (invalid session) to every connection; with `false` the sessions end.
    public func sendInvalidSession(resumable: Bool) {
        tellAll(9, .bool(resumable))
        if !resumable { forgetSessions() }
    }

    private func tellAll(_ op: Int, _ data: JSON) {
        for link in gatewayState.links.keys.sorted() { perform(gatewayState.tell(link, op, data)) }
    }

    /// Sends any text to every identified connection, as it is.
    public func sendRaw(_ text: String) {
        for link in gatewayState.identified { perform([.send(link, text)]) }
    }

    /// Sends a dispatch of any name and content to every session, with a proper sequence number.
    public func sendEvent(_ name: String, _ data: JSON) {
        for id in gatewayState.sessions.keys.sorted() {
            perform(gatewayState.say(GatewayEvent(name: name, data: data), to: id))
        }
    }

    /// Sends every dispatch twice, each with a sequence number of its own.
    public func setDuplicates(_ duplicates: Bool) {
        gatewayState.settings.duplicates = duplicates
    }

    /// Lets every second dispatch overtake the one before it. One that has no follower is sent at the next heartbeat.
    public func setReordering(_ reorders: Bool) {
        gatewayState.settings.reorders = reorders
        if !reorders { perform(gatewayState.flushDelayed()) }
    }

    /// What happens to new gateway connections.
    public func setDoor(_ door: Door) {
        self.door = door
        lobby.wakeAll()
    }

    /// Milliseconds between heartbeats for connections made from now on.
    public func setHeartbeatInterval(milliseconds: Int) {
        gatewayState.settings.heartbeatInterval = milliseconds
    }

    /// How many dispatches are kept for a resume.
    public func setReplayLimit(_ limit: Int) {
        gatewayState.settings.replayLimit = limit
    }
}
