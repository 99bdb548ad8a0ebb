import CZlib
import Foundation

/// The frames that the load server sends, encoded once: the start of a session, and a block of reaction events that can
/// be repeated.
struct BenchmarkEvents: Sendable {
    /// The frame of hello.
    let hello: [UInt8]
    /// The frames of READY and one GUILD_CREATE.
    let session: [UInt8]
    /// The frames of `count` MESSAGE_REACTION_ADD events.
    let block: [UInt8]
    let count: Int
    /// The mean size of an event's JSON in bytes.
    let meanBytes: Int

    /// `wishes` are the messages that receive the votes.
    init(count: Int, compressed: Bool, wishes: [UInt64], url: String) {
        self.count = count
        var random = SystemRandomNumberGenerator()
        let people = (0..<2_000).map { Person(number: $0, &random) }
        var opening = FrameWriter(compressed: compressed)
        let interval = 600_000
        hello = opening.frame(#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":\#(interval),"_trace":["x"]}}"#)
        session = opening.frame(Self.ready(url)) + opening.frame(Self.guild)
        // Its own deflate context: the block refers to nothing before it, so it can be repeated.
        var writer = FrameWriter(compressed: compressed, continues: true)
        var (block, bytes) = ([UInt8](), 0)
        for index in 0..<count {
            let person = people[Int.random(in: 0..<people.count, using: &random)]
            let text = Self.reaction(sequence: 3 + index, person, message: wishes[index % wishes.count])
            bytes += text.utf8.count
            block += writer.frame(text)
        }
        self.block = block
        meanBytes = bytes / max(1, count)
    }

    static let guildID: UInt64 = 1_100_000_000_000_000_001
    static let channelID: UInt64 = 1_100_000_000_000_000_002

    private static func ready(_ url: String) -> String {
        """
        {"t":"READY","s":1,"op":0,"d":{"v":10,"user":{"id":"1100000000000000099","username":"dreambot","bot":true},\
        "guilds":[{"id":"\(guildID)","unavailable":true}],"session_id":"benchmark","resume_gateway_url":"\(url)",\
        "application":{"id":"1100000000000000099","flags":0}}}
        """
    }

    private static let guild = """
        {"t":"GUILD_CREATE","s":2,"op":0,"d":{"id":"\(guildID)","name":"Benchmark","owner_id":"1","unavailable":false,\
        "roles":[],"channels":[{"id":"\(channelID)","type":0,"name":"suggestions"}],"members":[],"member_count":2000}}
        """

    private static func reaction(sequence: Int, _ person: Person, message: UInt64) -> String {
        """
        {"t":"MESSAGE_REACTION_ADD","s":\(sequence),"op":0,"d":{"user_id":"\(person.id)","type":0,\
        "message_id":"\(message)","message_author_id":"1100000000000000099","member":{"user":{\(person.user)},\
        "roles":[\(person.roles)],"premium_since":null,"pending":false,"nick":"\(person.nick)","mute":false,\
        "joined_at":"\(person.joined)","flags":0,"deaf":false,"communication_disabled_until":null,"banner":null,\
        "avatar":null},"emoji":{"name":"🌟","id":null},"channel_id":"\(channelID)","burst":false,\
        "guild_id":"\(guildID)"}}
        """
    }
}

/// A member as in the events.
private struct Person {
    let id: UInt64
    let user: String
    let roles: String
    let nick: String
    let joined: String

    init(number: Int, _ random: inout SystemRandomNumberGenerator) {
        id = 1_000_000_000_000_000_000 + random.next() % 100_000_000_000_000_000
        let avatar = (0..<2).map { _ in String(random.next(), radix: 16) }.joined()
        user = """
            "username":"member.\(number)","public_flags":0,"primary_guild":null,"id":"\(id)","global_name":"Member \
            \(number)","display_name_styles":null,"display_name":"Member \(number)","discriminator":"0",\
            "collectibles":null,"bot":false,"avatar_decoration_data":null,"avatar":"\(avatar)"
            """
        roles = (0..<5).map { _ in "\"\(1_050_000_000_000_000_000 + random.next() % 40)\"" }.joined(separator: ",")
        nick = "Dreamer \(number)"
        joined = "2024-03-\(10 + number % 20)T10:15:\(10 + number % 50).\(100_000 + number)+00:00"
    }
}

/// Encodes payloads as server frames: unmasked, one frame per payload.
private struct FrameWriter {
    private let stream: UnsafeMutablePointer<z_stream>?
    private var isFirst: Bool

    /// `continues` omits the zlib header, so that the frames can follow an earlier stream.
    init(compressed: Bool, continues: Bool = false) {
        isFirst = continues
        guard compressed else {
            stream = nil
            return
        }
        // Lives as long as the process.
        let made = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        made.initialize(to: z_stream())
        _ = czlib_deflate_init(made, 6)
        stream = made
    }

    mutating func frame(_ text: String) -> [UInt8] {
        var payload = stream.map { Self.deflate(text, $0) } ?? Array(text.utf8)
        if isFirst, stream != nil { payload.removeFirst(2) }
        isFirst = false
        let first: UInt8 = stream == nil ? 0x81 : 0x82
        guard payload.count >= 126 else { return [first, UInt8(payload.count)] + payload }
        return [first, 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)] + payload
    }

    private static func deflate(_ text: String, _ stream: UnsafeMutablePointer<z_stream>) -> [UInt8] {
        var input = Array(text.utf8)
        return [UInt8](unsafeUninitializedCapacity: input.count + 1_024) { output, used in
            input.withUnsafeMutableBufferPointer { source in
                (stream.pointee.next_in, stream.pointee.avail_in) = (source.baseAddress, UInt32(source.count))
                (stream.pointee.next_out, stream.pointee.avail_out) = (output.baseAddress, UInt32(output.count))
                _ = CZlib.deflate(stream, Z_SYNC_FLUSH)
                used = output.count - Int(stream.pointee.avail_out)
            }
        }
    }
}
