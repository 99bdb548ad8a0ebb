import Discord

/// What it takes to answer slash commands and buttons.
///
/// Errors of kind `interactionGone` and `alreadyAnswered` mean that nobody waits for an answer any more.
package protocol InteractionPort: Sendable {
    /// The first response, due within 3 s. Given at most once: Discord refuses a second one.
    func respond(to interaction: InteractionHandle, with response: InteractionResponse) async throws(PortError)
    /// Replaces the first response, or fills in what it left open.
    func editAnswer(to interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError)
    /// Takes the first response back.
    func deleteAnswer(to interaction: InteractionHandle) async throws(PortError)
    /// A further message.
    func followUp(_ interaction: InteractionHandle, _ answer: InteractionAnswer) async throws(PortError)
    /// The application that the bot belongs to.
    func application() async throws(PortError) -> Snowflake
    /// The commands that are registered everywhere, without the application's Entry Point command.
    func commands(of application: Snowflake) async throws(PortError) -> [ApplicationCommand]
    /// Registers exactly these commands everywhere. Replaces all others but the Entry Point command, which Discord does
    /// not let go.
    func register(_ commands: [ApplicationCommand], of application: Snowflake) async throws(PortError)
}
