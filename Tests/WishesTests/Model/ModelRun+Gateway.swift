import Discord

@testable import Wishes

extension ModelRun {
    /// Delivers an event at once, twice, after later ones, or never.
    func tell(_ event: GatewayEvent) async {
        // Of what happens in a channel that the bot cannot see Discord tells nothing.
        if Self.happensInChannel(event), discord.with({ !$0.forbidden.isEmpty }) { return }
        guard isConnected else { return backlog.append(event) }
        guard !isReliable else { return await hear([event]) }
        switch random.weighted([(70, Delivery.once), (10, .twice), (10, .late), (10, .never)]) {
        case .once: await hear([event])
        case .twice: await hear([event, event])
        case .late:
            delayed.append(event)
            steps[steps.count - 1] += ", heard later"
        case .never:
            figures.lostEvents += 1
            steps[steps.count - 1] += ", unheard"
        }
    }

    private static func happensInChannel(_ event: GatewayEvent) -> Bool {
        switch event {
        case .reactionAdd, .reactionRemove, .reactionsCleared, .messageCreate, .messageDelete: true
        default: false
        }
    }

    private enum Delivery { case once, twice, late, never }

    /// Delivers the delayed events in another order.
    func deliverDelayed() async {
        guard isConnected, !delayed.isEmpty else { return }
        steps.append("delayed events come")
        let events = delayed.shuffled(using: &random)
        delayed = []
        await hear(events)
    }

    /// Delivers events for new channels.
    func announceChannels() async {
        let made = discord.with { $0.made }
        for channel in made.dropFirst(announcedChannels) {
            steps.append("  channel \(channel.name ?? "") is there")
            await tell(.channelCreate(channel))
        }
        announcedChannels = made.count
    }

    /// Drops the connection, or restores it with or without the session.
    func connectionChanges() async {
        if isConnected {
            steps.append("disconnected")
            isConnected = false
            await hear([.disconnected])
        } else if random.chance(60) {
            await resume()
        } else {
            await beginSession()
        }
    }

    /// Begins a new session; undelivered events of the last one are lost.
    func beginSession() async {
        steps.append("new session")
        (isConnected, backlog, delayed) = (true, [], [])
        announcedChannels = discord.with { $0.made.count }
        await hear(ModelWorld.greeting(discord))
    }

    /// Resumes the session and delivers the missed events.
    func resume() async {
        steps.append("resumed with \(backlog.count) events")
        let events = delayed + backlog
        (isConnected, backlog, delayed) = (true, [], [])
        await hear(events + [.resumed])
    }
}
