import Discord

/// `!quorum`: explains who may vote for a channel wish, whose votes count, and what is missing. Asks Discord, and changes
/// nothing.
final class QuorumCommand {
    private let store: WishStore
    private let finding: WishFinding
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let quorums: Quorums
    private let reactors: ReactorListing
    private let audits: LastAudits
    private let dependencies: SuggestionsCog.Dependencies

    init(_ parts: SharedParts) {
        store = parts.store
        finding = WishFinding(parts)
        port = parts.port
        guilds = parts.guilds
        members = parts.members
        quorums = parts.quorums
        reactors = ReactorListing(parts)
        audits = parts.audits
        dependencies = parts.dependencies
    }

    /// Explains the quorum of a wish. Throws: `DatabaseError`.
    func explain(_ reference: WishReference, _ requester: Requester, for work: WorkContext) async throws -> Reply {
        let replies = dependencies.replies(to: requester)
        do {
            let wish = try await finding.wish(reference, in: requester.guildID)
            guard wish.state.collectsVotes else { throw WishRefusal(wish.state) }
            guard wish.kind == .channel else { return .words(replies.noQuorum(wish.votes)) }
            return .card(replies.quorum(try await explanation(of: wish, for: work)))
        } catch let refusal as WishRefusal {
            return .words(replies.wishRefused(refusal))
        } catch let error as PortError {
            return .words(replies.wishRefused(error.kind == .messageGone ? .deleted : .unreachable))
        } catch let unlisted as UnlistedMembers {
            return .words(replies.quorumHidden(unlisted.why))
        }
    }

    private func explanation(of wish: Wish, for work: WorkContext) async throws -> QuorumExplanation {
        let guild = wish.guildID
        if case .unlisted(_, let why) = await members.ensure(.whatIsKnown, of: guild, for: work) {
            throw UnlistedMembers(why: why)
        }
        let found = try await reactors.reactors(of: wish, for: work)
        let refusal = try await store.refusal(of: wish).map(ManifestationRefusal.init(key:))
        guard let terms = try await quorums.terms(in: guild) else {
            throw PortError(.unreachable, "the members are not known any more")
        }
        let audit = VoteAudit(found, of: wish, by: terms)
        var seen = wish
        seen.votes = audit.votes
        audits.note(seen, supporters: audit.supporters)
        let settings = dependencies.settings(guild)
        return QuorumExplanation(
            channelName: wish.channelName ?? "", emoji: settings.emoji(of: wish).text,
            shown: audit.votes + (found.hasOwn ? 1 : 0), isMineThere: found.hasOwn, quorum: terms.quorum(of: wish),
            electorate: settings.electorate, suggestions: guilds.visibleSuggestions(of: guild),
            isAuthorExcluded: !terms.countsOwnVote && terms.electorate.contains(wish.authorID), audit: audit,
            outsiders: await reasons(of: audit.outsiders, in: guild, for: work), refusal: refusal)
    }

    /// It is not known who may vote.
    private struct UnlistedMembers: Error {
        let why: Trouble
    }

    /// Pages of members that are read at most for one explanation.
    private static let pages = 10

    /// Why these people may not vote. Each page of members explains all of them up to its last one.
    private func reasons(of outsiders: [Snowflake], in guild: Snowflake, for work: WorkContext) async -> OutsiderCounts
    {
        var counts = OutsiderCounts()
        guard let franchise = try? guilds.franchise(of: guild) else {
            counts.unknown = outsiders.count
            return counts
        }
        let port = port.serving(work)
        var rest = outsiders[...]
        for _ in 0..<Self.pages {
            guard let first = rest.first,
                let page = try? await port.members(of: guild, after: Snowflake(max(first.rawValue, 1) - 1))
            else { break }
            let found = Dictionary(page.compactMap { member in member.user.map { ($0.id, member) } }) { $1 }
            let end = page.count >= MemberListing.fullPage ? found.keys.max() : nil
            let covered = rest.prefix { user in end.map { user <= $0 } ?? true }
            for user in covered { counts.add(found[user], franchise) }
            rest = rest.dropFirst(covered.count)
        }
        counts.unknown += rest.count
        return counts
    }
}

extension OutsiderCounts {
    /// Counts a voter; nil for one who is no member.
    fileprivate mutating func add(_ member: Member?, _ franchise: Franchise) {
        guard let member else {
            left += 1
            return
        }
        switch franchise.objection(to: member) {
        case .pending: pending += 1
        case .withoutRole: withoutRole += 1
        case .withoutSight: withoutSight += 1
        // Admitted since the members were listed.
        case .notHuman, nil: unknown += 1
        }
    }
}
