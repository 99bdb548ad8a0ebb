import Foundation

extension Sandbox {
    /// Answers a request for a file, as Discord's servers for files do.
    func file(path: String, query: [String: String]) -> Reply {
        guard let file = world.files.file(path: path, query: query, now: clock.now()) else {
            var gone = Reply.text("This content is no longer available.")
            gone.status = 404
            return gone
        }
        // A file that is a web page may run nothing beside the sandbox's own page.
        let headers = [
            ("Content-Security-Policy", "default-src 'none'; sandbox"), ("X-Content-Type-Options", "nosniff"),
            ("Content-Disposition", "attachment"),
        ]
        return Reply(status: 200, headers: headers, contentType: file.contentType, body: Data(file.bytes))
    }
}
