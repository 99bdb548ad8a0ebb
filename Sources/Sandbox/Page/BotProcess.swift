import Foundation

/// The bot as a process that the sandbox starts and stops.
struct BotProcess: Sendable {
    /// The program with its arguments.
    let command: [String]
    var log = BotLog()
    private(set) var running: ChildProcess?
    /// How the last run ended: an exit code, or the negative number of a signal.
    private(set) var lastStatus: Int32?

    init(command: [String]) {
        self.command = command
    }

    /// Throws: `Sandbox.Failure.invalid` when it runs already or cannot be started.
    mutating func start(environment: [String: String]) throws -> ChildProcess {
        guard running == nil else { throw Sandbox.Failure.invalid("The bot is running already.") }
        let child = try ChildProcess(command, environment: environment)
        running = child
        return child
    }

    /// Throws: `Sandbox.Failure.invalid` when it does not run.
    func signal(_ number: Int32) throws {
        guard let running else { throw Sandbox.Failure.invalid("The bot is not running.") }
        running.signal(number)
    }

    /// Takes its status after it has ended.
    mutating func end() {
        log.finish()
        (lastStatus, running) = (running?.reap(), nil)
    }

    var json: JSON {
        [
            "running": .bool(running != nil), "pid": running.map { .int(Int($0.id)) } ?? .null,
            "status": lastStatus.map { .int(Int($0)) } ?? .null,
        ]
    }
}

extension Sandbox {
    /// `POST /control/bot`: starts, stops or kills the bot. A stop or kill answers when the process has ended.
    func commandBot(_ json: JSON) async throws -> Reply {
        guard bot != nil else {
            throw Failure.invalid("The sandbox runs no bot. Start it as: dreambot-sandbox -- BOT ARGUMENTS")
        }
        switch try json.required("do") {
        case "start": try startBot()
        case "stop": try await endBot(SIGTERM)
        case "kill": try await endBot(SIGKILL)
        default: throw Failure.invalid("\"do\" is start, stop or kill.")
        }
        return .json(200, botJSON)
    }

    private func startBot() throws {
        var environment = ProcessInfo.processInfo.environment
        environment["DISCORD_TOKEN"] = world.portal.token
        environment["API_BASE_URL"] = addresses.api
        guard let child = try bot?.start(environment: environment) else { return }
        let (events, continuation) = AsyncStream.makeStream(of: BotEvent.self)
        Foundation.Thread.detachNewThread {
            child.follow { continuation.yield(.wrote($0)) }
            continuation.yield(.ended)
            continuation.finish()
        }
        Task { for await event in events { handle(event) } }
        pages.note(.bot)
    }

    private func handle(_ event: BotEvent) {
        switch event {
        case .wrote(let bytes): bot?.log.write(bytes)
        case .ended:
            bot?.end()
            pages.note(.bot)
        }
        pages.wake()
        waiters.wakeAll()
    }

    private func endBot(_ signal: Int32) async throws {
        try bot?.signal(signal)
        _ = await wait(timeout: .seconds(60)) { $0.bot?.running == nil ? true : nil }
    }

    /// Ends the bot when the sandbox ends.
    func stopBot() async {
        guard bot?.running != nil else { return }
        try? await endBot(SIGTERM)
    }
}

/// What the thread that follows the bot reports, in order.
private enum BotEvent: Sendable {
    case wrote([UInt8])
    case ended
}
