extension Duration {
    /// The longest time that a test waits for an event. Only a failing test waits that long, and a busy machine must
    /// not make one fail.
    package static let patience = Duration.seconds(120)
}

/// Polls a condition, with a pause between two polls; false when patience ends first.
package func eventually(
    _ isSo: () async throws -> Bool, pause: () async -> Void = { await Task.yield() }
) async rethrows -> Bool {
    let limit = ContinuousClock.now + .patience
    while ContinuousClock.now < limit {
        if try await isSo() { return true }
        await pause()
    }
    return try await isSo()
}
