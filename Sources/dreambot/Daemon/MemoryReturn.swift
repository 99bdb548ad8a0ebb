import CLinux

/// Gives memory back that only the start-up or a burst of work has needed: the bot mostly waits.
struct MemoryReturn: Sendable {
    /// After the start-up: until its last log lines, answers and registrations are over.
    private static let firstPause = Duration.seconds(20)
    private static let pause = Duration.seconds(6 * 3_600)

    private let clock: any Clock<Duration>
    private let settled: AsyncStream<Void>
    private let sink: AsyncStream<Void>.Continuation

    init(clock: any Clock<Duration>) {
        self.clock = clock
        (settled, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The start-up is over: the votes of all guilds have been read.
    func note() { sink.yield() }

    /// Runs until it is cancelled.
    func run() async {
        for await _ in settled { break }
        var pause = Self.firstPause
        while (try? await clock.sleep(for: pause)) != nil {
            clinux_give_memory_back()
            pause = Self.pause
        }
    }
}
