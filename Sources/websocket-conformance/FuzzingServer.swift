import Transport
import WebSocket

/// Autobahn's client protocol: one connection asks for the number of cases, one runs each case, and a last one makes the
/// server write its reports.
struct FuzzingServer: Sendable {
    private let address: ServerAddress
    private let agent: AgentName
    private let opener: CurlByteStreamOpener
    private let limit: Duration

    /// The limit is for each connection.
    init(_ address: ServerAddress, agent: AgentName, opener: CurlByteStreamOpener, limit: Duration) {
        self.address = address
        self.agent = agent
        self.opener = opener
        self.limit = limit
    }

    /// The number of cases that the server is configured to run.
    /// - Throws: `RunFailure`.
    func caseCount() async throws -> Int {
        let answer = try await connect("/getCaseCount").firstText()
        guard let answer else { throw RunFailure.unexpected("it did not send its number of cases.") }
        guard let count = Int(answer), count >= 0 else {
            throw RunFailure.unexpected("\(String(answer.prefix(80)).debugDescription) is not a number of cases.")
        }
        return count
    }

    /// Runs one case, counted from 1. Returns when the connection is over, cleanly or not.
    /// - Throws: `RunFailure`.
    func runCase(_ number: Int) async throws {
        try await connect("/runCase?case=\(number)&agent=\(agent.encoded)").echo()
    }

    /// Makes the server write its reports.
    /// - Throws: `RunFailure`.
    func updateReports() async throws {
        _ = try await connect("/updateReports?agent=\(agent.encoded)").firstText()
    }

    private func connect(_ target: String) async throws -> FuzzingConnection {
        try await FuzzingConnection.open(address, target: target, opener: opener, limit: limit)
    }
}
