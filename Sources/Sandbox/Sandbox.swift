import FlyingFox
import Foundation
import Logging

/// A pretend Discord on loopback: REST and gateway over real HTTP and real WebSocket, a world that tests and people
/// change, and every trouble the real one can make.
///
/// Bots talk to `addresses.api`; tests call the methods of this actor; scripts use `addresses.control`.
public actor Sandbox {
    /// How a sandbox begins.
    public struct Configuration: Sendable {
        /// The port on 127.0.0.1; 0 takes a free one.
        public var port: UInt16 = 0
        /// Token, privileged intents, identify quota.
        public var portal = Portal()
        /// The bot's name.
        public var botName = "dreambot"
        /// Milliseconds between heartbeats.
        public var heartbeatInterval = 41_250
        /// Dispatches kept per session for a resume.
        public var replayLimit = 1000
        /// Seconds a session outlives its connection, by the sandbox's clock.
        public var sessionLifetime: TimeInterval = 180
        /// Seconds within which the first answer to an interaction has to come, by the sandbox's clock; Discord's three.
        public var interactionPatience: TimeInterval = 3
        /// Milliseconds every REST answer is delayed.
        public var latency = 0
        /// Rate limits; nil switches them off.
        public var rateLimits: [RateLimit]?
        /// Where warnings go.
        public var logger = Logger(label: "sandbox")

        /// Everything at its default.
        public init() {}
    }

    /// Where a running sandbox is found.
    public struct Addresses: Sendable, Equatable {
        /// The port on 127.0.0.1.
        public var port: UInt16
        /// `http://127.0.0.1:PORT/api/v10`
        public var api: String { "http://127.0.0.1:\(port)/api/v10" }
        /// `ws://127.0.0.1:PORT/gateway`
        public var gateway: String { "ws://127.0.0.1:\(port)/gateway" }
        /// `ws://127.0.0.1:PORT/gateway/resume`
        public var resume: String { "ws://127.0.0.1:\(port)/gateway/resume" }
        /// `http://127.0.0.1:PORT/control`
        public var control: String { "http://127.0.0.1:\(port)/control" }
    }

    /// Why the sandbox could not do what it was asked.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// There is nothing of that name or id.
        case unknown(String)
        /// The request makes no sense as it stands.
        case invalid(String)
        /// The port could not be opened.
        case notListening(String)

        /// One sentence.
        public var description: String {
            switch self {
            case .unknown(let text), .invalid(let text), .notListening(let text): text
            }
        }
    }

    let configuration: Configuration
    let clock: Clock
    var world: World
    var gatewayState = Gateway()
    var log = RequestLog()
    var troubles = Troubles()
    var limits: RateLimits?
    var latency: Int
    var holds = Holds()
    var lobby = Lobby()
    var lines: [Int: AsyncStream<Outgoing>.Continuation] = [:]
    var door = Door.open
    private(set) var port: UInt16 = 0
    private var server: HTTPServer?
    private var serving: Task<Void, Never>?

    /// Makes an empty world. Nothing listens before `start()`.
    public init(_ configuration: Configuration = Configuration(), clock: Clock = .wall) {
        self.configuration = configuration
        self.clock = clock
        world = World(portal: configuration.portal, botName: configuration.botName, now: clock.now())
        world.interactionPatience = configuration.interactionPatience
        latency = configuration.latency
        limits = configuration.rateLimits.map { RateLimits($0) }
        gatewayState.settings.heartbeatInterval = configuration.heartbeatInterval
        gatewayState.settings.replayLimit = configuration.replayLimit
        gatewayState.settings.sessionLifetime = configuration.sessionLifetime
    }

    /// Opens the port; throws `Failure.notListening` when it is taken.
    @discardableResult
    public func start() async throws -> Addresses {
        if server != nil { return addresses }
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: configuration.port), timeout: 86_400, logger: .disabled,
            handler: SandboxServer(sandbox: self))
        self.server = server
        let logger = configuration.logger
        serving = Task {
            do {
                try await server.run()
            } catch {
                logger.debug("The sandbox's server ended.", metadata: ["reason": "\(error)"])
            }
        }
        do {
            try await server.waitUntilListening(timeout: 30)
        } catch {
            throw Failure.notListening("127.0.0.1:\(configuration.port) could not be opened: \(error)")
        }
        if case .ip4(_, let port) = await server.listeningAddress { self.port = port }
        world.gatewayURL = addresses.gateway
        gatewayState.resumeURL = addresses.resume
        return addresses
    }

    /// Ends every connection and closes the port.
    public func stop() async {
        holds.releaseAll()
        lobby.wakeAll()
        for line in lines.values { line.yield(.end) }
        await server?.stop(timeout: 0)
        _ = await serving?.value
        (server, serving) = (nil, nil)
    }

    /// Where it is found; port 0 before `start()`.
    public var addresses: Addresses { Addresses(port: port) }

    /// Changes the world, tells the gateway's sessions of it unless `silent`, and wakes who waits for it.
    func change<Result>(silent: Bool = false, _ body: (inout World) throws -> Result) rethrows -> Result {
        world.now = clock.now()
        world.isSilent = silent
        defer {
            world.isSilent = false
            let happenings = world.takeOutbox()
            if !happenings.isEmpty { perform(gatewayState.dispatch(happenings, in: world)) }
            lobby.wakeAll()
        }
        return try body(&world)
    }

    /// Does what the gateway decided.
    func perform(_ actions: [GatewayAction]) {
        for action in actions {
            switch action {
            case .send(let link, let text): lines[link]?.yield(.text(text))
            case .sendAtOnce(let link, let texts): lines[link]?.yield(.textsAtOnce(texts))
            case .close(let link, let code, let reason): hangUp(link, code: code, reason: reason)
            }
        }
    }

    private func hangUp(_ link: Int, code: Int, reason: String) {
        guard let line = lines.removeValue(forKey: link) else { return }
        line.yield(.close(code: code, reason: reason))
        // A client that neither answers the close frame nor hangs up is not waited for for ever.
        Task {
            try? await Task.sleep(for: Self.patience)
            line.yield(.end)
        }
    }
}
