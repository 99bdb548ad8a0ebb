import Foundation

extension Sandbox {
    /// How gateway connections are cut.
    public enum Cut: Sendable, Equatable {
        /// The connection ends without a close frame.
        case silent
        /// A close frame with this code.
        case code(Int)
        /// The connection ends in the middle of a frame.
        case insideFrame
    }

    /// Whether a client is identified or resumed on a connection.
    public var isGatewayConnected: Bool { replay?.isConnected ?? !gatewayState.identified.isEmpty }

    /// Sessions that are connected or can be resumed.
    public var sessionCount: Int { gatewayState.sessions.count }

    /// Identifies and resumes since the start or the last reset, oldest first: the newest 5,000 at least.
    public var sessionStarts: [SessionStart] { gatewayState.starts.all }

    /// Cuts every gateway connection, or those of a shard; sessions stay resumable unless the close code ends them.
    public func cutGateway(_ cut: Cut = .silent, shard: Int? = nil) {
        for link in gatewayState.links(ofShard: shard) {
            switch cut {
            case .code(let code): perform(gatewayState.close(link, code, "Cut by the sandbox.", now: clock.now()))
            case .silent: end(link, with: .end)
            case .insideFrame: end(link, with: .breakInside(Self.unfinishedPayload))
            }
        }
        waiters.wakeAll()
    }

    private static let unfinishedPayload =
        #"{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{"content":"\#(String(repeating: "x", count: 200))"}}"#

    private func end(_ link: Int, with last: Outgoing) {
        outboxes.removeValue(forKey: link)?.yield(last)
        gatewayState.ended(link, code: nil, now: clock.now())
    }

    /// Ends every session, or those of a shard, so that the next resume is answered with op 9 `false`. Connections stay as
    /// they are.
    public func forgetSessions(shard: Int? = nil) {
        for (id, session) in gatewayState.sessions where shard == nil || (session.shard?.0 ?? 0) == shard {
            gatewayState.endSession(id)
        }
        waiters.wakeAll()
    }

    /// Stalls the open connections, or those of a shard: they stay open and the server sends nothing on them, no dispatch and no heartbeat
    /// ack. Only a resume replays the dispatches that were missed.
    public func setStalled(_ stalled: Bool, shard: Int? = nil) {
        gatewayState.setStalled(stalled, shard: shard)
    }

    /// Answers RESUME with op 9 (invalid session) and this value of `d`. nil lets resumes succeed again.
    public func refuseResumes(_ resumable: Bool?) {
        gatewayState.settings.refusesResumes = resumable
    }

    /// Closes each connection that sends IDENTIFY or RESUME with this code; nil ends it.
    public func closeIdentifies(code: Int?) {
        gatewayState.settings.identifyCloseCode = code
    }

    /// Sends op 7 (reconnect) to every connection, or to those of a shard.
    public func sendReconnect(shard: Int? = nil) {
        send(7, .null, shard)
    }

    /// Sends op 1 (heartbeat request) to every connection, or to those of a shard.
    public func sendHeartbeatRequest(shard: Int? = nil) {
        send(1, .null, shard)
    }

    /// Sends op 9 (invalid session) to every connection, or to those of a shard; with `false` the sessions end.
    public func sendInvalidSession(resumable: Bool, shard: Int? = nil) {
        send(9, .bool(resumable), shard)
        if !resumable { forgetSessions(shard: shard) }
    }

    private func send(_ op: Int, _ data: JSON, _ shard: Int?) {
        for link in gatewayState.links(ofShard: shard) { perform(gatewayState.send(link, op, data)) }
    }

    /// Sends a text, valid JSON or not, to every identified connection.
    public func sendRaw(_ text: String) {
        for link in gatewayState.identified { perform([.send(link, text)]) }
    }

    /// Sends a dispatch of any name and content to every session, with the next sequence number.
    public func sendEvent(_ name: String, _ data: JSON) {
        for id in gatewayState.sessions.keys.sorted() {
            perform(gatewayState.deliver(GatewayEvent(name: name, data: data), to: id))
        }
    }

    /// Sends every dispatch twice, each with a sequence number of its own.
    public func setDuplicates(_ duplicates: Bool) {
        gatewayState.settings.duplicates = duplicates
    }

    /// Swaps dispatches in pairs: every second one is sent before the first. A dispatch without a successor is sent at
    /// the next heartbeat.
    public func setReordering(_ reorders: Bool) {
        gatewayState.settings.reorders = reorders
        if !reorders { perform(gatewayState.flushDelayed()) }
    }

    /// Accepts, refuses or holds new gateway connections.
    public func setConnectionPolicy(_ policy: ConnectionPolicy) {
        connectionPolicy = policy
        waiters.wakeAll()
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
