import Foundation

/// The parts of a `multipart/form-data` body (RFC 7578).
struct Multipart {
    /// One part.
    struct Part: Equatable {
        var name: String
        var fileName: String?
        var contentType: String?
        var bytes: [UInt8]
    }

    let parts: [Part]

    /// Reads a body; nil when it has not the form that its content type says.
    init?(_ body: Data, contentType: String) {
        guard let boundary = Self.parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else {
            return nil
        }
        let mark = Data("--\(boundary)".utf8)
        guard body.starts(with: mark) else { return nil }
        var parts: [Part] = []
        var position = body.startIndex + mark.count
        while true {
            if body[position...].starts(with: Data("--".utf8)) { break }
            guard body[position...].starts(with: Data("\r\n".utf8)),
                let end = body.range(of: Data("\r\n".utf8) + mark, in: position..<body.endIndex),
                let part = Self.part(body[(position + 2)..<max(position + 2, end.lowerBound)])
            else { return nil }
            parts.append(part)
            position = end.upperBound
        }
        self.parts = parts
    }

    private static func part(_ bytes: Data) -> Part? {
        guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        var part = Part(name: "", bytes: Array(bytes[end.upperBound...]))
        for line in String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard value.hasPrefix("form-data"), let name = parameter("name", of: value) else { return nil }
                part.name = name
                part.fileName = parameter("filename", of: value)
            case "content-type": part.contentType = value
            default: break
            }
        }
        return part.name.isEmpty ? nil : part
    }

    /// A parameter of a header's value, quoted or not.
    private static func parameter(_ name: String, of value: String) -> String? {
        var rest = value[...]
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let isIt = rest[..<equals].lowercased() == name
            rest = rest[rest.index(after: equals)...]
            let found: Substring
            if rest.first == "\"" {
                rest = rest.dropFirst()
                guard let quote = rest.firstIndex(of: "\"") else { return nil }
                found = rest[..<quote]
                rest = rest[rest.index(after: quote)...]
            } else {
                found = rest.prefix { $0 != ";" }
                rest = rest.dropFirst(found.count)
            }
            if isIt { return String(found) }
        }
        return nil
    }
}

extension RESTCall {
    /// The JSON of a message, and its files by the `n` of `files[n]`. Throws: `APIError`.
    func message() throws(APIError) -> (json: JSON, files: [Int: Sandbox.File]) {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data") else {
            guard contentType?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true else {
                return (try json(), [:])
            }
            return (try urlencoded(), [:])
        }
        guard let form = Multipart(body, contentType: contentType) else { throw .notJSON }
        var (json, files) = (JSON.object([]), [Int: Sandbox.File]())
        for part in form.parts {
            if part.name == "payload_json" {
                guard let payload = JSON.parse(Data(part.bytes)), payload.isObject else { throw .notJSON }
                json = payload
            } else if let fileName = part.fileName {
                guard let place = Self.place(part.name), files[place] == nil else {
                    throw .invalid([part.name], "BASE_TYPE_BAD_NAME", "Files are named files[n].")
                }
                files[place] = Sandbox.File(name: fileName, contentType: part.contentType, bytes: part.bytes)
            } else {
                json[part.name] = .string(String(decoding: part.bytes, as: UTF8.self))
            }
        }
        return (json, files)
    }

    /// The JSON of a body of `name=value` pairs; clients send such forms when there are no files. Throws: `APIError`.
    private func urlencoded() throws(APIError) -> JSON {
        var json = JSON.object([])
        for pair in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = parts.map { $0.replacing("+", with: " ").removingPercentEncoding ?? String($0) }
            guard texts.count == 2 else { throw .notJSON }
            guard texts[0] == "payload_json" else {
                json[texts[0]] = .string(texts[1])
                continue
            }
            guard let payload = JSON.parse(Data(texts[1].utf8)), payload.isObject else { throw .notJSON }
            json = payload
        }
        return json
    }

    /// The n of `files[n]`; of `file` it is 0.
    private static func place(_ name: String) -> Int? {
        if name == "file" { return 0 }
        guard name.hasPrefix("files["), name.hasSuffix("]") else { return nil }
        return Int(name.dropFirst(6).dropLast()).flatMap { $0 >= 0 ? $0 : nil }
    }
}
