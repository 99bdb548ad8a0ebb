import ArgumentParser
import Discord
import Foundation
import Wishes

/// How the program ends, by the codes of sysexits.h.
enum Exit {
    /// The input file cannot be read as data (65).
    static let data = ExitCode(65)
    /// There is no such input file, or no such channel to read (66).
    static let noInput = ExitCode(66)
    /// Discord cannot be reached (69).
    static let unavailable = ExitCode(69)
    /// A mistake in the program (70).
    static let software = ExitCode(70)
    /// The database cannot be used (74).
    static let database = ExitCode(74)
    /// Discord answered what must not be trusted (76).
    static let protocolViolation = ExitCode(76)
    /// The token or the intents are refused (77).
    static let refused = ExitCode(77)
    /// The configuration (78).
    static let configuration = ExitCode(78)

    /// The code for an error.
    static func code(for error: any Error) -> ExitCode {
        switch error {
        case is ConfigurationErrors, is TokenError: configuration
        case is StoreError: database
        case let fatal as GatewayFatal: code(for: fatal)
        case is RESTError: unavailable
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

    /// Runs a subcommand; an error is said in one place, on standard error, and becomes the right code.
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

/// Text for people: unbuffered, so that nothing is lost in a pipe.
enum Output {
    static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }
    static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    static func write(_ data: Data, to descriptor: Int32) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            // A reader that has gone away wants no more.
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    private static func write(_ text: String, to descriptor: Int32) { write(Data(text.utf8), to: descriptor) }
}
