extension Sandbox {
    /// A guild prefers another locale, such as `de`.
    public func setLocale(_ locale: String, of guild: ID, silent: Bool = false) {
        change(silent: silent) { world in
            guard world.guilds[guild] != nil else { return }
            world.guilds[guild]?.preferredLocale = locale
            world.emit(.guildUpdate(guild))
        }
    }

    /// A user's client has another locale, which interactions bring.
    public func setLocale(_ locale: String, ofUser user: ID) {
        change { $0.users[user]?.locale = locale }
    }
}
