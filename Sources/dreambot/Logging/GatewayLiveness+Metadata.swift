import Discord
import Logging

extension GatewayLiveness {
    /// The totals of a connection's life: events, identifies, resumes, reconnects by cause, longest disconnection.
    var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "events": .number(events), "identifies": .number(identifies), "resumes": .number(resumes),
        ]
        let causes = reconnects.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if !causes.isEmpty { metadata["reconnects"] = "\(causes.joined(separator: ", "))" }
        if longestDisconnection > .zero {
            metadata["longest_disconnection"] = "\(longestDisconnection.formattedSeconds)"
        }
        return metadata
    }
}
