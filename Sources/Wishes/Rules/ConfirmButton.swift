import Discord

/// A command with a large effect that asks for a confirmation. The button's id holds all of it, so that the button works
/// after a restart.
struct ConfirmButton: Sendable, Equatable {
    /// The command, confirmed.
    let command: WishCommand

    /// Wraps a command that is confirmed.
    init(of command: WishCommand) { self.command = command }

    /// Reads a button's id; nil for any text that `customID` does not give.
    init?(customID: String) {
        if let request = ConfigRequest(customID: customID) {
            command = .config(request)
        } else if customID == "threshold:reset" {
            command = .resetThreshold(isConfirmed: true)
        } else if customID.hasPrefix("threshold:"), let points = Int(customID.dropFirst("threshold:".count)),
            (1_000...10_000).contains(points)
        {
            command = .setThreshold(.share(basisPoints: points), isConfirmed: true)
        } else if customID.hasPrefix("votes:"), let votes = Int(customID.dropFirst("votes:".count)),
            QuorumRule.numbers.contains(votes)
        {
            command = .setThreshold(.votes(votes), isConfirmed: true)
        } else {
            return nil
        }
        guard self.customID == customID else { return nil }
    }

    /// The id of the button; nil when it would be too long for one.
    var customID: String? {
        switch command {
        case .setThreshold(.share(let points)?, _): "threshold:\(points)"
        case .setThreshold(.votes(let votes)?, _): "votes:\(votes)"
        case .resetThreshold: "threshold:reset"
        case .config(let request): request.customID
        default: nil
        }
    }

    /// The button, if there can be one.
    func buttons(labelled label: String) -> [Button] { customID.map { [Button(customID: $0, label: label)] } ?? [] }
}
