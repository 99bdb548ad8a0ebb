import Discord
import Foundation

extension SuggestionsCog {
    /// Lists the human members once per session. If that fails, counts are synced all the same and nothing manifests;
    /// it is tried again after a pause, or when a moderator asks for a sync.
    func ensureElectorate(of guild: Snowflake, _ report: inout SyncReport) async {
        guard let state = guilds[guild], state.electorate.members == nil else { return }
        if let failure = state.listingFailure, report.cause != .request, surroundings.now() < failure.until {
            return report.note(unlisted: failure.reason)
        }
        guard let listing = guilds[guild]?.electorate.beginListing() else { return }
        do {
            let humans = try await listHumans(of: guild)
            guilds[guild]?.electorate.finishListing(listing, humans)
            guilds[guild]?.listingFailure = nil
        } catch {
            guilds[guild]?.electorate.abandonListing(listing)
            let times = (state.listingFailure?.times ?? 0) + 1
            let pause = Self.repetitionPause(times) / .seconds(1)
            guilds[guild]?.listingFailure = ListingFailure(
                reason: "\(error)", times: times, until: surroundings.now().addingTimeInterval(pause))
            report.note(unlisted: "\(error)")
            complain("members \(guild) \(error.kind)") {
                log.warning(
                    "The members of a guild cannot be listed; no channel can manifest there.",
                    metadata: ["guild": "\(state.directory.name)", "error": "\(error)"])
            }
        }
    }

    private func listHumans(of guild: Snowflake) async throws(PortError) -> [Snowflake] {
        var humans: [Snowflake] = []
        var last = Snowflake(0)
        while true {
            let page = try await port.members(of: guild, after: last)
            for user in page where user.isHuman { humans.append(user.id) }
            guard let highest = page.map(\.id).max(), highest > last, page.count >= 1000 else { return humans }
            last = highest
        }
    }
}
