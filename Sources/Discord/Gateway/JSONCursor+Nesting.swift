extension JSONCursor {
    /// Reads an object to its end. `field` reads the value of each key and says whether it could. False when the text is
    /// malformed as well, and for a key with an escape: it may be a name that is looked for, or no JSON.
    mutating func object(_ field: (Range<Int>, inout JSONCursor) -> Bool) -> Bool {
        guard beginObject() else { return false }
        if consume(UInt8(ascii: "}")) { return true }
        repeat {
            guard let key = string(), !hasEscape(key), consume(UInt8(ascii: ":")), field(key, &self) else {
                return false
            }
        } while consume(UInt8(ascii: ","))
        return consume(UInt8(ascii: "}"))
    }

    /// Reads a list of such elements to its end; nil when one of them cannot be read, or the text is malformed.
    mutating func list<Element>(_ element: (inout JSONCursor) -> Element?) -> [Element]? {
        guard consume(UInt8(ascii: "[")) else { return nil }
        var elements: [Element] = []
        if consume(UInt8(ascii: "]")) { return elements }
        repeat {
            guard let next = element(&self) else { return nil }
            elements.append(next)
        } while consume(UInt8(ascii: ","))
        return consume(UInt8(ascii: "]")) ? elements : nil
    }
}
