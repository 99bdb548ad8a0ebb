import Foundation
import Testing

@testable import Transport

/// Verified TLS, over HTTP and as a stream. Needs the machine's `openssl`, and `node` for HTTP/2.
@Suite(.enabled(if: TLSServer.hasOpenSSL, "openssl is not installed"))
struct TLSTests {
    @Test func aTrustedCertificateIsAccepted() async throws {
        let server = try TLSServer.openSSL("-www")
        try await withLoop { loop in
            let transport = CurlHTTPTransport(loop: loop, caFile: server.certificate)
            let request = HTTPRequest(method: "GET", url: "https://127.0.0.1:\(server.port)/")
            try await #expect(transport.send(request).status == 200)
        }
    }

    @Test func anUnknownCertificateIsRefused() async throws {
        let server = try TLSServer.openSSL("-www")
        try await withLoop { loop in
            let request = HTTPRequest(method: "GET", url: "https://127.0.0.1:\(server.port)/")
            let error = try await failure(CurlHTTPTransport(loop: loop), request)
            #expect(error.kind == .tls)
            #expect(!error.mayHaveBeenSent)
        }
    }

    @Test func aCertificateForAnotherNameIsRefused() async throws {
        let server = try TLSServer.openSSL("-www")
        try await withLoop { loop in
            let transport = CurlHTTPTransport(loop: loop, caFile: server.certificate)
            let request = HTTPRequest(method: "GET", url: "https://localhost:\(server.port)/")
            try await #expect(failure(transport, request).kind == .tls)
        }
    }

    @Test func aStreamCarriesBytesBothWays() async throws {
        let server = try TLSServer.openSSL("-rev")
        try await withLoop { loop in
            let opener = CurlByteStreamOpener(loop: loop, caFile: server.certificate)
            let user = try await StreamUser.connect(opener, port: server.port, tls: true)
            let answer = try await user.exchange(Array("abc\n".utf8), expecting: 4)
            #expect(String(decoding: answer, as: UTF8.self) == "cba\n")
            await user.close()
        }
    }

    @Test func theRestOfAPartlyReadRecordEndsTheWait() async throws {
        let server = try TLSServer.openSSL("-rev")
        try await withLoop { loop in
            let opener = CurlByteStreamOpener(loop: loop, caFile: server.certificate)
            let user = try await StreamUser.connect(opener, port: server.port, tls: true)
            let line = Array(repeating: UInt8(ascii: "x"), count: 2000) + [10]
            try await #expect(user.send(line[...]) == line.count)
            try await #expect(user.readPieces(of: 100, count: line.count) == line)
        }
    }

    /// The server's output is read slowly enough for the kernel to be full again and again.
    @Test func eightMegabytesArriveThroughAFullKernel() async throws {
        let server = try TLSServer.openSSL()
        let bytes = pattern(8 << 20)
        try await withLoop { loop in
            let opener = CurlByteStreamOpener(loop: loop, caFile: server.certificate)
            let user = try await StreamUser.connect(opener, port: server.port, tls: true)
            async let arrived = read(bytes, from: server.output)
            // Nothing comes back: once all is taken, the last record leaves during a wait for input.
            try await #expect(user.exchange(bytes, expecting: 0).isEmpty)
            let waiting = Task { await user.wait(.readable, .seconds(10)) }
            #expect(await arrived)
            user.waker.wake()
            #expect(await waiting.value == .woken)
        }
    }

    /// The server's output is not read, so that it stops to read what it is sent.
    @Test func aFailedRecordIsReportedByTheNextCall() async throws {
        let server = try TLSServer.openSSL()
        try await withLoop { loop in
            let opener = CurlByteStreamOpener(loop: loop, caFile: server.certificate)
            let user = try await StreamUser.connect(opener, port: server.port, tls: true)
            #expect(try await user.fill())
            server.stop()
            #expect(await user.wait([]) == .ready)
            let before = loop.turnCount
            #expect(await user.wait([], .milliseconds(200)) == .deadline)
            #expect(loop.turnCount - before < 10)
            #expect(await user.wait(.readable) == .ready)
            #expect(await user.wait(.writable) == .ready)
            await #expect(throws: TransportError.self) { try await user.receive() }
        }
    }

    @Test func anUnknownCertificateIsRefusedForAStreamToo() async throws {
        let server = try TLSServer.openSSL("-rev")
        try await withLoop { loop in
            let error = await #expect(throws: TransportError.self) {
                try await StreamUser.connect(CurlByteStreamOpener(loop: loop), port: server.port, tls: true)
            }
            #expect(error?.kind == .tls)
        }
    }

    @Test(.enabled(if: TLSServer.hasNode, "node is not installed"))
    func fiveHundredAtOnceShareOneConnectionOverHTTP2() async throws {
        let server = try TLSServer.node(Self.script(module: "http2", maker: "createSecureServer"))
        try await withLoop { loop in
            let transport = CurlHTTPTransport(loop: loop, caFile: server.certificate)
            let url = "https://127.0.0.1:\(server.port)"
            try await expectAnswers(500, from: transport, at: url)
            let connections = try await transport.send(HTTPRequest(method: "GET", url: "\(url)/connections"))
            #expect(String(decoding: connections.body, as: UTF8.self) == "1")
        }
    }

    @Test(.enabled(if: TLSServer.hasNode, "node is not installed"))
    func anOldTLSServerGetsAFewConnections() async throws {
        let server = try TLSServer.node(Self.script(module: "https", maker: "createServer"))
        try await withLoop { loop in
            let transport = CurlHTTPTransport(loop: loop, caFile: server.certificate)
            let url = "https://127.0.0.1:\(server.port)"
            try await expectAnswers(200, from: transport, at: url)
            let connections = try await transport.send(HTTPRequest(method: "GET", url: "\(url)/connections"))
            let count = try #require(Int(String(decoding: connections.body, as: UTF8.self)))
            #expect((2...6).contains(count))
        }
    }

    /// A server that answers with the path, or with the largest number of connections it had at a time: an idle one may
    /// end and be replaced.
    private static func script(module: String, maker: String) -> String {
        """
        const fs = require('fs'), folder = process.argv[1];
        const options = { key: fs.readFileSync(folder + '/key.pem'), cert: fs.readFileSync(folder + '/cert.pem') };
        let open = 0, most = 0;
        const server = require('\(module)').\(maker)(options, (request, response) => {
            response.end(request.url == '/connections' ? String(most) : request.url);
        });
        server.on('secureConnection', socket => {
            most = Math.max(most, ++open);
            socket.on('close', () => { open -= 1; });
        });
        server.listen(0, '127.0.0.1', () => console.log('ACCEPT 127.0.0.1:' + server.address().port));
        """
    }
}

/// Whether these bytes come, after whatever the server says of itself. On a thread of its own, because reading a pipe
/// blocks.
private func read(_ bytes: [UInt8], from output: FileHandle) async -> Bool {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            var seen = Data()
            var start: Int?
            while seen.count - (start ?? seen.count) < bytes.count {
                // `availableData` returns what is there; `read(upToCount:)` would wait for all of it.
                let more = output.availableData
                if more.isEmpty { break }
                seen += more
                start = start ?? seen.firstRange(of: bytes.prefix(32))?.lowerBound
            }
            continuation.resume(returning: start.map { seen[$0...].elementsEqual(bytes) } ?? false)
        }
    }
}
