import Discord
import Foundation

/// Finds the bot's token.
enum TokenSource {
    /// The longest token that is accepted, in bytes. Discord's are about 72 bytes long.
    static let lengthLimit = 512
    /// How many bytes of a file are read: the longest token and its line ends.
    private static let readLimit = 4096

    /// The token, from DISCORD_TOKEN, `$CREDENTIALS_DIRECTORY/discord_token` or the configured file. The first that
    /// exists is used, even if it is invalid. `warning` is for the log: others can read the token file.
    /// Throws `TokenError`, also when others can write the file.
    static func load(
        environment: [String: String], tokenFile: String?
    ) throws(TokenError) -> (secret: Secret, warning: String?) {
        if let text = environment["DISCORD_TOKEN"] {
            return (try secret(Array(text.utf8), from: .environment), nil)
        }
        let credential = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 + "/discord_token" }
        if let credential, let contents = try contents(of: credential, as: .credential(credential)) {
            return (try secret(contents.bytes, from: .credential(credential)), nil)
        }
        guard let tokenFile else { throw .missing(credential: credential) }
        let origin = TokenOrigin.file(tokenFile)
        guard let contents = try contents(of: tokenFile, as: origin) else {
            throw .unreadable(origin, reason: "no such file")
        }
        return (try secret(contents.bytes, from: origin), warning(contents, origin, tokenFile))
    }

    /// The token of this process, which is removed from its environment.
    static func loadOnce(tokenFile: String?) throws(TokenError) -> (secret: Secret, warning: String?) {
        defer { Hardening.forgetToken() }
        return try load(environment: ProcessInfo.processInfo.environment, tokenFile: tokenFile)
    }

    private static func warning(_ contents: FileContents, _ origin: TokenOrigin, _ path: String) -> String? {
        guard contents.readers != .none else { return nil }
        let readers = contents.readers == .everyone ? "every user of this machine" : "its group"
        let (file, user) = (PrintableText.path(path), geteuid())
        let owner = contents.owner == user ? "" : "chown \(user) \(file) && "
        return "\(origin) can be read by \(readers); \(owner)chmod 600 \(file)"
    }

    /// A file's contents; nil when it does not exist.
    private static func contents(of path: String, as origin: TokenOrigin) throws(TokenError) -> FileContents? {
        do {
            return try FileContents.read(path, limit: readLimit)
        } catch {
            switch error {
            case .missing: return nil
            case .unreadable(let reason): throw .unreadable(origin, reason: reason)
            case .tooLong: throw .tooLong(origin)
            case .untrusted(let flaw): throw .untrusted(origin, flaw)
            }
        }
    }

    /// Checks a token; line ends after it are removed.
    private static func secret(_ bytes: [UInt8], from origin: TokenOrigin) throws(TokenError) -> Secret {
        var token = bytes[...]
        while let last = token.last, last == 0x0A || last == 0x0D { token.removeLast() }
        guard !token.isEmpty else { throw .empty(origin) }
        guard token.count <= lengthLimit else { throw .tooLong(origin) }
        let text = String(decoding: token, as: UTF8.self)
        guard !text.lowercased().hasPrefix("bot ") else { throw .prefixed(origin) }
        guard !text.contains(where: \.isWhitespace) else { throw .whiteSpace(origin) }
        guard token.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .strangeCharacters(origin) }
        guard !text.hasPrefix("\""), !text.hasPrefix("'") else { throw .quoted(origin) }
        return Secret(text)
    }
}
