import Testing
import Transport

@testable import Discord

@Suite("Files of messages")
struct UploadTests {
    private func file(_ name: String = "a.png", bytes: Int = 3) -> FileUpload {
        FileUpload(name: name, contentType: "image/png", bytes: Array(repeating: 7, count: bytes))
    }

    @Test("Without files a message is JSON; with files it is a form of payload_json and files[n]")
    func form() throws {
        #expect(try RequestBody.message(Array("{}".utf8), files: []) == .json(Array("{}".utf8)))
        let body = try RequestBody.message(Array(#"{"content":"x"}"#.utf8), files: [file(), file("b.png", bytes: 0)])
        let mark = try #require(body.contentType.firstMatch(of: /^multipart\/form-data; boundary=(dreambot-\w+)$/)?.1)
        #expect(
            String(decoding: body.bytes, as: UTF8.self) == """
                --\(mark)\r
                Content-Disposition: form-data; name="payload_json"\r
                Content-Type: application/json\r
                \r
                {"content":"x"}\r
                --\(mark)\r
                Content-Disposition: form-data; name="files[0]"; filename="a.png"\r
                Content-Type: image/png\r
                \r
                \u{7}\u{7}\u{7}\r
                --\(mark)\r
                Content-Disposition: form-data; name="files[1]"; filename="b.png"\r
                Content-Type: image/png\r
                \r
                \r
                --\(mark)--\r\n
                """)
    }

    @Test(
        "A name from outside cannot end its quotes or its line",
        arguments: ["a\"; name=\"files[9]", "a\r\nX: y", "a\\\"b", "a\u{0}b", String(repeating: "n", count: 10_000)])
    func hostileNames(name: String) throws {
        var sent = file(name)
        sent.contentType = name
        let body = try RequestBody.message([], files: [sent])
        let text = String(decoding: body.bytes, as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        let head = try #require(lines.first { $0.contains("files[0]") })
        #expect(head.count { $0 == "\"" } == 4)
        #expect(head.utf8.count < 400)
        #expect(!lines.contains { $0.hasPrefix("X:") })
    }

    @Test("Ten files of the guild's size are sent; more, larger ones, or more than the memory's share are not")
    func limits() throws {
        let limits = UploadLimits()
        #expect(throws: Never.self) { try limits.check(Array(repeating: file(), count: 10)) }
        #expect(throws: UploadFlaw.tooMany(most: 10)) { try limits.check(Array(repeating: file(), count: 11)) }
        #expect(throws: Never.self) { try limits.check([file(bytes: 10 << 20)]) }
        #expect(throws: UploadFlaw.tooLarge(most: 10 << 20)) { try limits.check([file(bytes: 10 << 20 + 1)]) }
        #expect(throws: UploadFlaw.tooLarge(most: 25 << 20)) {
            try UploadLimits(premiumTier: 3).check([file(bytes: 25 << 20 + 1)])
        }
        #expect((-1...4).map { UploadLimits(premiumTier: $0).perFile >> 20 } == [10, 10, 10, 50, 100, 100])
        #expect(UploadLimits(premiumTier: 3).largest == 25 << 20)
    }

    @Test("An upload has more time the larger it is")
    func time() {
        let limits = HTTPLimits()
        #expect(limits.allowing(upload: 100) == limits)
        #expect(limits.allowing(upload: 10 << 20).firstByte == limits.firstByte + .seconds(80))
        #expect(limits.allowing(upload: 10 << 20).total == limits.total + .seconds(80))
    }
}

@Suite("Downloads of files")
struct AttachmentDownloadTests {
    private static let cdn = "https://cdn.discordapp.com/attachments/1/2/a.png?ex=1&is=2&hm=3"

    private func attachment(_ url: String = cdn, size: Int = 3) -> MessageAttachment {
        MessageAttachment(id: 2, filename: "a.png", size: size, url: url)
    }

    private func failure(
        _ attachment: MessageAttachment, _ answer: Result<HTTPResponse, TransportError>
    ) async -> (RESTError.Kind?, requests: Int) {
        let test = ClientUnderTest([answer])
        do {
            _ = try await test.client.files.bytes(of: attachment, limit: 10)
            return (nil, test.transport.log.count)
        } catch {
            return (error.kind, test.transport.log.count)
        }
    }

    @Test("A file is fetched from Discord's addresses, without the token and within the limit")
    func request() async throws {
        let test = ClientUnderTest([.success(HTTPResponse(status: 200, headers: [], body: [1, 2, 3]))])
        #expect(try await test.client.files.bytes(of: attachment(), limit: 10) == [1, 2, 3])
        let request = try #require(test.transport.log.all.first)
        #expect(request.url == Self.cdn)
        #expect(request.headers.map(\.name) == ["User-Agent"])
        #expect(request.limits.responseBytes == 10)
        #expect(request.body == nil)
    }

    @Test(
        "No other address is asked",
        arguments: [
            "http://cdn.discordapp.com/a", "https://cdn.discordapp.com.evil.test/a", "https://cdn.discordapp.com@evil/",
            "https://cdn.discordapp.com:444/a", "https://evil.test/https://cdn.discordapp.com/", "file:///etc/passwd",
            "https://cdn.discordapp.com\\@evil.test/", " https://cdn.discordapp.com/a", "https://CDN.discordapp.com/a",
            "https://cdn.discordapp.com/a\r\nHost: evil", "https://cdn.discordapp.com/ü", "", "//cdn.discordapp.com/a",
            "http://127.0.0.1/a", "http://169.254.169.254/latest", "https://discord.com/api/v10/users/@me",
            "https://cdn.discordapp.com/" + String(repeating: "a", count: 3_000),
        ])
    func foreignAddress(url: String) async {
        let (kind, requests) = await failure(attachment(url), .ok)
        #expect(kind == .invalid(.general))
        #expect(requests == 0)
    }

    @Test("With an API on this machine, its files are fetched from the same port")
    func local() {
        let trust = FileTrust(apiBaseURL: "http://127.0.0.1:8080/api/v10")
        #expect(trust.admits("http://127.0.0.1:8080/attachments/1/2/a.png"))
        #expect(trust.admits("http://localhost:8080/attachments/1/2/a.png"))
        #expect(trust.admits(Self.cdn))
        #expect(!trust.admits("http://127.0.0.1:8081/attachments/1/2/a.png"))
        #expect(!trust.admits("http://127.0.0.1/attachments/1/2/a.png"))
        #expect(!trust.admits("http://127.0.0.1:8080@evil.test/a"))
        #expect(FileTrust(apiBaseURL: "http://[::1]:99/api").admits("http://[::1]:99/a"))
        #expect(FileTrust(apiBaseURL: "http://localhost/api").admits("http://127.0.0.1/a"))
        #expect(!FileTrust(apiBaseURL: "https://proxy.test:99/api").admits("https://proxy.test:99/a"))
        #expect(!FileTrust(apiBaseURL: "nonsense").admits("nonsense/a"))
    }

    @Test("A file that is too large is not asked for, or not read to its end")
    func tooLarge() async {
        #expect(await failure(attachment(size: 11), .ok) == (.invalid(.general), 0))
        let excess = TransportError(.tooLarge, mayHaveBeenSent: true, "too large")
        #expect(await failure(attachment(), .failure(excess)) == (.invalid(.general), 1))
    }

    @Test("Failures that may pass are told from those that stay; a redirect is not followed")
    func failures() async {
        #expect(await failure(attachment(), .lost) == (.unreachable, 1))
        #expect(await failure(attachment(), .status(503)) == (.retryLater, 1))
        #expect(await failure(attachment(), .status(429)) == (.retryLater, 1))
        #expect(await failure(attachment(), .status(404)) == (.invalid(.general), 1))
        #expect(await failure(attachment(), .status(302)) == (.invalid(.general), 1))
        let cancelled = TransportError(.cancelled, mayHaveBeenSent: true, "cancelled")
        #expect(await failure(attachment(), .failure(cancelled)) == (.cancelled, 1))
    }

    @Test("Too many edits of old messages are no rate limit: the call fails at once, others go on")
    func oldEdits() async throws {
        let body = #"{"message":"Maximum number of edits to messages older than 1 hour reached.","code":30046}"#
        let headers = [HTTPField("X-RateLimit-Bucket", "b"), HTTPField("Retry-After", "600")]
        let test = ClientUnderTest([.success(.json(429, body, headers)), .ok])
        let error = await test.failure(.editMessage(1, 2))
        #expect(error?.kind == .invalid(.tooManyOldEdits))
        #expect(test.transport.log.count == 1)
        _ = try await test.client.perform(.editMessage(1, 3))
        #expect(test.transport.log.count == 2)
    }
}
