import ArgumentParser
import Foundation
import Synchronization
import Transport

/// The client: measures one way to sync.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Argument var way: String
    @Argument var world: String
    @Argument var scenario: String

    func run() async throws {
        let world = try JSONDecoder().decode(ServedWorld.self, from: Data(contentsOf: URL(fileURLWithPath: world)))
        let loop = try NetworkLoop(name: "network")
        defer { loop.shutdown() }
        let line = CountingTransport(CurlHTTPTransport(loop: loop))
        let work: any SyncWay =
            switch Way(rawValue: way) {
            case .floor: BarePages(world, line)
            case .oneByOne: OneByOne(world, line)
            case .pages, nil: try await BotSync(world, line)
            }
        let (clock, cpu) = (ContinuousClock(), Self.cpuSeconds)
        let time = try await clock.measure { try await work.sync() }
        let figures = Figures(
            requests: line.counts.requests, seconds: time / .seconds(1), bytes: line.counts.bytes,
            cpuSeconds: Self.cpuSeconds - cpu, peakMegabytes: Double(Self.peakKilobytes) / 1024)
        try await work.check()
        try FileHandle.standardOutput.write(contentsOf: try JSONEncoder().encode(figures) + Data("\n".utf8))
    }

    private static var usage: rusage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage
    }

    private static var cpuSeconds: Double {
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static var peakKilobytes: Int { usage.ru_maxrss }
}

/// A way to fetch the vote counts.
protocol SyncWay: Sendable {
    /// Fetches the counts.
    func sync() async throws
    /// Throws: `WrongResult` when the stored result is wrong.
    func check() async throws
}

extension SyncWay {
    func check() async throws {}
}

/// A run with a wrong result.
struct WrongResult: Error, CustomStringConvertible {
    let description: String
}

/// The real transport, counting requests and bytes. The registration of slash commands, which a start also does, is not
/// counted.
final class CountingTransport: HTTPTransport {
    struct Counts: Sendable {
        var requests = 0
        var edits = 0
        var bytes = 0
    }

    let pace = Pace()
    private let line: CurlHTTPTransport
    private let mutex = Mutex(Counts())

    init(_ line: CurlHTTPTransport) { self.line = line }

    var counts: Counts { mutex.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard !request.url.contains("/applications/") else { return try await line.send(request) }
        mutex.withLock { counts in
            counts.requests += 1
            if request.method == "PATCH" { counts.edits += 1 }
        }
        let response = try await line.send(request)
        mutex.withLock { $0.bytes += response.body.count }
        return response
    }
}
