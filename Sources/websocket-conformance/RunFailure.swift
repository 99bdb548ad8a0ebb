import ArgumentParser
import Transport
import WebSocket

/// Why a conversation with the fuzzing server did not come to an end of the protocol.
enum RunFailure: Error, CustomStringConvertible {
    /// No connection.
    case unreachable(TransportError)
    /// The upgrade was not accepted.
    case notOpened(String)
    /// The connection broke.
    case broken(TransportError)
    /// The time limit has passed.
    case timeLimit(Duration)
    /// The server answered something else than its protocol says.
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

    /// How the program ends when the failure ends it, by the codes of sysexits.h.
    var exitCode: ExitCode {
        switch self {
        case .unreachable, .broken, .timeLimit: ExitCode(69)
        case .notOpened, .unexpected: ExitCode(76)
        }
    }
}
