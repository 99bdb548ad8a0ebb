import Foundation

/// The payloads that are sent: heartbeat, identify and resume. Uncompressed, and below Discord's limit of 4096 bytes.
/// Source: https://docs.discord.com/developers/events/gateway-events#send-events
enum GatewayPayloads {
    static func heartbeat(_ sequence: Int?) -> String {
        "{\"op\":1,\"d\":\(sequence.map(String.init) ?? "null")}"
    }

    /// Of a bot that is not sharded no shard is named.
    static func identify(_ configuration: GatewayConnection.Configuration) -> String {
        let shard = configuration.shard
        return encode(
            Payload(
                op: 2,
                d: Identify(
                    token: configuration.token.reveal(), intents: configuration.intents.rawValue,
                    properties: .init(os: "linux", browser: "dreambot", device: "dreambot"),
                    shard: shard == .only ? nil : [shard.number, shard.count])))
    }

    static func resume(token: Secret, _ session: ResumableSession) -> String {
        encode(
            Payload(
                op: 6,
                d: Resume(token: token.reveal(), session_id: session.sessionID, seq: session.sequence)))
    }

    private struct Payload<Data: Encodable>: Encodable {
        var op: Int
        var d: Data
    }

    private struct Identify: Encodable {
        struct Properties: Encodable {
            var os: String
            var browser: String
            var device: String
        }
        var token: String
        var intents: Int
        var properties: Properties
        /// Source: https://docs.discord.com/developers/events/gateway#sharding
        var shard: [Int]?
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct Resume: Encodable {
        var token: String
        var session_id: String
        var seq: Int
    }

    private static func encode(_ payload: some Encodable) -> String {
        // Strings and integers only: encoding them cannot fail.
        (try? JSONEncoder().encode(payload)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
