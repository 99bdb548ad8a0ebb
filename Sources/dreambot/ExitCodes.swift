import ArgumentParser
import Discord
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
        case is ConfigurationErrors, is TokenError, is ShardPlan.Refusal: configuration
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
        case .shardInvalid, .shardingRequired, .shardsRecommended: configuration
        case .untrustedAddress: protocolViolation
        }
    }

    /// An error as it is printed. Only the lists of mistakes have several lines: they quote every text from outside, so that
    /// no line end in them is one of those.
    static func lines(of error: any Error) -> [String] {
        let text = "dreambot: \(error)"
        let hasLines = error is ConfigurationErrors || error is TokenError
        return hasLines ? text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) : [text]
    }

    /// Runs a subcommand. Prints an error to standard error and throws the exit code that belongs to it.
    static func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch {
            for line in lines(of: error) { Output.error(line) }
            throw code(for: error)
        }
    }
}
