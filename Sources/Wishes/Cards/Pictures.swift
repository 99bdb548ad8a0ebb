import Discord

/// Fetches the pictures that go along with wishes. Few of them are in memory at once: the next one waits.
final class Pictures {
    /// In bytes: what Discord takes from a bot in every server.
    static let largest = UploadLimits().perFile
    private static let mostAtOnce = 4
    /// Of the alternative text, in UTF-16 units.
    private static let longestDescription = 1_024

    private let port: any GuildPort
    private var inHand = 0
    private var waiters: [AsyncStream<Void>.Continuation] = []

    init(port: any GuildPort) { self.port = port }

    /// Does something with the picture of a wish, or without one. Throws: `PictureFlaw` when it cannot be kept,
    /// `CancellationError`, and what `body` throws.
    func with<Value>(
        _ picture: MessageAttachment?, for work: WorkContext, _ body: (FileUpload?) async throws -> Value
    ) async throws -> Value {
        guard let picture else { return try await body(nil) }
        try await take()
        defer { release() }
        let file: FileUpload
        do {
            file = try await fetch(picture, for: work)
        } catch {
            // What a stop has cut off is no flaw.
            try Task.checkCancellation()
            throw error
        }
        return try await body(file)
    }

    private func fetch(_ picture: MessageAttachment, for work: WorkContext) async throws(PictureFlaw) -> FileUpload {
        guard picture.size <= Self.largest else { throw .tooLarge }
        let bytes: [UInt8]
        do {
            bytes = try await port.serving(work).fetchAttachment(picture, limit: Self.largest)
        } catch {
            throw error.isPassing ? .unreachable : .gone
        }
        guard let kind = PictureKind(bytes) else { throw .noPicture }
        // Discord hides a picture behind a click by this beginning of its name.
        let spoiler = "SPOILER_"
        return FileUpload(
            name: (picture.filename.hasPrefix(spoiler) ? spoiler : "") + "wish.\(kind.rawValue)",
            contentType: kind.contentType, bytes: bytes,
            description: picture.description.map { $0.cut(to: Self.longestDescription) })
    }

    private func take() async throws {
        while inHand >= Self.mostAtOnce {
            let (isFree, end) = AsyncStream.makeStream(of: Void.self)
            waiters.append(end)
            for await _ in isFree {}
            try Task.checkCancellation()
        }
        inHand += 1
    }

    private func release() {
        inHand -= 1
        for waiter in waiters { waiter.finish() }
        waiters = []
    }
}
