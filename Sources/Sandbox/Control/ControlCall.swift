import Foundation

/// A call of the control API.
struct ControlCall: Sendable {
    var method: String
    /// The segments below `/control`, decoded.
    var path: [String]
    var query: [String: String]
    var body: Data

    /// The body as a JSON object; empty without a body. Throws: `Failure.invalid`.
    func json() throws -> JSON {
        guard !body.isEmpty else { return [:] }
        guard let json = JSON.parse(body), json.isObject else {
            throw Sandbox.Failure.invalid("The body is not a JSON object.")
        }
        return json
    }

    /// A whole number of the query; nil when absent. Throws: `Failure.invalid`.
    func number(_ name: String) throws -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text) else { throw Sandbox.Failure.invalid("\(name) is not a whole number: \(text)") }
        return number
    }

    /// Whether a query parameter is 1, true or yes.
    func flag(_ name: String) -> Bool {
        ["1", "true", "yes"].contains(query[name]?.lowercased() ?? "")
    }
}

extension JSON {
    /// A required text; a number is read as its text. Throws: `Failure.invalid` when it is missing.
    func required(_ key: String) throws -> String {
        guard let value = present(key), let text = value.text ?? value.number.map({ String($0) }) else {
            throw Sandbox.Failure.invalid("\"\(key)\" is missing.")
        }
        return text
    }

    /// A list of texts; one text is a list of one.
    func texts(_ key: String) -> [String]? {
        guard let value = present(key) else { return nil }
        return value.text.map { [$0] } ?? value.list?.compactMap(\.text)
    }

    /// A Boolean; false when absent.
    func isOn(_ key: String) -> Bool { self[key]?.flag ?? false }
}
