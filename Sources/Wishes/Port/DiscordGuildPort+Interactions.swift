import Discord

extension DiscordGuildPort {
    /// As `InteractionPort` says.
    package func respond(
        to interaction: InteractionHandle, with response: InteractionResponse
    ) async throws(PortError) {
        let route = Route.interactionCallback(interaction.id, interaction.token)
        let body = try body(response, response.files)
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
        _ = try await call(route, body: try body(answer, answer.files))
    }

    /// As `InteractionPort` says.
    package func deleteAnswer(to interaction: InteractionHandle) async throws(PortError) {
        _ = try await call(.deleteOriginalResponse(interaction.applicationID, interaction.token))
    }

    /// As `InteractionPort` says.
    package func followUp(_ interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError) {
        let route = Route.followUp(interaction.applicationID, interaction.token)
        _ = try await call(route, body: try body(answer, answer.files))
    }

    /// An entry of a list to register: the bot's own, or one that is kept as Discord sent it.
    private enum RegisteredCommand: Encodable {
        case own(ApplicationCommand)
        case kept(JSONValue)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .own(let command): try command.encode(to: encoder)
            case .kept(let value): try value.encode(to: encoder)
            }
        }
    }

    private struct Application: Decodable { var id: Snowflake }

    /// As `InteractionPort` says.
    package func application() async throws(PortError) -> Snowflake {
        let application: Application = try await get(.currentApplication)
        return application.id
    }

    /// As `InteractionPort` says.
    package func commands(of application: Snowflake) async throws(PortError) -> [ApplicationCommand] {
        let commands: LenientList<ApplicationCommand> = try await get(.commands(application))
        // An entry that cannot be read is none of the bot's: with it the list is another one.
        let odd = Array(repeating: ApplicationCommand(name: "", description: ""), count: commands.oddCount)
        return commands.elements.filter { $0.kind != .entryPoint } + odd
    }

    /// As `InteractionPort` says.
    package func register(_ commands: [ApplicationCommand], of application: Snowflake) async throws(PortError) {
        do {
            _ = try await call(.overwriteCommands(application), body: .json(try encode(commands)))
        } catch {
            guard error.kind == .entryPointMissing else { throw error }
            let all: LenientList<JSONValue> = try await get(.commands(application))
            let kind = Double(ApplicationCommand.CommandKind.entryPoint.rawValue)
            let kept = all.elements.filter { $0["type"] == .number(kind) }
            let whole = commands.map(RegisteredCommand.own) + kept.map(RegisteredCommand.kept)
            _ = try await call(.overwriteCommands(application), body: .json(try encode(whole)))
        }
    }
}
