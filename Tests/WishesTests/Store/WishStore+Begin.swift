@testable import Wishes

extension WishStore {
    /// Begins a wish without quotas. Returns whether it is new.
    func begin(_ intent: WishIntent) async throws -> Bool { try await begin(intent, within: .none) == .begun }
}
