import Discord
import Logging

/// Posts messages that nothing depends on: answers, refusals, reports.
final class MessagePosting {
    private let port: any GuildPort
    private let log: Logger
    private let logOnce = LogOnce()

    init(port: any GuildPort, log: Logger) {
        self.port = port
        self.log = log
    }

    /// Posts a message; one that cannot be posted is logged, once for a channel and kind of error. Returns whether that
    /// is settled: false when Discord gave no answer, so that another attempt may help.
    @discardableResult
    func post(_ message: NewMessage, in channel: Snowflake?, for work: WorkContext) async -> Bool {
        guard let channel else { return true }
        do {
            _ = try await port.serving(work).post(message, in: channel)
            return true
        } catch {
            logOnce("\(channel) \(error.kind)") {
                log.warning(
                    "An answer could not be posted.", metadata: ["channel": "\(channel)", "error": "\(error)"])
            }
            return !error.isPassing
        }
    }
}

extension GuildPort {
    /// Whether the history of a channel can be read. Without Read Message History every list of messages is empty, and
    /// only a request for one message tells. Throws: `PortError` when Discord gives no clear answer.
    func isHistoryReadable(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> Bool {
        do {
            _ = try await self.message(message, in: channel)
            return true
        } catch {
            switch error.kind {
            case .messageGone: return true
            case .forbidden, .channelGone: return false
            default: throw error
            }
        }
    }
}
