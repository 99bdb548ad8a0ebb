import Sandbox

/// A trouble of which the bot has to heal by itself.
enum ChaosFault: Sendable {
    // The gateway connection.
    case cut
    case brokenFrame
    /// The connection stays open and nothing comes any more.
    case zombie
    case reconnect
    case invalidSession(resumable: Bool)
    case close(Int)
    /// The connection is cut and resuming is refused until calm.
    case refusedResumes(resumable: Bool)
    // The stream of events.
    case duplicates
    case reordering
    // REST.
    case request(Sandbox.Pattern, Sandbox.Fault, times: Int)
    case latency(milliseconds: Int)
    // The process.
    case kill
    case killAt(ChaosMoment)
    case restart
    // The machine.
    /// Nothing can be written beyond the first pages of a file until calm.
    case fullDisk
    /// Nothing reads the daemon's log until calm.
    case stoppedLogReader
    /// The process is killed and an older copy of the database put in the place of the current one.
    case restoredDatabase
    /// The wall clock is set. Only where the clock can be preloaded.
    case clockJump(hours: Int)

    /// What it is counted as.
    var kind: String {
        switch self {
        case .cut: "cut"
        case .brokenFrame: "cut inside a frame"
        case .zombie: "zombie"
        case .reconnect: "op 7"
        case .invalidSession(let resumable): "op 9 \(resumable)"
        case .close(let code): "close \(code)"
        case .refusedResumes(let resumable): "resumes refused with op 9 \(resumable)"
        case .duplicates: "duplicated events"
        case .reordering: "reordered events"
        case .request(_, let fault, _): Self.kind(of: fault)
        case .latency: "latency"
        case .kill: "kill -9"
        case .killAt(let moment): "kill -9 at \(moment.request.rawValue)"
        case .restart: "clean restart"
        case .fullDisk: "full disk"
        case .stoppedLogReader: "stopped log reader"
        case .restoredDatabase: "restored database"
        case .clockJump(let hours): "clock \(hours > 0 ? "+" : "")\(hours) h"
        }
    }

    static func kind(of fault: Sandbox.Fault) -> String {
        switch fault {
        case .rateLimited(_, let scope): "429 \(scope)"
        case .status(let status): "\(status)"
        case .statusAfterWork(let status): "\(status) after the work"
        case .cloudflare(let status): "HTML page \(status)"
        case .dropRequest: "lost request"
        case .dropAnswer: "lost answer"
        case .delay: "late answer"
        case .body(let status, _): "odd body \(status)"
        }
    }

    /// Whether the bot has to identify anew after it.
    var endsSession: Bool {
        switch self {
        case .invalidSession(let resumable), .refusedResumes(let resumable): !resumable
        case .close(let code): [4001, 4003, 4007, 4009].contains(code)
        case .kill, .killAt, .restoredDatabase: true
        default: false
        }
    }
}

/// When exactly the process dies: while one of the requests that matter is under way.
struct ChaosMoment: Sendable, Equatable {
    enum Request: String, Sendable, CaseIterable {
        case card = "the card"
        case star = "its star"
        case channel = "the channel"
        case answer = "the answer"

        var pattern: Sandbox.Pattern {
            switch self {
            case .card, .answer: "POST /channels/*/messages"
            case .star: "PUT /channels/*/messages/*/reactions/*/@me"
            case .channel: "POST /guilds/*/channels"
            }
        }

        /// By what the next process finds out whether it was carried out.
        var look: Sandbox.Pattern {
            self == .channel ? "GET /guilds/*/channels" : "GET /channels/*/messages"
        }

        /// What makes the bot send it.
        var cause: ChaosAction { [.card, .star].contains(self) ? .wish : .everybodyVotes }
    }

    /// What becomes of the request.
    enum Fate: Sendable, CaseIterable {
        case neverDone
        case done
        /// It was on its way and is carried out after the death.
        case doneLater
    }

    var request: Request
    var fate: Fate

    /// Whether the request arrives when the next process has already looked for what it did. Not for those that the
    /// next process sends again itself: it would fall into the same trap.
    var isOnItsWay: Bool { fate == .doneLater && [.card, .channel].contains(request) }
}
