/// The mentions in a text.
struct Mentions {
    private(set) var users: [ID] = []
    private(set) var roles: [ID] = []
    private(set) var everyone = false

    init(in text: String) {
        everyone = text.contains("@everyone") || text.contains("@here")
        var rest = text[...]
        while let start = rest.firstRange(of: "<@") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: ">") else { break }
            note(rest[..<end])
        }
    }

    private mutating func note(_ inner: Substring) {
        if inner.first == "&" {
            if let id = ID(inner.dropFirst()), !roles.contains(id) { roles.append(id) }
        } else if let id = ID(inner.first == "!" ? inner.dropFirst() : inner), !users.contains(id) {
            users.append(id)
        }
    }
}

/// Which mentions of a message may ping.
/// Source: https://docs.discord.com/developers/resources/message
struct AllowedMentions: Sendable, Equatable {
    var everyone: Bool
    var repliedUser: Bool
    /// nil: all of them.
    var users: [ID]?
    var roles: [ID]?

    /// The default for messages.
    static let everything = AllowedMentions(everyone: true, repliedUser: true, users: nil, roles: nil)
    /// The default for interaction responses.
    static let usersOnly = AllowedMentions(everyone: false, repliedUser: true, users: nil, roles: [])

    func allows(user: ID) -> Bool { users?.contains(user) ?? true }
    func allows(role: ID) -> Bool { roles?.contains(role) ?? true }

    init(everyone: Bool, repliedUser: Bool, users: [ID]?, roles: [ID]?) {
        self.everyone = everyone
        self.repliedUser = repliedUser
        self.users = users
        self.roles = roles
    }

    /// Reads the `allowed_mentions` object of a request.
    init(_ json: JSON) throws(APIError) {
        let parse = (json.present("parse")?.list ?? []).compactMap(\.text)
        let listed = { (key: String) in json.present(key)?.list?.compactMap(\.id) ?? [] }
        for key in ["users", "roles"] {
            if parse.contains(key), !listed(key).isEmpty {
                throw .invalid(
                    ["allowed_mentions"], "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    "parse:[\"\(key)\"] and \(key): [ids...] are mutually exclusive.")
            }
            guard listed(key).count <= 100 else {
                throw .invalid(["allowed_mentions", key], "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
            }
        }
        everyone = parse.contains("everyone")
        repliedUser = json["replied_user"]?.flag ?? false
        users = parse.contains("users") ? nil : listed("users")
        roles = parse.contains("roles") ? nil : listed("roles")
    }
}
