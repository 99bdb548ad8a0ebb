import Foundation

extension Sandbox {
    /// Answers a request for a file, as Discord's servers for files do.
    func file(path: String, query: [String: String]) -> Reply {
        guard let file = world.files.file(path: path, query: query, now: clock.now()) else {
            var gone = Reply.text("This content is no longer available.")
            gone.status = 404
            return gone
        }
        return Reply(status: 200, contentType: file.contentType, body: Data(file.bytes))
    }
}
