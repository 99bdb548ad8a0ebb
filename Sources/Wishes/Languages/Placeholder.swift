/// A part of a phrase that is filled in: `{channel}`. What is filled in is inert already; see `InertText`.
enum Placeholder: String, Sendable, CaseIterable {
    /// How old something is, or since when it is so, in words.
    case age
    /// A mention of a channel.
    case channel
    /// Mentions of channels, with commas between them.
    case channels
    /// A command as it is typed, or what it begins with.
    case command
    /// Commands, with commas between them.
    case commands
    /// A number.
    case count
    /// The vote emoji.
    case emoji
    /// How a command is written.
    case form
    /// `video`, `channel` or `other`, as it is typed.
    case kind
    /// An address.
    case link
    /// A mention of a moderator, or the words for a former member.
    case moderator
    /// The name of a member (a link to the profile), a channel or a category.
    case name
    /// How many votes are needed.
    case needed
    /// The name of a command's option.
    case option
    /// The number of a page.
    case page
    /// How many pages there are.
    case pages
    /// The name of one of Discord's permissions, or of several, with commas between them.
    case permission
    /// A colon and a link, or nothing.
    case place
    /// A share or a number of votes, such as `67 %`.
    case share
    /// A time or a duration.
    case time
    /// All there are.
    case total
    /// Those who may vote, in words.
    case voters
    /// What is meant, in a few words.
    case what
    /// A reason, in a few words.
    case why
    /// A wish's text in quotation marks, or the link to it.
    case wish
    /// A word.
    case word

    /// The longest value, in UTF-16 units.
    var longest: Int {
        switch self {
        case .count, .needed, .page, .pages, .total: 20
        // Or a number of votes.
        case .share: 30
        case .kind: 12
        case .channel: 23
        case .time, .option: 40
        case .emoji, .moderator: 60
        case .command: 80
        case .age, .place: 130
        case .wish: 140
        case .link: 170
        case .name: 172
        case .word, .permission: 210
        // Three ways to write a command.
        case .form: 310
        case .what: 300
        case .voters: 250
        case .commands: 400
        case .why: 500
        case .channels: 1_000
        }
    }

    /// As it is written in a phrase.
    var marker: String { "{\(rawValue)}" }
}
