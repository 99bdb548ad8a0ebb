typealias JSON = Sandbox.JSON

extension Sandbox {
    /// A JSON value. Objects keep the order of their keys, so output is readable and tests are repeatable.
    public enum JSON: Sendable, Equatable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// A whole number.
        case int(Int)
        /// Any other number.
        case double(Double)
        /// A string.
        case string(String)
        /// A list.
        case array([JSON])
        /// Keys and values in order; a key occurs once.
        case object([Pair])

        /// One key of an object with its value.
        public struct Pair: Sendable, Equatable {
            /// The key.
            public var key: String
            /// The value.
            public var value: JSON

            /// A key with a value.
            public init(_ key: String, _ value: JSON) {
                self.key = key
                self.value = value
            }
        }
    }
}

extension JSON: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A Boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A list.
    public init(arrayLiteral elements: Sandbox.JSON...) { self = .array(elements) }
    /// An object with its keys in the order given.
    public init(dictionaryLiteral elements: (String, Sandbox.JSON)...) {
        self = .object(elements.map { Pair($0.0, $0.1) })
    }
}

extension JSON {
    /// The value of a key of an object. Setting nil removes the key; setting on anything but an object does nothing.
    public subscript(key: String) -> Sandbox.JSON? {
        get {
            guard case .object(let pairs) = self else { return nil }
            return pairs.first { $0.key == key }?.value
        }
        set {
            guard case .object(var pairs) = self else { return }
            let index = pairs.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): pairs[index].value = value
            case (let index?, nil): pairs.remove(at: index)
            case (nil, let value?): pairs.append(Pair(key, value))
            case (nil, nil): break
            }
            self = .object(pairs)
        }
    }

    /// The element of a list at an index; nil when there is none.
    public subscript(index: Int) -> Sandbox.JSON? {
        guard case .array(let values) = self, values.indices.contains(index) else { return nil }
        return values[index]
    }

    /// The text of a string.
    public var text: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The number, if it is whole.
    public var number: Int? {
        switch self {
        case .int(let value): value
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The number, whole or not.
    public var real: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// The Boolean.
    public var flag: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements of a list.
    public var list: [Sandbox.JSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// Whether this is an object.
    public var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// An id written as a decimal string or, leniently, as a number.
    public var id: Sandbox.ID? {
        switch self {
        case .string(let value): Sandbox.ID(value)
        case .int(let value) where value >= 0: Sandbox.ID(rawValue: UInt64(value))
        default: nil
        }
    }

    /// The value of a key, unless it is absent or null.
    func present(_ key: String) -> JSON? {
        guard let value = self[key], value != .null else { return nil }
        return value
    }

    static func id(_ id: Sandbox.ID?) -> JSON {
        id.map { .string($0.description) } ?? .null
    }

    static func ids(_ ids: some Sequence<Sandbox.ID>) -> JSON {
        .array(ids.map { .string($0.description) })
    }

    static func text(_ text: String?) -> JSON {
        text.map { .string($0) } ?? .null
    }
}
