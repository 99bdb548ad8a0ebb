import FlyingFox
import Foundation

/// The WebSocket of one page: sends what changes; whatever the page sends is ignored.
struct PageSocket: WSHandler {
    let sandbox: Sandbox

    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
        let number = await sandbox.openPage()
        let reader = Task {
            await Self.readToEnd(client)
            await sandbox.closePage(number)
        }
        let frames = PageFrames(sandbox: sandbox, page: number, reader: reader)
        return AsyncStream {
            await frames.next()
        } onCancel: {
            reader.cancel()
        }
    }

    private static func readToEnd(_ client: AsyncThrowingStream<WSFrame, any Error>) async {
        do {
            for try await frame in client where frame.opcode == .close { return }
        } catch {
            // A connection that breaks ends the page as a close frame does.
            return
        }
    }
}

/// The frames for one page, each with all that is new when the page is ready for it.
private actor PageFrames {
    /// The least time between two frames: a storm of changes becomes a few frames.
    private static let pause = Duration.milliseconds(15)

    private let sandbox: Sandbox
    private let page: Int
    private let reader: Task<Void, Never>
    private var lastSent: ContinuousClock.Instant?
    private var saidGoodbye = false

    init(sandbox: Sandbox, page: Int, reader: Task<Void, Never>) {
        (self.sandbox, self.page, self.reader) = (sandbox, page, reader)
    }

    func next() async -> WSFrame? {
        if let lastSent { try? await Task.sleep(until: lastSent + Self.pause) }
        if let text = await sandbox.nextPageText(page) {
            lastSent = .now
            return WSFrame(fin: true, opcode: .text, mask: nil, payload: Data(text.utf8))
        }
        guard saidGoodbye else {
            saidGoodbye = true
            return .close(code: WSCloseCode(1000, reason: ""))
        }
        // As for the gateway: no read may be pending when the server closes the socket.
        reader.cancel()
        await reader.value
        return nil
    }
}

extension Sandbox {
    /// Registers a page; its first delivery is everything.
    func openPage() -> Int {
        world.isWatched = true
        return pages.add()
    }

    func closePage(_ number: Int) {
        pages.remove(number)
        world.isWatched = !pages.isEmpty
    }

    /// What is new for a page; waits until something is. nil when the page is closed.
    func nextPageText(_ number: Int) async -> String? {
        while pages.isOpen(number) {
            if let delivery = pages.take(number, traffic, bot?.log ?? BotLog()) { return pageText(delivery) }
            await withCheckedContinuation { pages.wait(number, $0) }
        }
        return nil
    }

    /// Records traffic and lets the pages know.
    func record(_ event: TrafficEntry.Event) {
        traffic.add(event, at: clock.now())
        pages.wake()
    }
}
