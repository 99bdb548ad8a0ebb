import Testing

@testable import Transport

/// The parts that decide without touching the network.
@Suite struct DecisionTests {
    @Test func theConnectionLimitDependsOnTheProtocolOfTheHost() throws {
        let plain = try RequestOrigin(url: "http://127.0.0.1:1/a")
        let secure = try RequestOrigin(url: "https://h/a")
        var allowance = HostConnectionAllowance()
        #expect(allowance.limit == 1)
        allowance.began(secure, isRepeatable: true)
        #expect(allowance.limit == 1)
        allowance.began(plain, isRepeatable: true)
        #expect(allowance.limit == 8)
        allowance.ended(plain, isRepeatable: true, isMultiplexed: false)
        #expect(allowance.limit == 1)
        allowance.began(secure, isRepeatable: true)
        allowance.ended(secure, isRepeatable: true, isMultiplexed: false)
        #expect(allowance.limit == 6)
        allowance.ended(secure, isRepeatable: true, isMultiplexed: nil)
        allowance.began(secure, isRepeatable: true)
        #expect(allowance.limit == 6)
        allowance.ended(secure, isRepeatable: true, isMultiplexed: true)
        allowance.began(secure, isRepeatable: true)
        #expect(allowance.limit == 1)
    }

    @Test func unrepeatableRequestsAddToTheConnectionLimit() throws {
        let secure = try RequestOrigin(url: "https://h/a")
        let other = try RequestOrigin(url: "https://other/a")
        var allowance = HostConnectionAllowance()
        allowance.began(secure, isRepeatable: false)
        #expect(allowance.limit == 2)
        allowance.began(secure, isRepeatable: true)
        #expect(allowance.limit == 2)
        allowance.began(secure, isRepeatable: false)
        #expect(allowance.limit == 3)
        // The largest need of one host, not the sum over hosts.
        allowance.began(other, isRepeatable: false)
        #expect(allowance.limit == 3)
        allowance.ended(secure, isRepeatable: false, isMultiplexed: true)
        #expect(allowance.limit == 2)
        allowance.ended(secure, isRepeatable: false, isMultiplexed: false)
        #expect(allowance.limit == 6)
        allowance.began(secure, isRepeatable: false)
        #expect(allowance.limit == 7)
        allowance.ended(secure, isRepeatable: false, isMultiplexed: true)
        allowance.ended(other, isRepeatable: false, isMultiplexed: nil)
        #expect(allowance.limit == 1)
    }

    @Test func theAddedConnectionsAreLimited() throws {
        let secure = try RequestOrigin(url: "https://h/a")
        var allowance = HostConnectionAllowance()
        for _ in 0..<250 { allowance.began(secure, isRepeatable: true) }
        #expect(allowance.limit == 1)
        // Two for those that find no place on the first, which would take that of the one.
        allowance.began(secure, isRepeatable: false)
        #expect(allowance.limit == 4)
        for _ in 0..<100 { allowance.began(secure, isRepeatable: false) }
        #expect(allowance.limit == 19)
        for _ in 0..<101 { allowance.ended(secure, isRepeatable: false, isMultiplexed: true) }
        #expect(allowance.limit == 1)
    }

    @Test func anOriginShowsOnlyThePeer() throws {
        let origin = try RequestOrigin(url: "HTTPS://user:word@Example.org/path?query#part")
        #expect(origin.description == "https://Example.org:443")
        #expect(try RequestOrigin(url: "http://[::1]:8080/").description == "http://[::1]:8080")
        let endpoint = StreamEndpoint(host: "::1", port: 8443, tls: true)
        #expect(try RequestOrigin(endpoint: endpoint).url == "https://[::1]:8443/")
    }

    @Test func loopbackIsAlwaysExemptFromProxies() {
        #expect(ProxyExemptions.list(adding: nil) == "localhost,127.0.0.1,127.0.0.0/8,::1")
        #expect(ProxyExemptions.list(adding: "a,b") == "a,b,localhost,127.0.0.1,127.0.0.0/8,::1")
        #expect(ProxyExemptions.list(adding: "*") == "*")
    }

    @Test(arguments: [
        (Duration.zero, 0), (.milliseconds(-5), 0), (.nanoseconds(1), 1), (.milliseconds(50), 50),
        (.microseconds(1001), 2), (.seconds(3), 3000), (.seconds(Int64.max), Int(Int32.max)),
    ])
    func durationsAreRoundedUp(_ duration: Duration, _ milliseconds: Int) {
        #expect(duration.milliseconds == milliseconds)
    }

    @Test func theHeaderLimitCoversAllHeads() {
        var collector = ResponseCollector(bodyLimit: 10)
        var lines = 0
        while feed(&collector, "HTTP/1.1 103 Early\r\n"), feed(&collector, "\r\n") { lines += 22 }
        #expect(collector.excess == .headers)
        #expect((ResponseCollector.headerBytes - 22...ResponseCollector.headerBytes).contains(lines))
    }

    @Test func foldedFieldsAreJoined() {
        var collector = ResponseCollector(bodyLimit: 10)
        for line in ["HTTP/1.1 200 OK\r\n", "A: b\r\n", "\tc \r\n", "D:\r\n", "\r\n", "E: f\r\n"] {
            #expect(feed(&collector, line))
        }
        #expect(collector.headers == [HTTPField("A", "b c"), HTTPField("D", "")])
    }

    private func feed(_ collector: inout ResponseCollector, _ line: String) -> Bool {
        Array(line.utf8).withUnsafeBytes { collector.receivedLine($0) }
    }
}
