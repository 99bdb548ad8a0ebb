/// Where a token came from.
enum TokenOrigin: Sendable, Equatable, CustomStringConvertible {
    /// The variable DISCORD_TOKEN.
    case environment
    /// The credential of the service manager, with its path.
    case credential(String)
    /// The file that `token_file` names.
    case file(String)

    /// Its name in an error message.
    var description: String {
        switch self {
        case .environment: "the environment variable DISCORD_TOKEN"
        case .credential(let path): "the credential \(PrintableText.path(path))"
        case .file(let path): "the token file \(PrintableText.path(path))"
        }
    }
}

/// Why there is no usable token. Names the source and the cure, never the content.
enum TokenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// None of the three ways leads to a token; the credential's path if the service manager offers a folder.
    case missing(credential: String?)
    /// The file cannot be read, for the system's reason.
    case unreadable(TokenOrigin, reason: String)
    /// Other users of the machine can change it.
    case untrusted(TokenOrigin, PathFlaw)
    /// It is empty.
    case empty(TokenOrigin)
    /// It is longer than 512 bytes.
    case tooLong(TokenOrigin)
    /// It has characters that are not ASCII, or control characters.
    case strangeCharacters(TokenOrigin)
    /// It begins with `Bot `.
    case prefixed(TokenOrigin)
    /// There is white space in it.
    case whiteSpace(TokenOrigin)
    /// It is in quotes.
    case quoted(TokenOrigin)

    /// The cause and the cure.
    var description: String {
        switch self {
        case .missing(let credential): Self.ways(credential)
        case .unreadable(let origin, let reason):
            "\(origin) cannot be read: \(reason); make it a file that the bot's user can read"
        case .untrusted(let origin, let flaw):
            "\(origin) is not used, because other users can change it: \(flaw)"
        case .empty(let origin): "\(origin) is empty; put the bot's token there\(Self.removal(origin))"
        case .tooLong(let origin): "\(origin) holds more than 512 bytes; put only the bot's token there"
        case .strangeCharacters(let origin):
            "\(origin) holds characters that no token has; copy the token again from the Developer Portal"
        case .prefixed(let origin): "\(origin) begins with \"Bot \"; leave that out, only the token belongs there"
        case .whiteSpace(let origin): "\(origin) holds white space before, in or after the token; remove it"
        case .quoted(let origin): "\(origin) holds quotes around the token; remove them"
        }
    }

    private static func removal(_ origin: TokenOrigin) -> String {
        origin == .environment ? " or unset it" : ""
    }

    private static func ways(_ credential: String?) -> String {
        let looked = credential.map { " (\(PrintableText.path($0)) does not exist)" } ?? ""
        return """
            no token; give it in one of three ways, the first found wins:
              the environment variable DISCORD_TOKEN
              a credential of the service manager: $CREDENTIALS_DIRECTORY/discord_token\(looked)
              a file that holds nothing else, named by token_file in config.json
            """
    }
}
