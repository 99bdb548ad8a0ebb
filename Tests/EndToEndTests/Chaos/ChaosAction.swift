import Sandbox

/// Something that members do, whatever the bot is going through.
enum ChaosAction: Sendable, Equatable {
    case wish
    case vote
    case superReact
    case unvote
    /// A channel wish gets the votes of all members.
    case everybodyVotes
    case deleteCard
    /// A moderator takes all stars away, the bot's included.
    case clearStars
    case join
    case leave

    /// What members do how often, of a hundred times.
    private static let weights: [(ChaosAction, Int)] = [
        (.wish, 24), (.vote, 26), (.superReact, 8), (.unvote, 14), (.everybodyVotes, 8), (.deleteCard, 8),
        (.clearStars, 3), (.join, 5), (.leave, 4),
    ]

    static func draw(_ random: inout ChaosRandom) -> ChaosAction {
        random.pick(weights.flatMap { Array(repeating: $0.0, count: $0.1) })
    }

    /// Whether its event may be lost, so that the bot has to find it out by itself. A wish without its event is none.
    var mayBeLost: Bool { self != .wish }
}
