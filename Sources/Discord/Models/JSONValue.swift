/// Any JSON, for what is sent back as it came.
package enum JSONValue: Codable, Sendable, Equatable {
    /// Text.
    case text(String)
    /// A number; whole ones beyond 2⁵³ lose digits, but Discord sends ids as text.
    case number(Double)
    /// Yes or no.
    case flag(Bool)
    /// A list.
    case list([JSONValue])
    /// An object.
    case object([String: JSONValue])
    /// Nothing.
    case null

    /// A member of an object; nil if there is none.
    package subscript(_ key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }

    /// Reads any JSON.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Writes it.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number):
            if let whole = Int64(exactly: number) {
                try container.encode(whole)
            } else {
                try container.encode(number)
            }
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .object(let members): try container.encode(members)
        case .null: try container.encodeNil()
        }
    }
}
