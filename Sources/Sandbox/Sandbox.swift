import FlyingFox
import Foundation

/// A simulated Discord on loopback: REST over HTTP, the gateway over WebSocket, an in-memory world, and fault
/// injection.
///
/// Bots connect to `addresses.api`; tests call the methods of this actor; scripts use `addresses.control`.
public actor Sandbox {
    /// The addresses of a running sandbox.
    public struct Addresses: Sendable, Equatable {
        /// The port on 127.0.0.1.
        public var port: UInt16
        /// `http://127.0.0.1:PORT/`
        public var page: String { "http://127.0.0.1:\(port)/" }
        /// `http://127.0.0.1:PORT/api/v10`
        public var api: String { "http://127.0.0.1:\(port)/api/v10" }
        /// `ws://127.0.0.1:PORT/gateway`
        public var gateway: String { "ws://127.0.0.1:\(port)/gateway" }
        /// `ws://127.0.0.1:PORT/gateway/resume`
        public var resume: String { "ws://127.0.0.1:\(port)/gateway/resume" }
        /// `http://127.0.0.1:PORT/control`
        public var control: String { "http://127.0.0.1:\(port)/control" }
    }

    /// Why a method of the sandbox failed.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// Nothing has this name or id.
        case unknown(String)
        /// The arguments are invalid.
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
    var breakpoints = Breakpoints()
    var waiters = Waiters()
    var outboxes: [Int: AsyncStream<Outgoing>.Continuation] = [:]
    /// Whether a task sends new sessions their guilds.
    var isSendingGuilds = false
    var connectionPolicy = ConnectionPolicy.accepting
    var pages = Pages()
    var traffic = Traffic()
    var bot: BotProcess?
    var recorder: Recorder?
    var replay: Replay?
    /// The storm that is under way, or the last one.
    var storm: RunningStorm?
    /// The number of the recorded event that the bot is given time for.
    var awaitedInReplay: Int?
    let browserGuard = BrowserGuard()
    private(set) var port: UInt16 = 0
    private var server: HTTPServer?
    private var serving: Task<Void, Never>?

    /// Creates a sandbox without guilds. It listens after `start()`.
    public init(_ configuration: Configuration = Configuration(), clock: Clock = .wall) {
        self.configuration = configuration
        self.clock = clock
        world = World(portal: configuration.portal, botName: configuration.botName, now: clock.now())
        world.interactionDeadline = configuration.interactionDeadline
        latency = configuration.latency
        bot = configuration.botCommand.map { BotProcess(command: $0) }
        replay = configuration.recording.map { Replay($0) }
        limits = configuration.rateLimits.map { RateLimits($0, globalPerSecond: configuration.requestsPerSecond) }
        gatewayState.settings.heartbeatInterval = configuration.heartbeatInterval
        gatewayState.settings.replayLimit = configuration.replayLimit
        gatewayState.settings.sessionLifetime = configuration.sessionLifetime
    }

    /// Opens the port. Throws: `Failure.notListening` when the port cannot be opened, `.invalid` when the recording
    /// cannot be written.
    @discardableResult
    public func start() async throws -> Addresses {
        if server != nil { return addresses }
        recorder = try configuration.recordingPath.map { try Recorder(path: $0) }
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: configuration.port), timeout: 86_400, logger: .disabled,
            handler: SandboxServer(sandbox: self))
        self.server = server
        let logger = configuration.logger
        serving = Task {
            do {
                try await server.run()
            } catch {
                logger.debug("The sandbox's HTTP server stopped.", metadata: ["reason": "\(error)"])
            }
        }
        do {
            try await server.waitUntilListening(timeout: 30)
        } catch {
            throw Failure.notListening("127.0.0.1:\(configuration.port) could not be opened: \(error)")
        }
        if case .ip4(_, let port) = await server.listeningAddress { self.port = port }
        ServerSocket.sendAtOnce(on: port)
        world.gatewayURL = addresses.gateway
        world.files.origin = "http://127.0.0.1:\(port)"
        gatewayState.resumeURL = addresses.resume
        return addresses
    }

    /// Ends every connection and closes the port.
    public func stop() async {
        await stopBot()
        storm?.isOver = true
        breakpoints.releaseAll()
        pages.removeAll()
        waiters.wakeAll()
        for outbox in outboxes.values { outbox.yield(.end) }
        await server?.stop(timeout: 0)
        _ = await serving?.value
        (server, serving) = (nil, nil)
    }

    /// Its addresses; port 0 before `start()`.
    public var addresses: Addresses { Addresses(port: port) }

    /// Changes the world, dispatches the events to the gateway sessions unless `silent`, and wakes the waiters.
    func change<Result>(silent: Bool = false, _ body: (inout World) throws -> Result) rethrows -> Result {
        world.now = clock.now()
        world.isSilent = silent
        defer {
            world.isSilent = false
            let events = world.takeOutbox()
            if !events.isEmpty { perform(gatewayState.dispatch(events, in: world)) }
            pages.note(world.takeRecord(), in: world, isConnected: isGatewayConnected)
            waiters.wakeAll()
        }
        return try body(&world)
    }

    /// Executes the gateway's decisions.
    func perform(_ actions: [GatewayAction]) {
        for action in actions {
            switch action {
            case .send(let link, let text):
                record(.sent(link: link, text))
                keep(.toBot(link: link, .reading(text)))
                outboxes[link]?.yield(.text(text))
            case .sendAtOnce(let link, let texts):
                for text in texts {
                    record(.sent(link: link, text))
                    keep(.toBot(link: link, .reading(text)))
                }
                outboxes[link]?.yield(.textsAtOnce(texts))
            case .close(let link, let code, let reason): closeConnection(link, code: code, reason: reason)
            }
        }
    }

    func closeConnection(_ link: Int, code: Int, reason: String) {
        guard let outbox = outboxes.removeValue(forKey: link) else { return }
        keep(.closed(link: link, .byDiscord(code)))
        record(.connection(link: link, "Discord closes it with code \(code): \(reason)"))
        outbox.yield(.close(code: code, reason: reason))
        // Ends the connection of a client that never answers the close frame.
        Task {
            try? await Task.sleep(for: Self.patience)
            outbox.yield(.end)
        }
    }
}
