import Discord

/// The members of a guild who may vote, as a set of ids.
///
/// Built from a full listing; changes that come while it is being read are applied afterwards, and may repeat.
/// While members are listed anew, those known before still count.
struct Electorate: Sendable {
    /// Names one listing: only the answer to the listing under way counts.
    struct Listing: Sendable, Equatable {
        fileprivate var number = 0
        /// Who of the listed members may vote.
        fileprivate(set) var franchise = Franchise.members
    }

    private struct UnderWay: Sendable {
        var listing: Listing
        var listers = 1
        /// Changes since the listing began: whether each member may vote now.
        var changes: [Snowflake: Bool] = [:]
    }

    /// The members who may vote; nil until they have been listed.
    private(set) var members: MemberSet?
    /// By what they were chosen.
    private(set) var franchise = Franchise.members
    private var underWay: UnderWay?
    private var last = Listing()

    /// Before a listing.
    init() {}

    /// These members were listed.
    init(_ members: MemberSet, chosenBy franchise: Franchise) { (self.members, self.franchise) = (members, franchise) }

    /// Whether members are being listed.
    var isBeingListed: Bool { underWay != nil }

    /// Whether members are known or being listed.
    var isInUse: Bool { members != nil || underWay != nil }

    /// A listing begins. A second one beside it is the same one: what has changed since the first began still counts. One
    /// for another franchise takes its place.
    mutating func beginListing(for franchise: Franchise = .members) -> Listing {
        if let underWay, underWay.listing.franchise == franchise {
            self.underWay?.listers += 1
            return underWay.listing
        }
        (last.number, last.franchise) = (last.number + 1, franchise)
        underWay = UnderWay(listing: last)
        return last
    }

    /// The listing is complete. Returns whether it counts: nothing has made it doubtful since it began.
    @discardableResult
    mutating func finishListing(_ listing: Listing, _ users: some Sequence<Snowflake>) -> Bool {
        guard let underWay, underWay.listing == listing else { return false }
        var members = MemberSet(users)
        for (user, mayVote) in underWay.changes {
            if mayVote { members.insert(user) } else { members.remove(user) }
        }
        (self.members, self.underWay, franchise) = (members, nil, listing.franchise)
        return true
    }

    /// A listing failed. Another one beside it may still succeed.
    mutating func abandonListing(_ listing: Listing) {
        guard let underWay, underWay.listing == listing else { return }
        if underWay.listers > 1 { self.underWay?.listers -= 1 } else { self.underWay = nil }
    }

    /// A gap in the events makes doubtful what is known, and what is being listed.
    mutating func forget() { (members, underWay) = (nil, nil) }

    /// A member joined or changed.
    mutating func saw(_ user: Snowflake, mayVote: Bool) {
        if mayVote { members?.insert(user) } else { members?.remove(user) }
        underWay?.changes[user] = mayVote
    }

    /// A member left.
    mutating func left(_ user: Snowflake) { saw(user, mayVote: false) }
}
