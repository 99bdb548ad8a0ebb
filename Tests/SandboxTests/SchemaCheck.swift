import Foundation
import Sandbox

/// Checks JSON values against the schemas of an OpenAPI document: types, required keys, references and alternatives.
struct SchemaCheck {
    private let document: Sandbox.JSON

    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path), let document = Sandbox.JSON.parse(data) else {
            return nil
        }
        self.document = document
    }

    /// The schema of a response; nil when the document has no such route and status.
    func schema(_ method: String, _ template: String, status: Int) -> Sandbox.JSON? {
        guard case .object(let paths)? = document["paths"] else { return nil }
        let wanted = Self.shape(template)
        let found = paths.first { Self.shape($0.key) == wanted }
        return found?.value[method.lowercased()]?["responses"]?["\(status)"]?["content"]?["application/json"]?["schema"]
    }

    /// Whether the document has the route.
    func hasRoute(_ method: String, _ template: String) -> Bool {
        guard case .object(let paths)? = document["paths"] else { return false }
        return paths.first { Self.shape($0.key) == Self.shape(template) }?.value[method.lowercased()] != nil
    }

    /// Whether the document lists this status for the route, with or without a body.
    func knows(_ method: String, _ template: String, status: Int) -> Bool {
        guard case .object(let paths)? = document["paths"] else { return false }
        let found = paths.first { Self.shape($0.key) == Self.shape(template) }
        return found?.value[method.lowercased()]?["responses"]?["\(status)"] != nil
    }

    private static func shape(_ template: String) -> [String] {
        template.split(separator: "/").map { $0.first == "{" ? "{}" : String($0) }
    }

    /// The violations of a schema by a value.
    func violations(_ value: Sandbox.JSON, _ schema: Sandbox.JSON, at path: String = "$") -> [String] {
        if let reference = schema["$ref"]?.text {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let target = document["components"]?["schemas"]?[name] else { return ["\(path): no schema \(name)"] }
            return violations(value, target, at: path)
        }
        var found: [String] = []
        for key in ["oneOf", "anyOf"] {
            guard let options = schema[key]?.list else { continue }
            let results = options.map { violations(value, $0, at: path) }
            if let least = results.min(by: { $0.count < $1.count }), !least.isEmpty { found += least }
        }
        for part in schema["allOf"]?.list ?? [] { found += violations(value, part, at: path) }
        if let const = schema["const"], const != value { found.append("\(path): not \(const.serialized)") }
        if let options = schema["enum"]?.list, !options.contains(value) {
            found.append("\(path): not one of the choices")
        }
        if let violation = typeViolation(value, schema, path) { return found + [violation] }
        return found + inside(value, schema, path)
    }

    private func typeViolation(_ value: Sandbox.JSON, _ schema: Sandbox.JSON, _ path: String) -> String? {
        let types = schema["type"]?.text.map { [$0] } ?? schema["type"]?.list?.compactMap(\.text) ?? []
        if schema["format"]?.text == "snowflake", types.isEmpty {
            return value.text.flatMap { Sandbox.ID($0) } == nil ? "\(path): not a snowflake" : nil
        }
        guard !types.isEmpty, !types.contains(where: { Self.fits(value, $0) }) else { return nil }
        return "\(path): \(value.serialized.prefix(40)) is not \(types.joined(separator: " or "))"
    }

    private static func fits(_ value: Sandbox.JSON, _ type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object),
            ("integer", .int), ("number", .int), ("number", .double):
            true
        default: false
        }
    }

    private func inside(_ value: Sandbox.JSON, _ schema: Sandbox.JSON, _ path: String) -> [String] {
        var found: [String] = []
        if let items = schema["items"] {
            for (index, item) in (value.list ?? []).enumerated() {
                found += violations(item, items, at: "\(path)[\(index)]")
            }
        }
        guard case .object(let pairs) = value else { return found }
        for key in schema["required"]?.list?.compactMap(\.text) ?? [] where value[key] == nil {
            found.append("\(path).\(key): missing")
        }
        for pair in pairs {
            guard let property = schema["properties"]?[pair.key] else { continue }
            found += violations(pair.value, property, at: "\(path).\(pair.key)")
        }
        return found
    }
}
