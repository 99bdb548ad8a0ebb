import Discord

@testable import Wishes

extension ModelRun {
    /// Tells the bot of something: at once, twice, later than what follows, or never.
    func tell(_ event: GatewayEvent) async {
        guard isConnected else { return backlog.append(event) }
        guard !isReliable else { return await process.cog.handle([event]) }
        let isMembership =
            switch event {
            case .memberAdd, .memberRemove: true
            default: false
            }
        switch random.weighted([(70, Delivery.once), (10, .twice), (10, .late), (10, .never)]) {
        case .once: await process.cog.handle([event])
        case .twice: await process.cog.handle([event, event])
        case .late:
            delayed.append(event)
            hasMissedMembers = hasMissedMembers || isMembership
            steps[steps.count - 1] += ", heard later"
        case .never:
            figures.lostEvents += 1
            hasMissedMembers = hasMissedMembers || isMembership
            steps[steps.count - 1] += ", unheard"
        }
    }

    private enum Delivery { case once, twice, late, never }

    /// The delayed events come, in another order.
    func deliverDelayed() async {
        guard isConnected, !delayed.isEmpty else { return }
        steps.append("delayed events come")
        let events = delayed.shuffled(using: &random)
        delayed = []
        await process.cog.handle(events)
    }

    /// New channels are told of.
    func announceChannels() async {
        let made = discord.with { $0.made }
        for channel in made.dropFirst(announcedChannels) {
            steps.append("  channel \(channel.name ?? "") is there")
            await tell(.channelCreate(channel))
        }
        announcedChannels = made.count
    }

    /// The connection drops, or comes back with or without the session.
    func connectionChanges() async {
        if isConnected {
            steps.append("disconnected")
            isConnected = false
            await process.cog.handle([.disconnected])
        } else if random.chance(60) {
            await resume()
        } else {
            await beginSession()
        }
    }

    /// A session begins; what the last one had to tell is lost.
    func beginSession() async {
        steps.append("new session")
        (isConnected, hasMissedMembers, backlog, delayed) = (true, false, [], [])
        announcedChannels = discord.with { $0.made.count }
        await process.cog.handle(ModelWorld.greeting(discord))
    }

    /// The session goes on with what was missed.
    func resume() async {
        steps.append("resumed with \(backlog.count) events")
        let events = delayed + backlog
        (isConnected, backlog, delayed) = (true, [], [])
        await process.cog.handle(events + [.resumed])
    }
}
