import Sandbox

/// Measures the longest deafness: the longest span in which no client was identified or resumed, as the Sandbox sees
/// it, from the loss of one to the next. Everything counts that keeps the bot from hearing: its pauses, the start of a
/// new process, resumes that the Sandbox refuses. A zombie connection counts from the moment it turned deaf.
actor ChaosHearing {
    private(set) var longest: Duration = .zero
    private var deafSince: ContinuousClock.Instant?
    private var watch: Task<Void, Never>?

    /// Begins to watch; a client must be there.
    func begin(_ sandbox: Sandbox) {
        watch = Task {
            while !Task.isCancelled {
                guard await sandbox.waitForGateway(connected: false, timeout: .seconds(600)) else { continue }
                self.turnedDeaf()
                guard await sandbox.waitForGateway(connected: true, timeout: .seconds(600)) else { continue }
                self.hears()
            }
        }
    }

    func end() async {
        watch?.cancel()
        await watch?.value
    }

    /// Nothing reaches the bot from now on.
    func turnedDeaf() { deafSince = deafSince ?? .now }

    private func hears() {
        guard let since = deafSince else { return }
        longest = max(longest, .now - since)
        deafSince = nil
    }
}
