import Discord
import Foundation
import Testing

@testable import dreambot

@Suite("Token source")
struct TokenSourceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("the first source found is used: environment, credential, file")
    func order() throws {
        let file = try folder.write("token", "from-file\n".utf8)
        _ = try folder.write("discord_token", "from-credential\n".utf8)
        let both = ["DISCORD_TOKEN": "from-environment", "CREDENTIALS_DIRECTORY": folder.path]
        #expect(try TokenSource.load(environment: both, tokenFile: file).secret == Secret("from-environment"))
        let credential = ["CREDENTIALS_DIRECTORY": folder.path]
        #expect(try TokenSource.load(environment: credential, tokenFile: file).secret == Secret("from-credential"))
        #expect(try TokenSource.load(environment: [:], tokenFile: file).secret == Secret("from-file"))
        for nowhere in ["", folder.path + "/none"] {
            let loaded = try TokenSource.load(environment: ["CREDENTIALS_DIRECTORY": nowhere], tokenFile: file)
            #expect(loaded.secret == Secret("from-file"))
        }
    }

    @Test("line ends after a token are removed", arguments: ["t\n", "t\r\n", "t\n\n", "t"])
    func lineEnds(text: String) throws {
        #expect(try TokenSource.load(environment: ["DISCORD_TOKEN": text], tokenFile: nil).secret == Secret("t"))
        let file = try folder.write("token", text.utf8)
        #expect(try TokenSource.load(environment: [:], tokenFile: file).secret == Secret("t"))
    }

    @Test("512 bytes are accepted, 513 are not")
    func length() throws {
        let longest = String(repeating: "x", count: 512)
        let loaded = try TokenSource.load(environment: ["DISCORD_TOKEN": longest + "\n"], tokenFile: nil)
        #expect(loaded.secret == Secret(longest))
        #expect(throws: TokenError.tooLong(.environment)) {
            try TokenSource.load(environment: ["DISCORD_TOKEN": longest + "x"], tokenFile: nil)
        }
        #expect(throws: TokenError.tooLong(.file("/dev/zero"))) {
            try TokenSource.load(environment: [:], tokenFile: "/dev/zero")
        }
    }

    @Test(
        "an invalid token's error names source and cure, never the content",
        arguments: [
            ("", TokenError.empty, "empty"), ("\n", TokenError.empty, "put the bot's token there"),
            ("s3c ret", TokenError.whiteSpace, "white space"), ("\ns3cret", TokenError.whiteSpace, "white space"),
            ("s3cret ", TokenError.whiteSpace, "remove"), ("s3c\tret", TokenError.whiteSpace, "white space"),
            ("s3c\nret", TokenError.whiteSpace, "white space"), ("s3c\u{A0}ret", TokenError.whiteSpace, "white space"),
            ("Bot s3cret", TokenError.prefixed, "leave that out"), ("bot s3cret", TokenError.prefixed, "Bot "),
            ("s3crét", TokenError.strangeCharacters, "copy the token again"),
            ("s3c\u{0}ret", TokenError.strangeCharacters, "no token has"),
            ("\u{FEFF}s3cret", TokenError.strangeCharacters, "copy"),
            ("\"s3cret\"", TokenError.quoted, "quotes"), ("'s3cret'", TokenError.quoted, "quotes"),
            (String(repeating: "s3cret", count: 100), TokenError.tooLong, "512 bytes"),
        ] as [(String, @Sendable (TokenOrigin) -> TokenError, String)])
    func unusable(text: String, error: @Sendable (TokenOrigin) -> TokenError, words: String) throws {
        let file = try folder.write("token", text.utf8)
        let credential = try folder.write("discord_token", text.utf8)
        let ways: [([String: String], String?, TokenOrigin, String)] = [
            (["DISCORD_TOKEN": text], file, .environment, "DISCORD_TOKEN"),
            (["CREDENTIALS_DIRECTORY": folder.path], file, .credential(credential), credential),
            ([:], file, .file(file), file),
        ]
        for (environment, path, origin, source) in ways {
            let thrown = #expect(throws: TokenError.self) {
                try TokenSource.load(environment: environment, tokenFile: path)
            }
            #expect(thrown == error(origin))
            let sentence = thrown?.description ?? ""
            #expect(sentence.contains(source) && sentence.contains(words), "\(sentence)")
            #expect(!sentence.contains("s3c") && !"\(thrown as Any)".contains("s3c"))
        }
    }

    @Test("a file that is not UTF-8 is refused")
    func notText() throws {
        let file = try folder.write("token", [0x61, 0xFF, 0x62])
        #expect(throws: TokenError.strangeCharacters(.file(file))) {
            try TokenSource.load(environment: [:], tokenFile: file)
        }
    }

    @Test("without a token, the error lists the three sources")
    func none() throws {
        let error = #expect(throws: TokenError.missing(credential: nil)) {
            try TokenSource.load(environment: [:], tokenFile: nil)
        }
        for way in ["DISCORD_TOKEN", "$CREDENTIALS_DIRECTORY/discord_token", "token_file"] {
            #expect(error?.description.contains(way) == true)
        }
        let looked = #expect(throws: TokenError.self) {
            try TokenSource.load(environment: ["CREDENTIALS_DIRECTORY": folder.path], tokenFile: nil)
        }
        #expect(looked?.description.contains("\(folder.path)/discord_token does not exist") == true)
    }

    @Test("a configured file that cannot be read says why")
    func unreadable() throws {
        let absent = folder.path + "/absent"
        #expect(throws: TokenError.unreadable(.file(absent), reason: "no such file")) {
            try TokenSource.load(environment: [:], tokenFile: absent)
        }
        let error = #expect(throws: TokenError.unreadable(.file(folder.path), reason: "Is a directory")) {
            try TokenSource.load(environment: [:], tokenFile: folder.path)
        }
        #expect(error?.description.contains(folder.path) == true)
    }

    @Test(
        "a token file that others can read gives a warning",
        arguments: [(0o600, false), (0o640, true), (0o644, true), (0o604, true), (0o400, false)])
    func permissions(mode: Int, warns: Bool) throws {
        let file = try folder.write("token", "s3cret".utf8, mode: mode)
        let warning = try TokenSource.load(environment: [:], tokenFile: file).warning
        #expect((warning != nil) == warns)
        if let warning { #expect(warning.contains("chmod 600 \(file)") && !warning.contains("s3cret")) }
    }

    @Test("a token file that others can write is refused", arguments: [0o602, 0o620, 0o666])
    func writable(mode: Int) throws {
        let file = try folder.write("token", "s3cret".utf8, mode: mode)
        let flaw = PathFlaw.writable(file, byEveryone: mode & 0o002 != 0)
        let error = #expect(throws: TokenError.untrusted(.file(file), flaw)) {
            try TokenSource.load(environment: [:], tokenFile: file)
        }
        #expect(error?.description.contains("chmod go-w \(file)") == true)
        #expect(throws: TokenError.self) {
            _ = try folder.write("discord_token", "s3cret".utf8, mode: mode)
            return try TokenSource.load(environment: ["CREDENTIALS_DIRECTORY": folder.path], tokenFile: nil)
        }
    }
}
