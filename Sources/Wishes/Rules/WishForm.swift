import Discord

/// A form for moderators about one wish, opened from the menu of its card. Its id holds all of it, so that the form works
/// after a restart.
///
/// The id comes back from the member's client, which can send any other: whoever sends it is judged again, and so is the
/// wish.
struct WishForm: Sendable, Equatable {
    /// What the form is for.
    enum Act: String, Sendable, CaseIterable {
        case grant, decline, remove

        /// The entry in the menu of a message.
        var word: CommandWord {
            switch self {
            case .grant: .menuGrant
            case .decline: .menuDecline
            case .remove: .menuRemove
            }
        }

        /// The transition that it asks for.
        var transition: WishTransition {
            switch self {
            case .grant: .grant
            case .decline: .decline
            case .remove: .remove
            }
        }

    }

    /// The id of the field for the note or the reason.
    static let field = "note"
    /// The longest note, as in the slash commands.
    static let longestNote = 1_000

    /// What it is for.
    let act: Act
    /// The card.
    let message: Snowflake

    init(_ act: Act, _ message: Snowflake) { (self.act, self.message) = (act, message) }

    /// Reads an id; nil for any text that `customID` does not give.
    init?(customID: String) {
        let parts = customID.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let act = Act(rawValue: String(parts[0])), let message = Snowflake(parts[1]) else {
            return nil
        }
        self.init(act, message)
        // Each form has one spelling: no signs, no leading zeros.
        guard self.customID == customID else { return nil }
    }

    /// The id, such as `decline:5001`.
    var customID: String { "\(act.rawValue):\(message)" }

    /// The command that a filled-in form gives.
    func reading(_ values: [String: String]) -> WishCommand.Reading {
        let note = (values[Self.field] ?? "").cut(to: FileLimits.text)
        return switch act {
        case .grant: WishCommand.grant("\(message)", notes: note)
        case .decline: WishCommand.judge(.declined, .decline, "\(message)", note: note)
        case .remove: WishCommand.remove("\(message)", reason: note)
        }
    }
}
