/// Suspends each caller of `pass` until it is opened; `reached` returns when the first has come.
final class Gate: Sendable {
    private let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    private let (opening, opener) = AsyncStream.makeStream(of: Void.self)

    func pass() async {
        signal()
        for await _ in opening {}
    }

    func signal() { arrival.yield() }

    func reached() async { for await _ in arrivals { return } }

    func open() { opener.finish() }
}
