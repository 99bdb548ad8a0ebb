import Foundation

extension Sandbox {
    /// How the server treats new gateway connections. The raw values are those of the control API.
    public enum ConnectionPolicy: String, Sendable {
        /// They are accepted.
        case accepting = "open"
        /// They are answered with 503.
        case refusing
        /// They get no answer until the policy changes.
        case holding
    }

    /// Whether a new gateway connection is accepted. While the policy is `holding`, waits until it changes.
    func admitsConnection() async -> Bool {
        if connectionPolicy == .holding {
            _ = await wait(timeout: .seconds(3600)) { $0.connectionPolicy == .holding ? nil : true }
        }
        return connectionPolicy == .accepting
    }

    /// Registers a new gateway connection and sends its opening sequence; returns its number.
    func opened(_ upgrade: GatewayUpgrade, _ outbox: AsyncStream<Outgoing>.Continuation) -> Int {
        if replay != nil { return openedInReplay(outbox) }
        let (link, actions) = gatewayState.open(isResume: upgrade.isResume)
        outboxes[link] = outbox
        record(.connection(link: link, upgrade.isResume ? "The bot connects to resume." : "The bot connects."))
        keep(.opened(link: link, isResume: upgrade.isResume))
        perform(actions)
        if upgrade.version != "10" || (upgrade.encoding ?? "json") != "json" {
            perform(gatewayState.close(link, 4012, "Invalid API version.", now: clock.now()))
        }
        waiters.wakeAll()
        return link
    }

    /// Handles a payload that a client sent.
    func received(_ bytes: [UInt8], on link: Int) {
        let text = String(decoding: bytes, as: UTF8.self)
        record(.received(link: link, text))
        keep(.fromBot(link: link, .reading(text)))
        if replay != nil { return receivedInReplay(bytes, on: link) }
        let actions = change { gatewayState.received(bytes, on: link, world: &$0, now: $0.now) }
        perform(actions)
        gatewayState.starts.answered(at: clock.now())
        if gatewayState.hasArrivingGuilds, !isSendingGuilds { sendGuilds() }
    }

    /// Sends guilds to new sessions; requests and payloads that have come meanwhile are handled in between.
    private func sendGuilds() {
        isSendingGuilds = true
        Task {
            while gatewayState.hasArrivingGuilds {
                await Task.yield()
                perform(gatewayState.nextGuilds(in: world))
            }
            isSendingGuilds = false
        }
    }

    /// Forgets a gateway connection that ended; `code` is the client's close code, nil without a close frame.
    func ended(_ link: Int, code: Int?) {
        outboxes[link] = nil
        gatewayState.ended(link, code: code, now: clock.now())
        record(.connection(link: link, code.map { "The bot closed it with code \($0)." } ?? "The connection ended."))
        keep(.closed(link: link, code.map { .byBot($0) } ?? .lost))
        perform(replay?.ended(link) ?? [])
        change { _ in }
        waiters.wakeAll()
    }
}
