extension Duration {
    /// How long a test waits for what must happen. Only a test that fails waits so long, and a crowded machine must not
    /// make one fail.
    package static let patience = Duration.seconds(120)
}

/// Waits until something is so that nobody tells of, with a pause between two looks; false when patience ends first.
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
