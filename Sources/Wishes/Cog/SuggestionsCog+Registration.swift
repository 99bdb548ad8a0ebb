import Discord

extension SuggestionsCog {
    /// A session is there: the commands are registered once in the life of the process. `application` is known from
    /// READY; a session that an earlier process left behind does not bring it.
    func expectCommands(of application: Snowflake?) {
        guard !areCommandsRegistered else { return }
        areCommandsRegistered = true
        enqueue(.register(application))
    }

    /// Registers the slash commands, unless Discord has exactly these.
    func registerCommands(of known: Snowflake?) async {
        do {
            let application = if let known { known } else { try await port.application() }
            guard try await !SlashCommands.areExactly(port.commands(of: application)) else { return }
            try await port.register(SlashCommands.all, of: application)
            log.info("The slash commands are registered.", metadata: ["commands": "\(SlashCommands.all.count)"])
        } catch {
            areCommandsRegistered = false
            log.warning(
                "The slash commands could not be registered; commands in messages work all the same. It is tried again with the next connection; should it stay so, invite the bot again with the scope applications.commands.",
                metadata: ["error": "\(error)"])
        }
    }
}
