extension Gateway {
    /// The guilds of a new session that it has not been sent yet.
    struct Arriving: Sendable {
        let session: String
        var guilds: ArraySlice<ID>
    }

    /// So many are sent before anything else has its turn, as Discord sends them one by one after READY.
    private static let guildsAtOnce = 50

    /// Whether sessions still wait for guilds.
    var hasArrivingGuilds: Bool { !arriving.isEmpty }

    /// Sends the next guilds of the session that has waited longest.
    mutating func nextGuilds(in world: World) -> [GatewayAction] {
        guard !arriving.isEmpty else { return [] }
        var next = arriving.removeFirst()
        // Not the session itself: a copy of it would have what it keeps for a resume copied with the next dispatch.
        let form = sessions[next.session].map { ($0.intents, $0.largeThreshold) }
        guard let (intents, largeThreshold) = form else { return [] }
        var actions: [GatewayAction] = []
        for id in next.guilds.prefix(Self.guildsAtOnce) {
            guard let guild = world.guilds[id], !guild.botRemoved else { continue }
            let availability: WorldEvent =
                guild.isUnavailable ? .guildDelete(id, unavailable: true) : .guildCreate(id)
            let event = world.gatewayEvent(for: availability, intents: intents, largeThreshold: largeThreshold)
            if let event { actions += deliver(event, to: next.session) }
        }
        next.guilds = next.guilds.dropFirst(Self.guildsAtOnce)
        if !next.guilds.isEmpty { arriving.append(next) }
        return actions
    }
}
