import Discord
import Wishes

extension FakeDiscord {
    /// What was said to interactions, and which commands are registered.
    package struct Interactions: Sendable {
        /// The first response to each interaction.
        package var responses: [Snowflake: InteractionResponse] = [:]
        /// The answer as it stands, once it was edited.
        package var edits: [Snowflake: InteractionAnswer] = [:]
        /// Further messages.
        package var followUps: [Snowflake: [InteractionAnswer]] = [:]
        /// Interactions whose first response was taken back.
        package var deleted: Set<Snowflake> = []
        /// The registered commands.
        package var commands: [ApplicationCommand] = []

        /// Nothing yet.
        package init() {}
    }

    /// As `InteractionPort` says.
    package func respond(
        to interaction: InteractionHandle, with response: InteractionResponse
    ) async throws(PortError) {
        try await perform(.respond(interaction.id)) { world throws(PortError) in
            guard world.interactions.responses[interaction.id] == nil else {
                throw PortError(.alreadyAnswered, "Interaction has already been acknowledged.")
            }
            world.interactions.responses[interaction.id] = response
        }
    }

    /// As `InteractionPort` says.
    package func editAnswer(to interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        try await perform(.editAnswer(interaction.id)) { world throws(PortError) in
            guard world.interactions.responses[interaction.id] != nil else {
                throw PortError(.interactionGone, "Unknown Webhook")
            }
            world.interactions.edits[interaction.id] = answer
        }
    }

    /// As `InteractionPort` says.
    package func deleteAnswer(to interaction: InteractionHandle) async throws(PortError) {
        try await perform(.deleteAnswer(interaction.id)) { $0.interactions.deleted.insert(interaction.id) }
    }

    /// As `InteractionPort` says.
    package func followUp(_ interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        try await perform(.followUp(interaction.id)) {
            $0.interactions.followUps[interaction.id, default: []].append(answer)
        }
    }

    /// As `InteractionPort` says.
    package func application() async throws(PortError) -> Snowflake {
        try await perform(.application) { [me] _ in me }
    }

    /// As `InteractionPort` says.
    package func commands(of application: Snowflake) async throws(PortError) -> [ApplicationCommand] {
        try await perform(.commands) { $0.interactions.commands }
    }

    /// As `InteractionPort` says.
    package func register(_ commands: [ApplicationCommand], of application: Snowflake) async throws(PortError) {
        try await perform(.register) { $0.interactions.commands = commands }
    }
}
