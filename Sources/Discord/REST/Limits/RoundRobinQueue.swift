/// The waiting requests of one priority. Guilds take turns, and within a guild its buckets do; within a bucket, first
/// come first served.
struct RoundRobinQueue: Sendable {
    /// The result of an attempt to start the first request of a bucket.
    enum Attempt {
        /// It was started or refused, and so left the queue.
        case taken
        /// It has to wait.
        case blocked
    }

    private struct Queue {
        var tickets: [TicketID]
        var guild: Snowflake?
    }

    private var queues: [BucketIdentity: Queue] = [:]
    /// The queues of each guild; the first is next.
    private var buckets: [Snowflake?: [BucketIdentity]] = [:]
    /// Guilds with waiting requests; `turn` is the index of the next.
    private var ring: [Snowflake?] = []
    private var turn = 0

    /// Whether no request waits.
    var isEmpty: Bool { ring.isEmpty }

    /// The first request of a bucket.
    func first(of bucket: BucketIdentity) -> TicketID? {
        queues[bucket]?.tickets.first
    }

    /// Every request that waits for a bucket, in order.
    func tickets(of bucket: BucketIdentity) -> [TicketID] {
        queues[bucket]?.tickets ?? []
    }

    /// Every bucket with waiting requests.
    var bucketsWaiting: [BucketIdentity] { Array(queues.keys) }

    /// Queues a request at the place that its number gives it.
    mutating func insert(_ id: TicketID, into bucket: BucketIdentity, guild: Snowflake?) {
        guard var tickets = queues[bucket]?.tickets else {
            queues[bucket] = Queue(tickets: [id], guild: guild)
            if buckets[guild] == nil { ring.append(guild) }
            buckets[guild, default: []].append(bucket)
            return
        }
        queues[bucket]?.tickets = []
        tickets.insert(id, at: tickets.lastIndex { $0 < id }.map { $0 + 1 } ?? 0)
        queues[bucket]?.tickets = tickets
    }

    /// Takes a request out.
    mutating func remove(_ id: TicketID, from bucket: BucketIdentity) {
        guard let queue = queues[bucket] else { return }
        if queue.tickets.first == id {
            queues[bucket]?.tickets.removeFirst()
        } else {
            queues[bucket]?.tickets.removeAll { $0 == id }
        }
        guard queues[bucket]?.tickets.isEmpty == true else { return }
        queues[bucket] = nil
        buckets[queue.guild]?.removeAll { $0 == bucket }
        guard buckets[queue.guild]?.isEmpty == true else { return }
        buckets[queue.guild] = nil
        guard let place = ring.firstIndex(of: queue.guild) else { return }
        ring.remove(at: place)
        if place < turn { turn -= 1 }
    }

    /// Goes round the guilds, one request each, until a whole round has started none.
    mutating func serve(_ attempt: (inout RoundRobinQueue, BucketIdentity) -> Attempt) {
        var blocked = 0
        while !ring.isEmpty, blocked < ring.count {
            if turn >= ring.count { turn = 0 }
            let guild = ring[turn]
            blocked = serveOne(guild, attempt) ? 0 : blocked + 1
            // If the guild has left the ring, `turn` already points to the next.
            if turn < ring.count, ring[turn] == guild { turn += 1 }
        }
    }

    private mutating func serveOne(_ guild: Snowflake?, _ attempt: (inout RoundRobinQueue, BucketIdentity) -> Attempt)
        -> Bool
    {
        for bucket in buckets[guild] ?? [] where attempt(&self, bucket) == .taken {
            // The guild's other buckets come before this one has its next turn.
            if let place = buckets[guild]?.firstIndex(of: bucket) {
                buckets[guild]?.remove(at: place)
                buckets[guild]?.append(bucket)
            }
            return true
        }
        return false
    }
}
