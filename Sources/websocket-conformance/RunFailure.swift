import ArgumentParser
import Transport
import WebSocket

/// Why a connection to the fuzzing server failed.
enum RunFailure: Error, CustomStringConvertible {
    /// No connection.
    case unreachable(TransportError)
    /// The upgrade was not accepted.
    case notOpened(String)
    /// The connection broke.
    case broken(TransportError)
    /// The time limit has passed.
    case timeLimit(Duration)
    /// The server's answer does not follow its protocol.
    case unexpected(String)

    /// One sentence for the operator.
    var description: String {
        switch self {
        case .unreachable(let error): "The fuzzing server cannot be reached: \(error)"
        case .notOpened(let reason): "The WebSocket was not opened: \(reason)"
        case .broken(let error): "The connection broke: \(error)"
        case .timeLimit(let limit): "Not done after \(limit.components.seconds) s."
        case .unexpected(let answer): "This is no fuzzing server: \(answer)"
        }
    }

    /// The exit code of the program, as in sysexits.h.
    var exitCode: ExitCode {
        switch self {
        case .unreachable, .broken, .timeLimit: ExitCode(69)
        case .notOpened, .unexpected: ExitCode(76)
        }
    }
}
