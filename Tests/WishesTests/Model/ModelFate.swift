import Discord
import TestSupport

@testable import Wishes

/// The outcome of a call.
enum ModelFate: Sendable {
    case done
    /// Not carried out, and the caller knows it.
    case unreachable
    case refused(PortError.Kind)
    /// Not carried out, and the caller does not know.
    case requestLost
    /// Carried out, and the caller does not know.
    case answerLost
    /// Carried out within 30 seconds or never, and the caller does not know.
    case late
    /// No answer yet, before or after it is carried out.
    case hangs(isDone: Bool)

    /// The outcomes of a kind of call with their weights.
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
        case .postOnce: ("lock", trouble + [(60, .done), (4, .unreachable)])
        case .react: ("react", trouble + [(120, .done), (8, .unreachable)])
        case .editMessage:
            (
                "edit",
                [
                    (50, .done), (8, .unreachable), (8, .requestLost), (8, .answerLost), (4, .hangs(isDone: false)),
                    (4, .hangs(isDone: true)), (4, .refused(.forbidden)), (6, .refused(.tooManyEdits)),
                ]
            )
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
    /// True with so many percent probability.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// A random one, by weight.
    mutating func weighted<Element>(_ list: [(Int, Element)]) -> Element {
        var left = Int.random(in: 0..<list.reduce(0) { $0 + $1.0 }, using: &self)
        for (weight, element) in list.dropLast() {
            if left < weight { return element }
            left -= weight
        }
        return list[list.count - 1].1
    }
}
