import Discord

/// The reconciliation of one channel: the requests to make, and what their answers prove.
///
/// Pure. `next` names a request, `received…` takes its answer and returns what is now known; repeat until `next` is
/// nil. W wishes among M messages cost at most min(W, ⌈M/100⌉) pages, plus one single GET for each absent wish.
struct SyncPlan: Sendable {
    /// A request to make.
    enum Step: Sendable, Equatable {
        /// A page of at most `limit` messages after this id.
        case page(after: Snowflake, limit: Int)
        /// One message by its id, because absence from a page proves nothing.
        case probe(Snowflake)
    }

    /// What an answer proves about a wish.
    enum Finding: Sendable, Equatable {
        /// The message exists and looks like this.
        case exists(Snowflake, PostedMessage)
        /// Discord answered that the message does not exist.
        case gone(Snowflake)
        /// Not known, and why.
        case unknown(Snowflake, PortError)
    }

    /// Messages per page, the most that Discord allows.
    ///
    /// Source: https://docs.discord.com/developers/resources/message#get-channel-messages
    static let pageLimit = 100

    /// Not covered by a request yet, oldest first; consumed from the front.
    private var uncovered: ArraySlice<Snowflake>
    /// Missing from a page that covers them: each is probed by itself.
    private var suspects: ArraySlice<Snowflake> = []

    /// Plans the requests for these messages of one channel.
    init(messages: some Sequence<Snowflake>) { uncovered = messages.sorted()[...] }

    /// The next request; nil when every message has a finding.
    var next: Step? {
        if let suspect = suspects.first { return .probe(suspect) }
        return uncovered.first.map { .page(after: Snowflake(max($0.rawValue, 1) - 1), limit: Self.pageLimit) }
    }

    /// The messages that the answer to `next` may cover.
    var coveredByNext: ArraySlice<Snowflake> {
        suspects.isEmpty ? uncovered.prefix(Self.pageLimit) : suspects.prefix(1)
    }

    /// Takes a page; its messages may be in any order.
    mutating func received(page: [PostedMessage]) -> [Finding] {
        let found = Dictionary(page.map { ($0.id, $0) }) { first, _ in first }
        // A full page ends at its last message; a shorter one reaches the channel's end.
        let end = page.count >= Self.pageLimit ? page.map(\.id).max() : nil
        let covered = uncovered.prefix { message in end.map { message <= $0 } ?? true }
        uncovered = uncovered.dropFirst(covered.count)
        var findings: [Finding] = []
        for message in covered {
            if let posted = found[message] {
                findings.append(.exists(message, posted))
            } else {
                suspects.append(message)
            }
        }
        return findings
    }

    /// Takes the message of a probe.
    mutating func received(probe message: PostedMessage) -> [Finding] {
        suspects.removeFirst()
        return [.exists(message.id, message)]
    }

    /// Takes the error of the request in `next`.
    mutating func failed(_ error: PortError) -> [Finding] {
        if error.proves(.messageGone), let suspect = suspects.popFirst() { return [.gone(suspect)] }
        // Any other error concerns the whole channel: more requests would fail the same way.
        defer { (uncovered, suspects) = ([], []) }
        return (suspects + uncovered).map { .unknown($0, error) }
    }
}
