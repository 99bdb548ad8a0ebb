import Discord
import Synchronization

/// The language that each guild prefers on Discord. `KnownGuilds` writes it; settings without a language take it from here.
final class GuildLanguages: Sendable {
    private let languages = Mutex<[Snowflake: Language]>([:])

    /// A guild prefers this language; nil for one that the bot does not speak, or when the guild has left.
    func set(_ language: Language?, of guild: Snowflake) { languages.withLock { $0[guild] = language } }

    /// Settings that know the language which their guild prefers.
    func completing(
        _ settings: @escaping @Sendable (Snowflake) -> GuildSettings
    ) -> @Sendable (Snowflake) -> GuildSettings {
        { [self] guild in
            var settings = settings(guild)
            settings.preferredLanguage = languages.withLock { $0[guild] }
            return settings
        }
    }
}
