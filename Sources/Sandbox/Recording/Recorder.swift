import Foundation

/// Writes a session's traffic to a file as JSON lines. Tokens are never in it. A request is written with its answer, and
/// numbered when it came: readers put the lines in the order of their numbers.
struct Recorder {
    /// The format of the lines; a change that older versions cannot read raises it.
    static let format = 1

    private let file: FileHandle
    private var last = 0

    /// Makes the file, readable for its owner alone; an older one of that name is replaced. Throws:
    /// `Sandbox.Failure.invalid`.
    init(path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Sandbox.Failure.invalid("\(path) could not be written: \(String(cString: strerror(errno)))")
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try write(["kind": "recording", "format": .int(Self.format), "sandbox": .string(Sandbox.version)])
    }

    /// The number of an event that happens now.
    mutating func number() -> Int {
        last += 1
        return last
    }

    /// Adds an event. `token` is the bot's, which is left out wherever it occurs.
    func write(_ event: RecordedEvent, number: Int, at now: Date, token: String) throws {
        guard case .object(let pairs) = event.json.masked(token) else { return }
        let head = [JSON.Pair("n", .int(number)), JSON.Pair("at", .string(Timestamp.text(now)))]
        try write(.object(head + pairs))
    }

    private func write(_ line: JSON) throws {
        try file.write(contentsOf: Data((line.serialized + "\n").utf8))
    }
}

/// Reads recordings.
enum Recording {
    /// The events of a file in the order of their numbers. Throws: `Sandbox.Failure.invalid` with the number of a line that is none.
    static func read(_ path: String) throws -> [RecordedEvent] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Sandbox.Failure.invalid("\(path) could not be read.")
        }
        var events: [(number: Int, event: RecordedEvent)] = []
        for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let json = JSON.parse(Data(line)) else { throw fault(path, index, "is not JSON") }
            if json["kind"] == "recording" {
                guard json["format"]?.number == Recorder.format else {
                    throw fault(path, index, "has another format than \(Recorder.format)")
                }
                continue
            }
            guard let event = RecordedEvent(json), let number = json["n"]?.number else {
                throw fault(path, index, "is no event of a recording")
            }
            events.append((number, event))
        }
        return events.sorted { $0.number < $1.number }.map(\.event)
    }

    private static func fault(_ path: String, _ index: Int, _ flaw: String) -> Sandbox.Failure {
        .invalid("\(path): line \(index + 1) \(flaw).")
    }
}

extension Sandbox {
    /// Adds an event to the recording, if there is one. A file that cannot be written ends it.
    func keep(_ event: @autoclosure () -> RecordedEvent, number: Int? = nil) {
        guard let number = number ?? recorder?.number() else { return }
        do {
            try recorder?.write(event(), number: number, at: clock.now(), token: world.portal.token)
        } catch {
            self.recorder = nil
            configuration.logger.error(
                "The recording ends here: its file cannot be written.", metadata: ["reason": "\(error)"])
        }
    }

    /// Adds a request with its answer, under the number of its arrival.
    func keep(_ call: RESTCall, _ outcome: Outcome, number: Int?) {
        guard let number else { return }
        var request = RecordedRequest(
            method: call.method, path: Route.pathWithoutToken(of: call), query: call.query,
            body: .reading(String(decoding: call.body, as: UTF8.self)), status: 0, headers: [:], answer: .null)
        if case .reply(let reply) = outcome {
            request.status = reply.status
            request.headers = Dictionary(reply.headers, uniquingKeysWith: { $1 })
            request.answer = .reading(String(decoding: reply.body, as: UTF8.self))
        }
        keep(.request(request), number: number)
    }
}

extension Route {
    /// The path of a call with `***` in place of the token of an interaction.
    static func pathWithoutToken(of call: RESTCall) -> String {
        guard let (route, _) = try? find(call), route.segments.contains("{token}") else { return call.path }
        let parts = call.path.split(separator: "/")
        return "/" + zip(parts, route.segments).map { $1 == "{token}" ? "***" : String($0) }.joined(separator: "/")
    }
}
