/// Why a weekly summary was not posted.
enum SummaryObstacle: Sendable, Hashable {
    /// The bot was not running from its due time until a day later.
    case notRunning
    /// The bot lacks a permission in the suggestions channel.
    case notPermitted
    /// An earlier attempt may have posted it, and the history that would show it cannot be read.
    case unreadableHistory
    /// Discord refuses it for another reason, in Discord's words.
    case refused(String)
    /// Discord gave no answer for a day.
    case unanswered
    /// The database gave no answer for a day.
    case database

    /// What an error of Discord's means for a summary.
    init(_ error: PortError) {
        self =
            switch error.kind {
            case .unreachable, .uncertain: .unanswered
            case .forbidden: .notPermitted
            default: .refused(error.description)
            }
    }

    /// Whether another attempt may help without a human.
    var isPassing: Bool { self == .unanswered || self == .database }
}
