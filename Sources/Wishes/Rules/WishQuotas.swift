import Foundation

/// How many wishes may be open in a guild, and how fast a member may make them. They hold for moderators too, but not for
/// imports.
package struct WishQuotas: Sendable, Equatable {
    /// Open wishes of one member: 1–10,000.
    package var openPerMember = 20
    /// Open wishes of the guild: 1–100,000.
    package var openPerGuild = 1_000
    /// The shortest time between two wishes of a member; zero for none.
    package var pause = Duration.seconds(10)

    /// Makes the default quotas.
    package init() {}

    /// No limits, for wishes that are not a member's to make.
    static let none = {
        var quotas = WishQuotas()
        (quotas.openPerMember, quotas.openPerGuild, quotas.pause) = (.max, .max, .zero)
        return quotas
    }()
}

/// Why a wish is not taken.
package enum WishObjection: Sendable, Equatable {
    /// An open wish has the same name, or the same text; the link to its card, if it is posted already.
    case wished(link: String?)
    /// An open wish is nearly the same: its name or its text, and the link to its card, if it is posted already.
    case alike(words: String, link: String?)
    /// The member has as many open wishes as a member may have.
    case tooManyOfMember(Int)
    /// The guild has as many open wishes as a guild may have.
    case tooManyOfGuild(Int)
    /// The member's last wish is too recent: the seconds until the next one.
    case tooSoon(seconds: Int)
}
