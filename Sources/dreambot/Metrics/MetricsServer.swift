import Dispatch
import Foundation
import Synchronization

/// Serves a few small pages over HTTP, on threads of its own: what a client does costs the bot nothing.
///
/// Everything is bounded: eight connections at once, one request each, `HTTPHead.longest` bytes of it, and five seconds for
/// each of reading, answering and writing.
final class MetricsServer: Sendable {
    /// Answers a path.
    typealias Answer = @Sendable (String) async -> HTTPReply

    private static let mostConnections = 8
    private static let patience = Duration.seconds(5)

    private let listener: MetricsListener

    /// Serves at a listener until `close`.
    init(_ listener: MetricsListener, answer: @escaping Answer) {
        self.listener = listener
        let descriptor = listener.descriptor
        Self.thread { Self.serve(descriptor, answer) }
    }

    /// Ends it. Answers under way are still written.
    func close() { listener.close() }

    private static func thread(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = "metrics"
        thread.stackSize = 256 << 10
        thread.start()
    }

    private static func serve(_ listener: Int32, _ answer: @escaping Answer) {
        defer { Foundation.close(listener) }
        let room = DispatchSemaphore(value: mostConnections)
        while true {
            room.wait()
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else {
                room.signal()
                switch errno {
                case EINTR, ECONNABORTED: continue
                // Out of descriptors or memory: that may pass.
                case EMFILE, ENFILE, ENOBUFS, ENOMEM: sleep(1)
                default: return
                }
                continue
            }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            _ = fcntl(connection, F_SETFL, O_NONBLOCK)
            thread {
                exchange(connection, answer)
                Foundation.close(connection)
                room.signal()
            }
        }
    }

    private static func exchange(_ connection: Int32, _ answer: @escaping Answer) {
        let bytes = read(connection, until: .now + patience)
        guard let bytes else { return }
        var withBody = true
        let reply: HTTPReply
        if bytes.count > HTTPHead.longest {
            reply = .line(431, "The request is too long.")
        } else if let head = HTTPHead(bytes) {
            withBody = head.method != "HEAD"
            let isRead = head.method == "GET" || head.method == "HEAD"
            reply = isRead ? wait(for: head.path, answer) : .line(405, "Only GET and HEAD are served.")
        } else {
            reply = .line(400, "This is no HTTP/1 request.")
        }
        write(reply.bytes(withBody: withBody), connection, until: .now + patience)
    }

    /// The answer, or 503 when it takes too long: a part of the program may be stuck.
    private static func wait(for path: String, _ answer: @escaping Answer) -> HTTPReply {
        let (box, isThere) = (Box(), DispatchSemaphore(value: 0))
        let task = Task {
            let reply = await answer(path)
            box.reply.withLock { $0 = reply }
            isThere.signal()
        }
        _ = isThere.wait(timeout: .now() + .nanoseconds(Int(patience / .nanoseconds(1))))
        task.cancel()
        return box.reply.withLock { $0 } ?? .line(503, "dreambot did not answer in time: a part of it is stuck.")
    }

    private final class Box: Sendable {
        let reply = Mutex<HTTPReply?>(nil)
    }

    /// The head; longer than allowed when it does not end. Nil when the client left or took too long.
    private static func read(_ connection: Int32, until deadline: ContinuousClock.Instant) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1_024)
        while !HTTPHead.isComplete(bytes), bytes.count <= HTTPHead.longest {
            guard isReady(connection, POLLIN, until: deadline) else { return nil }
            let count = Foundation.read(connection, &buffer, buffer.count)
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8], _ connection: Int32, until deadline: ContinuousClock.Instant) {
        var rest = bytes[...]
        while !rest.isEmpty, isReady(connection, POLLOUT, until: deadline) {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
        shutdown(connection, Int32(SHUT_WR))
        // What the client still sends would turn the answer into a reset: it is taken for a moment.
        var (buffer, left) = ([UInt8](repeating: 0, count: 4_096), 64 << 10)
        while left > 0, isReady(connection, POLLIN, until: .now + .milliseconds(200)) {
            let count = Foundation.read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            left -= count
        }
    }

    private static func isReady(_ descriptor: Int32, _ events: Int32, until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return false }
            var state = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let count = poll(&state, 1, Int32(left / .milliseconds(1)) + 1)
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }
}
