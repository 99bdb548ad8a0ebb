import Discord

/// Lets one task at a time work on a command's card: only it may finish or drop the wish. The only owner of who waits for
/// whom.
final class CardClaims {
    /// The commands whose cards a task works on.
    private var claimed: Set<Snowflake> = []
    /// Commands whose card is being looked for; a sync waits for that, but not for a request.
    private var looking: Set<Snowflake> = []
    /// Those who wait until a command is free again.
    private var waiters: [Snowflake: [AsyncStream<Void>.Continuation]] = [:]

    /// Whether a task works on no card.
    var isEmpty: Bool { claimed.isEmpty }

    /// Waits until no other task works on a command's card, and claims it. Throws: `CancellationError`.
    func claim(_ command: Snowflake) async throws {
        while !claimed.insert(command).inserted {
            await released(command)
            try Task.checkCancellation()
        }
    }

    /// Claims a command's card, once it is not being looked for. False when another task works on it.
    func claimUnlessBusy(_ command: Snowflake) async -> Bool {
        while looking.contains(command), !Task.isCancelled { await released(command) }
        return claimed.insert(command).inserted
    }

    /// The task is done with it.
    func release(_ command: Snowflake) {
        claimed.remove(command)
        wake(command)
    }

    /// The look for a command's card begins.
    func beginLook(_ command: Snowflake) { looking.insert(command) }

    /// The look for a command's card is over.
    func endLook(_ command: Snowflake) {
        if looking.remove(command) != nil { wake(command) }
    }

    /// Waits until a command is released, or its card was looked for.
    private func released(_ command: Snowflake) async {
        let (isFree, end) = AsyncStream.makeStream(of: Void.self)
        waiters[command, default: []].append(end)
        for await _ in isFree {}
    }

    private func wake(_ command: Snowflake) {
        for waiter in waiters.removeValue(forKey: command) ?? [] { waiter.finish() }
    }
}
