import Transport

/// Answers for tests that need unusual headers.
enum HTTPResponseMaker {
    static func response(_ status: Int, _ body: String) -> HTTPResponse {
        HTTPResponse(status: status, headers: [], body: Array(body.utf8))
    }

    static func field(_ name: String, _ value: String) -> HTTPField { HTTPField(name, value) }
}
