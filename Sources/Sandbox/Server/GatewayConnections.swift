import Foundation

extension Sandbox {
    /// What happens to new gateway connections.
    public enum Door: String, Sendable {
        /// They are accepted.
        case open
        /// They are answered with 503.
        case refusing
        /// They are left without an answer until the door opens or refuses.
        case holding
    }

    /// Whether a new gateway connection is accepted; may take until the door opens.
    func passesDoor() async -> Bool {
        if door == .holding {
            _ = await wait(timeout: .seconds(3600)) { $0.door == .holding ? nil : true }
        }
        return door == .open
    }

    /// A gateway connection begins.
    func opened(_ visit: GatewayVisit, _ outbox: AsyncStream<Outgoing>.Continuation) -> Int {
        let (link, actions) = gatewayState.open(isResume: visit.isResume)
        lines[link] = outbox
        perform(actions)
        if visit.version != "10" || (visit.encoding ?? "json") != "json" {
            perform(gatewayState.close(link, 4012, "Invalid API version.", now: clock.now()))
        }
        lobby.wakeAll()
        return link
    }

    /// A client sent a payload.
    func received(_ bytes: [UInt8], on link: Int) {
        change { world in
            let actions = gatewayState.received(bytes, on: link, world: &world, now: world.now)
            perform(actions)
        }
    }

    /// A gateway connection ended: by a close frame with a code, or without one.
    func ended(_ link: Int, code: Int?) {
        lines[link] = nil
        gatewayState.ended(link, code: code, now: clock.now())
        lobby.wakeAll()
    }
}
