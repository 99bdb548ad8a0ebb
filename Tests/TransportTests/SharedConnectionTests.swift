import TestSupport
import Testing

@testable import Transport

/// Exchanges that share one HTTP/2 connection, and those that must not. Needs the machine's `openssl` and `node`.
@Suite(.enabled(if: TLSServer.hasNode, "openssl or node is not installed"))
struct SharedConnectionTests {
    @Test func allExchangesOfASharedConnectionAreAnswered() async throws {
        try await withSharingServer { server in
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 { group.addTask { try await server.send("GET", "/held") } }
                for _ in 0..<Self.rounds {
                    try await #expect(group.next() == "/held")
                    group.addTask { try await server.send("GET", "/held") }
                }
                group.cancelAll()
            }
            try await #expect(server.send("GET", "/most") == "1")
        }
    }

    @Test func anUnrepeatableRequestStartsAtOnceBesideOthers() async throws {
        try await withSharingServer { server in
            try await withThrowingTaskGroup { group in
                for _ in 0..<3 { group.addTask { try await server.send("GET", "/held") } }
                // From the first answer on, the connection that they share is never idle.
                try await #expect(group.next() == "/held")
                group.addTask { try await server.send("POST", "/alone", isRepeatable: false) }
                var isAnswered = false
                for _ in 0..<Self.rounds where !isAnswered {
                    group.addTask { try await server.send("GET", "/held") }
                    isAnswered = try await group.next() == "/alone"
                }
                #expect(isAnswered)
                group.cancelAll()
            }
            try await #expect(server.send("GET", "/most") == "2")
        }
    }

    @Test func anUnrepeatableRequestIsSentOnce() async throws {
        try await withSharingServer { server in
            let caller = Task { try await server.send("POST", "/once", isRepeatable: false) }
            try await #expect(server.node.nextLine() == "/once")
            // It shares the connection, which libcurl then takes for a kept one; the server resets it.
            _ = try? await server.send("GET", "/reset")
            let error = await #expect(throws: TransportError.self) { try await caller.value }
            #expect(error?.kind == .broken)
            #expect(error?.mayHaveBeenSent == true)
        }
    }

    @Test func connectionsOfUnrepeatableRequestsAreClosed() async throws {
        try await withSharingServer { server in
            for _ in 0..<8 {
                try await #expect(server.send("POST", "/alone", isRepeatable: false) == "/alone")
                try await #expect(server.send("GET", "/shared") == "/shared")
            }
            // One is kept and one is new; the server may hear late of the end of a third.
            let most = try await server.send("GET", "/most")
            #expect(["2", "3"].contains(most))
        }
    }

    /// Node ends a connection on which a thousand exchanges were reset, as libcurl does to each that is over.
    private static let rounds = 500
}

/// A server that keeps two requests for `/held` waiting: it answers the oldest when a third has come. It does not
/// answer `/once`, but prints it, until the first `/reset` has reset all connections.
private struct SharingServer: Sendable {
    let transport: CurlHTTPTransport
    let node: TLSServer

    /// Sends a request and returns what comes back: the path, or for `/most` the largest number of connections that the
    /// server had at a time.
    func send(_ method: String, _ path: String, isRepeatable: Bool = true) async throws -> String {
        let request = HTTPRequest(
            method: method, url: "https://127.0.0.1:\(node.port)\(path)",
            limits: HTTPLimits(connect: .patience, firstByte: .patience, total: .patience), isRepeatable: isRepeatable)
        return String(decoding: try await transport.send(request).body, as: UTF8.self)
    }

    static let script = """
        const fs = require('fs'), folder = process.argv[1];
        const options = { key: fs.readFileSync(folder + '/key.pem'), cert: fs.readFileSync(folder + '/cert.pem') };
        const held = [], sockets = [];
        let open = 0, most = 0, isReset = false;
        const server = require('http2').createSecureServer(options, (request, response) => {
            if (request.url == '/held') {
                held.push(response);
                if (held.length > 2) held.shift().end('/held');
            } else if (request.url == '/once' && !isReset) {
                console.log('/once');
            } else if (request.url == '/reset' && !isReset) {
                isReset = true;
                for (const socket of sockets) socket.resetAndDestroy();
            } else {
                response.end(request.url == '/most' ? String(most) : request.url);
            }
        });
        server.on('connection', socket => sockets.push(socket));
        server.on('secureConnection', socket => {
            most = Math.max(most, ++open);
            socket.on('close', () => { open -= 1; });
        });
        server.listen(0, '127.0.0.1', () => console.log('ACCEPT 127.0.0.1:' + server.address().port));
        """
}

private func withSharingServer(_ body: (SharingServer) async throws -> Void) async throws {
    let node = try TLSServer.node(SharingServer.script)
    try await withLoop { loop in
        let transport = CurlHTTPTransport(loop: loop, caFile: node.certificate)
        try await body(SharingServer(transport: transport, node: node))
    }
}
