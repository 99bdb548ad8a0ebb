/// The words that follow the prefix.
enum CommandVerb: String, Sendable, Equatable, CaseIterable {
    case wish
    case topVideos = "topvideos"
    case topOther = "topother"
    case topChannels = "topchannels"
    case weeklySummary = "weeklysummary"
    case syncWishes = "syncwishes"
    case help = "wishhelp"

    /// The verb that somebody probably meant. Strict, because other bots share the prefix: `!fish` is not ours.
    static func nearest(to word: String) -> CommandVerb? {
        let word = word.lowercased()
        let close = allCases.map(\.rawValue).filter { verb in
            let distance = verb.count > 5 ? 2 : 1
            return Spelling.nearest(to: word, among: [verb], within: distance) != nil
                && (verb.count > 5 || word.first == verb.first)
        }
        return Spelling.nearest(to: word, among: close, within: 2).flatMap(CommandVerb.init(rawValue:))
    }

    /// What a `top…` verb ranks.
    var ranks: WishKind? {
        switch self {
        case .topVideos: .video
        case .topOther: .other
        case .topChannels: .channel
        case .wish, .weeklySummary, .syncWishes, .help: nil
        }
    }
}
