import Discord

@testable import Wishes

extension CogFixture {
    /// The cog answers an interaction.
    func respond(to interaction: Interaction) async { await cog.perform(.respond(interaction)) }

    /// The cog checks what came of requests without an answer. Returns how many wishes were granted by that.
    func recover() async throws -> Int {
        let before = try await grantedCount
        await cog.perform(.life(.recover, Self.guild))
        return try await grantedCount - before
    }

    private var grantedCount: Int {
        get async throws { try await store.wishes(guild: Self.guild, states: [.granted]).count }
    }
}
