import Discord
import TestSupport

@testable import Wishes

/// What becomes of a call.
enum ModelFate: Sendable {
    case done
    /// Nothing is done, and that is certain.
    case unreachable
    case refused(PortError.Kind)
    /// Nothing is done, and nobody can know.
    case requestLost
    /// It is done, and nobody can know.
    case answerLost
    /// Nobody knows, and it is done within half a minute, or never.
    case late
    /// No answer for now, before or after it is done.
    case hangs(isDone: Bool)

    /// The fates of a kind of call with their weights.
    static func table(for call: FakeDiscord.Call) -> (kind: String, [(Int, ModelFate)]) {
        let trouble: [(Int, ModelFate)] = [
            (4, .requestLost), (5, .answerLost), (10, .late), (6, .hangs(isDone: false)), (6, .hangs(isDone: true)),
        ]
        return switch call {
        case .createChannel:
            (
                "create",
                trouble + [(30, .done), (6, .unreachable), (4, .refused(.forbidden)), (4, .refused(.categoryFull))]
            )
        case .post: ("post", trouble + [(60, .done), (4, .unreachable), (2, .refused(.forbidden))])
        case .react: ("react", trouble + [(120, .done), (8, .unreachable)])
        case .delete: ("delete", trouble + [(120, .done), (8, .unreachable)])
        default:
            (
                "\(call)".prefix { $0.isLetter }.lowercased(),
                [(88, .done), (5, .unreachable), (3, .hangs(isDone: false)), (4, .hangs(isDone: true))]
            )
        }
    }
}

extension SplitMix64 {
    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// One of them, each as likely as its weight says.
    mutating func weighted<Element>(_ list: [(Int, Element)]) -> Element {
        var left = Int.random(in: 0..<list.reduce(0) { $0 + $1.0 }, using: &self)
        for (weight, element) in list.dropLast() {
            if left < weight { return element }
            left -= weight
        }
        return list[list.count - 1].1
    }
}
