import Discord

extension DiscordGuildPort {
    /// As `InteractionPort` says.
    package func respond(
        to interaction: InteractionHandle, with response: InteractionResponse
    ) async throws(PortError) {
        let route = Route.interactionCallback(interaction.id, interaction.token)
        let body = try encode(response)
        do {
            _ = try await call(route, body: body)
        } catch {
            guard error.kind == .uncertain else { throw error }
            // A second attempt tells what became of the first: either it is taken, or Discord says that one was.
            do {
                _ = try await call(route, body: body)
            } catch {
                guard error.kind == .alreadyAnswered else { throw error }
            }
        }
    }

    /// As `InteractionPort` says.
    package func editAnswer(to interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        let route = Route.editOriginalResponse(interaction.applicationID, interaction.token)
        _ = try await call(route, body: try encode(answer))
    }

    /// As `InteractionPort` says.
    package func deleteAnswer(to interaction: InteractionHandle) async throws(PortError) {
        _ = try await call(.deleteOriginalResponse(interaction.applicationID, interaction.token))
    }

    /// As `InteractionPort` says.
    package func followUp(_ interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        let route = Route.followUp(interaction.applicationID, interaction.token)
        _ = try await call(route, body: try encode(answer))
    }

    private struct Application: Decodable { var id: Snowflake }

    /// As `InteractionPort` says.
    package func application() async throws(PortError) -> Snowflake {
        let application: Application = try await get(.currentApplication)
        return application.id
    }

    /// As `InteractionPort` says.
    package func commands(of application: Snowflake) async throws(PortError) -> [ApplicationCommand] {
        try await get(.commands(application))
    }

    /// As `InteractionPort` says.
    package func register(_ commands: [ApplicationCommand], of application: Snowflake) async throws(PortError) {
        _ = try await call(.overwriteCommands(application), body: try encode(commands))
    }
}
