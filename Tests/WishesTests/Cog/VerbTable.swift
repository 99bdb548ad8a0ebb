import Discord
import TestSupport
import Testing

@testable import Wishes

/// Who gives a command.
enum Person: CaseIterable, Sendable {
    /// Without any role, where wishing needs one.
    case stranger
    /// Who may wish.
    case member
    /// Who has made the wish that the command is about.
    case author
    /// By a configured role, without Manage Server.
    case roleModerator
    /// The owner of the server.
    case manager

    static let dreamers = Snowflake(3_002)
    static let keepers = Snowflake(3_001)

    var id: Snowflake {
        switch self {
        case .stranger: Snowflake(108)
        case .member: Snowflake(107)
        case .author: CogFixture.member
        case .roleModerator: Snowflake(106)
        case .manager: CogFixture.owner
        }
    }

    var roles: [Snowflake] {
        switch self {
        case .stranger, .manager: []
        case .member, .author: [Self.dreamers]
        case .roleModerator: [Self.keepers]
        }
    }
}

/// How a command ends, by the words in which the plain voice says it.
enum Ending: Sendable, Equatable {
    case served, notADreamer, notAModerator, notAManager, notTheAuthor

    /// The words of a refusal.
    var words: String? {
        switch self {
        case .served: nil
        case .notADreamer: "You need one of the roles that may wish."
        case .notAModerator: "Only moderators may do that."
        case .notAManager: "Only members with Manage Server may change settings."
        case .notTheAuthor: "Only the author of a wish may do that."
        }
    }

    static let refusals = [Ending.notADreamer, .notAModerator, .notAManager, .notTheAuthor]
}

/// The table: who may give which command, how it is typed, and what is said to those who may.
extension WishCommand.Verb {
    /// How the command ends for a person.
    func ending(for person: Person) -> Ending {
        let isModerator = person == .roleModerator || person == .manager
        return switch self {
        case .wish: person == .stranger ? .notADreamer : .served
        case .topvideos, .topother, .topchannels, .manifestations, .search, .showwish, .stats, .quorum, .mywishes,
            .wishhelp:
            .served
        case .withdraw, .editwish: person == .author ? .served : .notTheAuthor
        case .weeklysummary, .syncwishes, .manifestwish, .plan, .done, .decline, .removewish, .setthreshold:
            isModerator ? .served : .notAModerator
        case .config: person == .manager ? .served : .notAManager
        }
    }

    /// What is said, posted or shown to those who may.
    var success: String {
        switch self {
        case .wish: "A wish"
        case .topvideos: "Wished videos"
        case .topother: "Other wishes"
        case .topchannels: "Wished channels"
        case .manifestations: "No wish has come true yet."
        case .search: "Wishes with “wish”"
        case .showwish: "A channel is wished for"
        case .stats: "The last twelve weeks"
        case .quorum: "**May vote**"
        case .mywishes: "ou"
        case .withdraw: "Withdrawn:"
        case .editwish: "Changed."
        case .weeklysummary: "The week's wishes"
        case .syncwishes: "Synced"
        case .manifestwish: "Granted:"
        case .plan: "Planned:"
        case .done: "Done:"
        case .decline: "Declined:"
        case .removewish: "Removed:"
        case .setthreshold: "A channel wish needs the votes"
        case .config: "Settings of this server"
        case .wishhelp: "What you can do"
        }
    }

    /// The ways to give it.
    var ways: [Way] {
        switch self {
        case .manifestwish, .decline, .removewish: Way.allCases
        default: [.prefix, .slash]
        }
    }

    /// How it is typed.
    func typed(about wish: Wish) -> String {
        let tail =
            switch self {
            case .wish: " other more light"
            case .search: " wish"
            case .showwish, .quorum, .withdraw, .manifestwish, .plan, .done, .removewish: " \(wish.messageID)"
            case .editwish, .decline: " \(wish.messageID) because"
            case .topvideos, .topother, .topchannels, .manifestations, .stats, .mywishes, .weeklysummary, .syncwishes,
                .setthreshold, .config, .wishhelp:
                ""
            }
        return "!\(rawValue)\(tail)"
    }

    /// The slash command.
    func use(about wish: Wish) -> CommandUse {
        let reference = CommandUse.Option(name: "wish", value: .text("\(wish.messageID)"))
        func top(_ kind: WishKind) -> CommandUse {
            CommandUse(name: "top", options: [.init(name: "kind", value: .text(kind.rawValue))])
        }
        switch self {
        case .wish:
            let text = CommandUse.Option(name: "text", value: .text("more light"))
            return CommandUse(name: "wish", options: [.init(name: "other", options: [text])])
        case .topvideos: return top(.video)
        case .topother: return top(.other)
        case .topchannels: return top(.channel)
        case .search: return CommandUse(name: "search", options: [.init(name: "words", value: .text("wish"))])
        case .showwish: return CommandUse(name: "wish", options: [.init(name: "show", options: [reference])])
        case .editwish:
            return CommandUse(name: "editwish", options: [reference, .init(name: "text", value: .text("because"))])
        case .decline:
            return CommandUse(name: "decline", options: [reference, .init(name: "reason", value: .text("because"))])
        case .quorum, .withdraw, .manifestwish, .plan, .done, .removewish:
            return CommandUse(name: rawValue, options: [reference])
        case .config: return CommandUse(name: "config", options: [.init(name: "show", options: [])])
        case .manifestations, .stats, .mywishes, .weeklysummary, .syncwishes, .setthreshold, .wishhelp:
            return CommandUse(name: rawValue)
        }
    }

    /// The form that the menu of a card opens.
    var form: WishForm.Act? {
        switch self {
        case .manifestwish: .grant
        case .decline: .decline
        case .removewish: .remove
        default: nil
        }
    }
}
