/// A change of a thread. What is nil stays as it is.
/// Source: https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread
package struct ThreadChange: Encodable, Sendable, Equatable {
    /// Its name, 1–100.
    package var name: String?
    /// Whether it is closed: reactions in it are frozen, and a message opens it again.
    package var archived: Bool?
    /// Whether only moderators can open it again. Needs Manage Threads.
    package var locked: Bool?

    /// Makes a change.
    package init(name: String? = nil, archived: Bool? = nil, locked: Bool? = nil) {
        self.name = name
        self.archived = archived
        self.locked = locked
    }
}

/// After how many minutes without a message Discord archives a thread. Discord knows no other values.
/// Source: https://docs.discord.com/developers/resources/channel#start-thread-from-message
package enum ThreadPatience: Int, Sendable, Codable {
    case hour = 60
    case day = 1_440
    case threeDays = 4_320
    case week = 10_080
}
