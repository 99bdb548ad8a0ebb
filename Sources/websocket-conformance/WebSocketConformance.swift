import ArgumentParser
import Foundation
import Transport

/// Runs Autobahn|Testsuite, the usual conformance test of WebSocket clients, against our client.
@main
struct WebSocketConformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "websocket-conformance",
        abstract: "Runs every case of an Autobahn|Testsuite fuzzing server against dreambot's WebSocket client.",
        discussion: """
            The server is started with: wstest --mode fuzzingserver. It judges, and writes its reports at the end.

            Exit codes: 0 all cases were run, whatever their verdict; 64 usage; 69 the server cannot be reached; \
            70 internal; 76 it is no fuzzing server.
            """)

    @Argument(
        help: "The server: ws://127.0.0.1:9001 (this machine only) or wss://HOST:PORT.",
        transform: ServerAddress.init)
    var url: ServerAddress

    @Option(help: "The name under which the server files its verdicts.", transform: AgentName.init)
    var agent: AgentName

    @Option(help: "The most seconds one case may take.")
    var caseLimit = 120

    func validate() throws {
        guard caseLimit > 0 else { throw ValidationError("--case-limit must be at least 1.") }
    }

    func run() async throws {
        do {
            let loop = try NetworkLoop(name: "conformance")
            defer { loop.shutdown() }
            let server = FuzzingServer(
                url, agent: agent, opener: CurlByteStreamOpener(loop: loop), limit: .seconds(caseLimit))
            try await run(server)
        } catch let failure as RunFailure {
            Output.error("websocket-conformance: \(failure)")
            throw failure.exitCode
        } catch {
            Output.error("websocket-conformance: \(error)")
            throw ExitCode(70)
        }
    }

    private func run(_ server: FuzzingServer) async throws {
        let count = try await server.caseCount()
        Output.line("\(count) cases")
        for number in stride(from: 1, through: count, by: 1) {
            do {
                try await server.runCase(number)
            } catch {
                // The server gives the verdict; this line only reports that the connection failed.
                Output.line("case \(number): \(error)")
            }
            if number.isMultiple(of: 50) || number == count { Output.line("\(number) of \(count) done") }
        }
        try await server.updateReports()
    }
}

/// Unbuffered output, so that progress is visible through a pipe.
private enum Output {
    static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
