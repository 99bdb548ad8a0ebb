import FoundationEssentials

/// The JSON of an error response. Decoded leniently: a field that is missing or malformed is nil.
/// Source: https://docs.discord.com/developers/reference#error-messages
struct ErrorBody: Sendable, Equatable {
    /// Discord's code; `nil` if the body has none.
    var code: APIErrorCode?
    /// Discord's message.
    var message: String?
    /// The leaves of the `errors` tree, in the order of their paths.
    var details: [RESTError.Detail] = []
    /// How long a 429 asks to wait, in seconds.
    var retryAfter: Double?
    /// Whether a 429 concerns everything the bot sends; `nil` if the body does not have the field.
    var isGlobal: Bool?
    /// Whether it has the form of Discord's errors: a number `code` and a text `message`.
    var isDiscords = false

    /// In bytes. Larger bodies are not read: Discord's are far smaller.
    private static let largest = 1 << 18
    private static let mostDetails = 50

    /// Reads a body; `nil` if it is not a JSON object.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.largest, bytes.first(where: { !$0.isJSONSpace }) == UInt8(ascii: "{"),
            let wire = try? JSONDecoder().decode(Wire.self, from: Data(bytes))
        else { return nil }
        code = wire.code.map { APIErrorCode(rawValue: $0) }
        message = wire.message
        retryAfter = wire.retryAfter
        isGlobal = wire.isGlobal
        isDiscords = wire.isDiscords
        details = Array((wire.errors?.flattened() ?? []).prefix(Self.mostDetails))
    }
}

extension UInt8 {
    fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

private struct Wire: Decodable {
    var code: Int?
    var message: String?
    var errors: ErrorTree?
    var retryAfter: Double?
    var isGlobal: Bool?
    var isDiscords: Bool

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: FieldName.self)
        code = fields.integer(FieldName("code"))
        let hasNumber = (try? fields.decode(Int.self, forKey: FieldName("code"))) != nil
        message = try? fields.decode(String.self, forKey: FieldName("message"))
        isDiscords = hasNumber && message != nil
        errors = try? fields.decode(ErrorTree.self, forKey: FieldName("errors"))
        let seconds = FieldName("retry_after")
        retryAfter = fields.lenient(Double.self, seconds) ?? fields.text(seconds).flatMap(Double.init)
        isGlobal = try? fields.decode(Bool.self, forKey: FieldName("global"))
    }
}

/// A tree keyed by JSON path whose leaves are `_errors` lists.
private struct ErrorTree: Decodable {
    struct Leaf: Decodable {
        var code: String
        var message: String

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: FieldName.self)
            let name = FieldName("code")
            // The documentation's examples have strings, the specification integers.
            let number = (try? fields.decode(Int.self, forKey: name)).map(String.init)
            code = number ?? (try? fields.decode(String.self, forKey: name)) ?? ""
            message = (try? fields.decode(String.self, forKey: FieldName("message"))) ?? ""
        }
    }

    var leaves: [Leaf] = []
    var branches: [(name: String, tree: ErrorTree)] = []

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: FieldName.self)
        for name in fields.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            if name.stringValue == "_errors" {
                leaves = (try? fields.decode([Leaf].self, forKey: name)) ?? []
            } else if let tree = try? fields.decode(ErrorTree.self, forKey: name) {
                branches.append((name.stringValue, tree))
            }
        }
    }

    func flattened(_ path: String = "") -> [RESTError.Detail] {
        let own = leaves.map { RESTError.Detail(path: path, code: $0.code, message: $0.message) }
        return own + branches.flatMap { $0.tree.flattened(path.isEmpty ? $0.name : path + "." + $0.name) }
    }
}

private struct FieldName: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
