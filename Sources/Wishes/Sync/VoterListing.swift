import Discord

/// Lists the members of a guild where its channel wishes need them, and only there: of many guilds that come at once, most
/// need none.
final class VoterListing {
    private let store: WishStore
    private let members: MemberListing
    private let quorums: Quorums

    init(_ parts: SharedParts) {
        store = parts.store
        members = parts.members
        quorums = parts.quorums
    }

    /// For a sync that has confirmed these wishes. Returns why the members could not be listed. The timer lists them in any
    /// case, for a guild of which `QuorumEstimate` is wrong. Throws: `DatabaseError`.
    func list(
        in guild: Snowflake, for confirmed: [Wish], _ cause: SyncReport.Cause, for work: WorkContext
    ) async throws -> SyncProblem? {
        let isNear = try await quorums.mayBeNear(confirmed, in: guild)
        switch cause {
        case .request: return await list(in: guild, .fresh, for: work)
        case .timer: return await list(in: guild, isNear ? .fresh : .whatIsKnown, for: work)
        case .command: return await list(in: guild, .whatIsKnown, for: work)
        case .startUp, .resumed, .repetition:
            if isNear { return await list(in: guild, cause.doubtsGuild ? .fresh : .whatIsKnown, for: work) }
            // Joins may have been missed: what is known is listed anew before a channel is made.
            if cause.doubtsGuild { members.doubt(guild) }
            return nil
        }
    }

    /// For a list or report, which names the votes that its channel wishes need: the sync before it may have needed no
    /// members. Returns why they could not be listed.
    func listForReport(of guild: Snowflake, for work: WorkContext) async -> SyncProblem? {
        do {
            let wishes = try await store.wishes(guild: guild)
            guard wishes.contains(where: { $0.kind == .channel }) else { return nil }
            return await list(in: guild, .whatIsKnown, for: work)
        } catch {
            return .database("\(error)")
        }
    }

    private func list(
        in guild: Snowflake, _ demand: MemberListing.Demand, for work: WorkContext
    ) async -> SyncProblem? {
        switch await members.ensure(demand, of: guild, for: work) {
        case .known: nil
        case .unlisted(let reason, let trouble): .membersUnlisted(reason, trouble)
        }
    }
}
