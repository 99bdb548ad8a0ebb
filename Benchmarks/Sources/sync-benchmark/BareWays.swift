import Foundation
import Transport

/// The pages alone, by a script that knows where the wishes stand: channels side by side, the pages of one in order, at
/// most 50 requests a second. A 429 is waited out; nothing is decoded.
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
            // The newest message stands first, and its id is the first in it.
            let start = String(decoding: body.prefix(1_000), as: UTF8.self).split(separator: "\"id\":\"")
            guard let last = start.dropFirst().first.flatMap({ UInt64($0.prefix { $0.isNumber }) }) else {
                throw WrongResult(description: "no id in a page")
            }
            rest = rest.drop { $0 <= last }
        }
    }
}

/// One request for each wish and a pause of 100 ms after it.
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
    /// A GET that waits as long as it is told to.
    func get(_ url: String) async throws -> [UInt8] {
        while true {
            await pace.wait()
            let headers = [
                HTTPField("Authorization", "Bot sandbox-token"),
                HTTPField("User-Agent", "DiscordBot (https://github.com/dreambot/dreambot, benchmark)"),
            ]
            let response = try await send(HTTPRequest(method: "GET", url: url, headers: headers))
            if response.status == 200 { return response.body }
            guard response.status == 429 else { throw WrongResult(description: "status \(response.status)") }
            let wait = response[header: "X-RateLimit-Reset-After"].flatMap(Double.init) ?? 1
            try await Task.sleep(for: .milliseconds(Int(wait * 1000) + 5))
        }
    }
}

/// Fifty starts a second, as Discord allows a bot.
actor Pace {
    private var starts: [ContinuousClock.Instant] = []

    func wait() async {
        starts.append(max(.now, starts.count >= 50 ? starts[starts.count - 50] + .seconds(1) : .now))
        guard let mine = starts.last, mine > .now else { return }
        try? await Task.sleep(until: mine, clock: .continuous)
    }
}
