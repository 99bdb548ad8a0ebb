import Discord
import Wishes

extension FakeDiscord {
    /// What was said to interactions, and which commands are registered.
    public struct Interactions: Sendable {
        /// The first response to each interaction.
        public var responses: [Snowflake: InteractionResponse] = [:]
        /// The answer as it stands, once it was edited.
        public var edits: [Snowflake: InteractionAnswer] = [:]
        /// Further messages.
        public var followUps: [Snowflake: [InteractionAnswer]] = [:]
        /// Interactions whose first response was taken back.
        public var deleted: Set<Snowflake> = []
        /// The registered commands.
        public var commands: [ApplicationCommand] = []

        /// Nothing yet.
        public init() {}
    }

    /// As `InteractionPort` says.
    public func respond(
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
    public func editAnswer(to interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        try await perform(.editAnswer(interaction.id)) { world throws(PortError) in
            guard world.interactions.responses[interaction.id] != nil else {
                throw PortError(.interactionGone, "Unknown Webhook")
            }
            world.interactions.edits[interaction.id] = answer
        }
    }

    /// As `InteractionPort` says.
    public func deleteAnswer(to interaction: InteractionHandle) async throws(PortError) {
        try await perform(.deleteAnswer(interaction.id)) { $0.interactions.deleted.insert(interaction.id) }
    }

    /// As `InteractionPort` says.
    public func followUp(_ interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        try await perform(.followUp(interaction.id)) {
            $0.interactions.followUps[interaction.id, default: []].append(answer)
        }
    }

    /// As `InteractionPort` says.
    public func application() async throws(PortError) -> Snowflake {
        try await perform(.application) { [me] _ in me }
    }

    /// As `InteractionPort` says.
    public func commands(of application: Snowflake) async throws(PortError) -> [ApplicationCommand] {
        try await perform(.commands) { $0.interactions.commands }
    }

    /// As `InteractionPort` says.
    public func register(_ commands: [ApplicationCommand], of application: Snowflake) async throws(PortError) {
        try await perform(.register) { $0.interactions.commands = commands }
    }
}
