import ArgumentParser
import Discord
import Foundation
import Wishes

/// The exit codes of the program, as in sysexits.h.
enum Exit {
    /// The input is malformed (65).
    static let data = ExitCode(65)
    /// The input is missing or unreadable: a file, a guild, a channel (66).
    static let noInput = ExitCode(66)
    /// Discord does not answer (69).
    static let unavailable = ExitCode(69)
    /// An internal error (70).
    static let software = ExitCode(70)
    /// The database cannot be opened, read or written (74).
    static let database = ExitCode(74)
    /// Discord named a gateway address without TLS (76).
    static let protocolViolation = ExitCode(76)
    /// Discord refused the token or the intents (77).
    static let refused = ExitCode(77)
    /// The configuration is missing or invalid, or the token is (78).
    static let configuration = ExitCode(78)

    /// The code for an error.
    static func code(for error: any Error) -> ExitCode {
        switch error {
        case is ConfigurationErrors, is TokenError: configuration
        case is StoreError: database
        case let fatal as GatewayFatal: code(for: fatal)
        case is RESTError, is ControlClient.Failure: unavailable
        case let error as DiscordImportError: code(for: error)
        default: software
        }
    }

    private static func code(for error: DiscordImportError) -> ExitCode {
        switch error {
        case .unreachable: unavailable
        case .unknownGuild, .noSuggestionsChannel, .forbidden, .emptyHistory, .refused: noInput
        }
    }

    private static func code(for fatal: GatewayFatal) -> ExitCode {
        switch fatal {
        case .tokenRefused, .intentsDisallowed, .intentsInvalid, .versionRefused: refused
        case .shardingRequired: configuration
        case .untrustedAddress: protocolViolation
        }
    }

    /// Runs a subcommand. Prints an error to standard error and throws the exit code that belongs to it.
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch {
            Output.error("dreambot: \(error)")
            throw code(for: error)
        }
    }
}

/// Writes to standard output and standard error without a buffer, so that a crash loses nothing.
enum Output {
    /// A line on standard output.
    static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }
    /// A line on standard error. A reader that takes nothing for a second does not get it.
    static func error(_ text: String) {
        var rest = Data((text + "\n").utf8)[...]
        while !rest.isEmpty, isReady(STDERR_FILENO, within: .seconds(1)) {
            let part = rest.prefix(4_096)
            let count = part.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Whether a descriptor takes bytes within that time, or has no reader any more. Blocks for that long at most.
    static func isReady(_ descriptor: Int32, within limit: Duration) -> Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&state, 1, Int32(limit / .milliseconds(1))) > 0
    }

    /// Writes all bytes; gives up silently when the descriptor does not take them.
    static func write(_ data: Data, to descriptor: Int32) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            // A closed pipe: no reader is left.
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    private static func write(_ text: String, to descriptor: Int32) { write(Data(text.utf8), to: descriptor) }
}
