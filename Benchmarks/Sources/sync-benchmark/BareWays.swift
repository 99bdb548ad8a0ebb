import Foundation
import Transport

/// Fetches only the pages with the wishes: channels in parallel, the pages of a channel in order, at most 50 requests
/// per second. Retries after a 429; decodes nothing.
struct BarePages: SyncWay {
    private let world: ServedWorld
    private let line: CountingTransport

    init(_ world: ServedWorld, _ line: CountingTransport) { (self.world, self.line) = (world, line) }

    func sync() async throws {
        try await withThrowingTaskGroup { group in
            for channel in world.guilds.flatMap(\.channels) {
                group.addTask { try await fetch(channel) }
            }
            try await group.waitForAll()
        }
    }

    private func fetch(_ channel: ServedGuild.Channel) async throws {
        var rest = channel.wishes[...]
        while let first = rest.first {
            let path = "/channels/\(channel.id)/messages?after=\(first - 1)&limit=100"
            let body = try await line.get(world.api + path)
            // The newest message is the first, and its id is its first id.
            let start = String(decoding: body.prefix(1_000), as: UTF8.self).split(separator: "\"id\":\"")
            guard let last = start.dropFirst().first.flatMap({ UInt64($0.prefix { $0.isNumber }) }) else {
                throw WrongResult(description: "A page has no message id.")
            }
            rest = rest.drop { $0 <= last }
        }
    }
}

/// One request per wish, each followed by a pause of 100 ms.
struct OneByOne: SyncWay {
    private let world: ServedWorld
    private let line: CountingTransport

    init(_ world: ServedWorld, _ line: CountingTransport) { (self.world, self.line) = (world, line) }

    func sync() async throws {
        for channel in world.guilds.flatMap(\.channels) {
            for wish in channel.wishes {
                _ = try await line.get(world.api + "/channels/\(channel.id)/messages/\(wish)")
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }
}

extension CountingTransport {
    /// A GET that retries after a 429. Throws: `TransportError`, or `WrongResult` for another status than 200.
    func get(_ url: String) async throws -> [UInt8] {
        while true {
            await pace.wait()
            let headers = [
                HTTPField("Authorization", "Bot sandbox-token"),
                HTTPField("User-Agent", "DiscordBot (https://github.com/dreambot/dreambot, benchmark)"),
            ]
            let response = try await send(HTTPRequest(method: "GET", url: url, headers: headers))
            if response.status == 200 { return response.body }
            guard response.status == 429 else {
                throw WrongResult(description: "Unexpected status \(response.status).")
            }
            let wait = response[header: "X-RateLimit-Reset-After"].flatMap(Double.init) ?? 1
            try await Task.sleep(for: .milliseconds(Int(wait * 1000) + 5))
        }
    }
}

/// Limits the rate to 50 requests per second, Discord's global limit.
actor Pace {
    private var starts: [ContinuousClock.Instant] = []

    func wait() async {
        starts.append(max(.now, starts.count >= 50 ? starts[starts.count - 50] + .seconds(1) : .now))
        guard let mine = starts.last, mine > .now else { return }
        try? await Task.sleep(until: mine, clock: .continuous)
    }
}
