/// The outer fields of a gateway payload: `op`, `s`, `t`, and where `d` begins.
///
/// `d` is located but not decoded, so events that the bot does not handle cost nothing more.
/// Source: https://docs.discord.com/developers/events/gateway-events#payload-structure
struct GatewayEnvelope: Equatable {
    /// The opcode.
    var opcode: GatewayOpcode
    /// The sequence number of a dispatch.
    var sequence: Int?
    /// The name of a dispatch.
    var event: GatewayEventName?
    /// Where `d` begins within the payload; nil when there is none.
    var dataStart: Int?

    /// The bytes of `d`, whole; nil when there is none or it does not end.
    func data(in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        guard let dataStart else { return nil }
        var cursor = JSONCursor(bytes, at: dataStart)
        guard cursor.skipValue() else { return nil }
        return UnsafeBufferPointer(rebasing: bytes[dataStart..<cursor.position])
    }

    /// Reads a payload. Nil for anything that is not an object with an `op`.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = JSONCursor(bytes)
        guard cursor.beginObject() else { return nil }
        var found = Fields()
        var isFirst = true
        while let key = cursor.nextKey(isFirst: &isFirst) {
            guard found.read(key, &cursor) else { return nil }
            if found.isComplete { break }
        }
        guard let op = found.op else { return nil }
        opcode = GatewayOpcode(rawValue: op)
        sequence = found.s
        event = found.t
        dataStart = found.d
    }

    private struct Fields {
        var op: Int?
        var s: Int?
        var t: GatewayEventName?
        var d: Int?
        private var seen: UInt8 = 0

        /// JSON numbers are exact up to here; no session has so many events.
        private static let largestSequence = 1 << 53

        /// Discord writes `d` last: with everything else known, the rest of the payload need not be walked.
        var isComplete: Bool { seen == 0b1111 }

        mutating func read(_ key: Range<Int>, _ cursor: inout JSONCursor) -> Bool {
            if cursor.equals(key, "d") { return readData(&cursor) }
            if cursor.equals(key, "op") {
                seen |= 0b0001
                guard let value = cursor.unsigned().flatMap({ Int(exactly: $0) }) else { return false }
                op = value
                return true
            }
            if cursor.equals(key, "s") {
                seen |= 0b0010
                if cursor.literal("null") { return true }
                s = cursor.unsigned().flatMap { Int(exactly: $0) }.flatMap { $0 <= Self.largestSequence ? $0 : nil }
                return s != nil
            }
            if cursor.equals(key, "t") {
                seen |= 0b0100
                if cursor.literal("null") { return true }
                t = cursor.string().flatMap { GatewayEventName($0, in: cursor) }
                return t != nil
            }
            return cursor.skipValue()
        }

        private mutating func readData(_ cursor: inout JSONCursor) -> Bool {
            guard cursor.peek() != nil else { return false }
            d = cursor.position
            seen |= 0b1000
            return isComplete || cursor.skipValue()
        }
    }
}

/// The name of a dispatch. Unknown names survive and print.
package struct GatewayEventName: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Discord's name, in capitals.
    package var rawValue: String
    /// Wraps a name.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// The name.
    package var description: String { rawValue }

    /// Takes the name from the payload; the two that come by the thousand cost no allocation.
    init?(_ range: Range<Int>, in cursor: JSONCursor) {
        if cursor.equals(range, "MESSAGE_REACTION_ADD") {
            self = .reactionAdd
        } else if cursor.equals(range, "MESSAGE_REACTION_REMOVE") {
            self = .reactionRemove
        } else {
            guard let text = cursor.plainText(range) else { return nil }
            self.init(rawValue: text)
        }
    }

    static let ready = GatewayEventName(rawValue: "READY")
    static let resumed = GatewayEventName(rawValue: "RESUMED")
    static let guildCreate = GatewayEventName(rawValue: "GUILD_CREATE")
    static let guildUpdate = GatewayEventName(rawValue: "GUILD_UPDATE")
    static let guildDelete = GatewayEventName(rawValue: "GUILD_DELETE")
    static let channelCreate = GatewayEventName(rawValue: "CHANNEL_CREATE")
    static let channelUpdate = GatewayEventName(rawValue: "CHANNEL_UPDATE")
    static let channelDelete = GatewayEventName(rawValue: "CHANNEL_DELETE")
    static let roleCreate = GatewayEventName(rawValue: "GUILD_ROLE_CREATE")
    static let roleUpdate = GatewayEventName(rawValue: "GUILD_ROLE_UPDATE")
    static let roleDelete = GatewayEventName(rawValue: "GUILD_ROLE_DELETE")
    static let memberAdd = GatewayEventName(rawValue: "GUILD_MEMBER_ADD")
    static let memberUpdate = GatewayEventName(rawValue: "GUILD_MEMBER_UPDATE")
    static let memberRemove = GatewayEventName(rawValue: "GUILD_MEMBER_REMOVE")
    static let messageCreate = GatewayEventName(rawValue: "MESSAGE_CREATE")
    static let messageDelete = GatewayEventName(rawValue: "MESSAGE_DELETE")
    static let messageDeleteBulk = GatewayEventName(rawValue: "MESSAGE_DELETE_BULK")
    static let reactionAdd = GatewayEventName(rawValue: "MESSAGE_REACTION_ADD")
    static let reactionRemove = GatewayEventName(rawValue: "MESSAGE_REACTION_REMOVE")
    static let reactionRemoveAll = GatewayEventName(rawValue: "MESSAGE_REACTION_REMOVE_ALL")
    static let reactionRemoveEmoji = GatewayEventName(rawValue: "MESSAGE_REACTION_REMOVE_EMOJI")
    static let interactionCreate = GatewayEventName(rawValue: "INTERACTION_CREATE")
}
