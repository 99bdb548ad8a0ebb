import Discord
import Foundation
import Logging
import Synchronization
import Testing

@testable import Wishes
@testable import dreambot

@Suite("Log lines")
struct LineLogHandlerTests {
    private static let hostile =
        "X: 9 updated, 9 deleted, 0 errors, 9 manifested\n<0>forged\u{1B}[31m\u{7}\u{202E}\u{85}\u{2028}\"="

    private static func line(_ style: LineLogHandler.Style, _ message: String, _ value: String) -> String {
        LineLogHandler.line(style, label: "t", .info, message, ["guild": "\(value)", "wish": "5001"])
    }

    @Test("In every format a hostile name stays within its value and on its line")
    func hostileNames() throws {
        for style in [LineLogHandler.Style.text, .journal, .json, .journalJSON] {
            let line = Self.line(style, "Joined.", Self.hostile)
            #expect(
                !line.unicodeScalars.contains {
                    ["\n", "\u{1B}", "\u{7}", "\u{202E}", "\u{85}", "\u{2028}"].contains($0)
                })
        }
        let text = Self.line(.journal, "Joined.", Self.hostile)
        #expect(text.hasPrefix("<6>Joined. guild=\"X: 9 updated"))
        #expect(text.hasSuffix(#"\u{2028}\"=" wish=5001"#))
        let json = Self.line(.json, "Joined.", Self.hostile)
        let read = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        #expect(read["guild"] == Self.hostile && read["message"] == "Joined.")
    }

    @Test("Plain values are not quoted, others are")
    func plainValues() {
        for (value, shown) in [
            ("moss", "moss"), ("🌟", "🌟"), ("two words", "\"two words\""), ("", "\"\""), ("a=b", "\"a=b\""),
            (#"say "hi""#, #""say \"hi\"""#), ("a\u{200B}b", #""a\u{200B}b""#), (#"c:\x"#, #""c:\\x""#),
        ] { #expect(LineLogHandler.line(.journal, label: "t", .info, "S.", ["k": "\(value)"]) == "<6>S. k=\(shown)") }
    }

    @Test("JSON names the part, writes numbers as numbers and ids as text, and loses no metadata to its own fields")
    func json() throws {
        let lines = Mutex<[String]>([])
        let level = LogLevelSwitch(.info)
        var log = Logger(label: "dreambot") { label in
            LineLogHandler(label: label, level: level, style: .json) { line in lines.withLock { $0.append(line) } }
        }
        log.info("Whole.")
        log = log.labelled("rest")
        log.info(
            "Part.",
            metadata: [
                "count": .number(42), "share": .stringConvertible(0.5), "guild": "42", "wish": "\(Snowflake(5001))",
                "level": "debug", "message": "other",
            ])
        let found = lines.withLock { $0 }
        #expect(found[0].contains(#""message":"Whole.","part":"dreambot""#))
        for words in [
            #""part":"rest""#, #""count":42"#, #""share":0.5"#, #""guild":"42""#, #""wish":"5001""#,
            #""level":"info""#, #""level_":"debug""#, #""message":"Part.""#, #""message_":"other""#,
        ] { #expect(found[1].contains(words), "\(words) is missing in \(found[1])") }
    }

    @Test("For the journal a JSON line has its priority before it, by its level")
    func journalJSON() {
        for (level, priority) in [(Logger.Level.critical, 2), (.warning, 4), (.info, 6), (.trace, 7)] {
            let line = LineLogHandler.line(.journalJSON, label: "t", level, "S.", [:])
            #expect(line.hasPrefix("<\(priority)>{") && line.hasSuffix("}"))
        }
    }

    @Test("The journal is known by the descriptor that JOURNAL_STREAM names, not by the variable alone")
    func journalStream() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        var status = stat()
        try #require(fstat(descriptor, &status) == 0)
        let stream = "\(status.st_dev):\(status.st_ino)"
        #expect(Journal.takes(descriptor, environment: ["JOURNAL_STREAM": stream]))
        for other in ["\(status.st_dev):\(status.st_ino + 1)", "", "9:1", stream + " "] {
            #expect(!Journal.takes(descriptor, environment: ["JOURNAL_STREAM": other]))
        }
        #expect(!Journal.takes(descriptor, environment: [:]))
        #expect(!Journal.takes(-1, environment: ["JOURNAL_STREAM": stream]))
    }

    @Test("The sync line keeps its form: a name that looks like part of it is in quotes")
    func syncLine() {
        var report = SyncReport(guildID: Snowflake(1), guildName: "Reef Explorers", cause: .startUp)
        #expect(
            report.line == "[Suggestions] Synced guild Reef Explorers: 0 updated, 0 deleted, 0 errors, 0 manifested")
        report.guildName = "X: 9 updated, 9 deleted, 0 errors, 9 manifested"
        #expect(
            report.line
                == "[Suggestions] Synced guild \"X: 9 updated, 9 deleted, 0 errors, 9 manifested\": "
                + "0 updated, 0 deleted, 0 errors, 0 manifested")
        for name in [Self.hostile, "\u{202E}", "", "\"", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b"] {
            report.guildName = name
            let shown = report.line.dropFirst("[Suggestions] Synced guild ".count)
            #expect(shown.hasPrefix("\""))
            #expect(shown.hasSuffix("\": 0 updated, 0 deleted, 0 errors, 0 manifested"))
        }
    }

    @Test("A line is bounded, whatever is in it: journald would cut a longer one, and what follows would be a line")
    func longValues() {
        let long = String(repeating: "🌟", count: 100_000)
        for style in [LineLogHandler.Style.text, .journal, .json, .journalJSON] {
            #expect(Self.line(style, long, long).utf8.count < 48 << 10)
        }
    }

    @Test("The writer of the log, the terminal and the service manager's status hide secrets")
    func secrets() async {
        let secret = Secret("log-writer-secret-5RtY8uJk")
        let lines = Mutex<[UInt8]>([])
        let writer = LogWriter(
            .init { bytes in
                lines.withLock { $0 += bytes }
                return bytes.count
            }, notice: { "\($0)" })
        writer.write("reason=\(secret.reveal()) and \(secret.reveal().dropFirst(4).uppercased())")
        writer.close(within: .seconds(10))
        #expect(String(decoding: lines.withLock { $0 }, as: UTF8.self) == "reason=<secret> and <secret>\n")
        #expect(Output.safe("error: log-writer-secret-5R\u{1B}") == #"error: <secret>\u{1B}"#)
    }

    @Test("Only the lists of mistakes have several lines; no other error can add one")
    func errorLines() {
        struct Hostile: Error, CustomStringConvertible { var description: String { "a\nb\u{1B}[2J" } }
        #expect(Exit.lines(of: Hostile()).map(Output.safe) == [#"dreambot: a\nb\u{1B}[2J"#])
        let gone = DiscordImportError.noSuggestionsChannel("x", guild: "Evil\nGuild: has no")
        #expect(Exit.lines(of: gone).count == 1)
        #expect("\(gone)".hasPrefix(#""Evil\nGuild: has no" has no channel x"#))
        let address = GatewayFatal.untrustedAddress("wss://evil.example/\u{1B}]0;owned\u{7}\n")
        #expect(Exit.lines(of: address).count == 1 && "\(address)".contains(#"\u{1B}]0;owned\u{7}\n""#))
        #expect(Exit.lines(of: TokenError.missing(credential: nil)).count == 4)
    }
}
