import Discord

/// The reconciliation of one channel: which requests to make, and what their answers prove.
///
/// Pure. `next` names a request, `received…` takes its answer and returns what is now known; repeat until `next` is
/// nil. W wishes among M messages cost at most min(W, ⌈M/100⌉) pages, plus one single GET for each absent wish.
struct SyncPlan: Sendable {
    /// A request to make.
    enum Step: Sendable, Equatable {
        /// A page of the messages above this id, at most `limit`.
        case page(after: Snowflake, limit: Int)
        /// One message, because absence from a list proves nothing.
        case probe(Snowflake)
    }

    /// What an answer proves about a wish.
    enum Finding: Sendable, Equatable {
        /// The message stands and looks like this.
        case stands(Snowflake, PostedMessage)
        /// Discord says that the message is gone.
        case gone(Snowflake)
        /// Nothing can be said, and why.
        case unknown(Snowflake, PortError)
    }

    static let pageLimit = 100

    /// Not yet asked about, oldest first; consumed from the front.
    private var uncovered: ArraySlice<Snowflake>
    /// Absent from a page that should have held them: each is asked about by itself.
    private var suspects: ArraySlice<Snowflake> = []

    /// Plans for the messages of one channel.
    init(messages: some Sequence<Snowflake>) { uncovered = messages.sorted()[...] }

    /// The next request; nil when everything is known.
    var next: Step? {
        if let suspect = suspects.first { return .probe(suspect) }
        return uncovered.first.map { .page(after: Snowflake($0.rawValue - 1), limit: Self.pageLimit) }
    }

    /// The messages that the answer to `next` may speak of.
    var coveredByNext: ArraySlice<Snowflake> {
        suspects.isEmpty ? uncovered.prefix(Self.pageLimit) : suspects.prefix(1)
    }

    /// A page has come, in any order.
    mutating func received(page: [PostedMessage]) -> [Finding] {
        let found = Dictionary(page.map { ($0.id, $0) }) { first, _ in first }
        // A full page ends at its last message; a shorter one reaches the channel's end.
        let end = page.count >= Self.pageLimit ? page.map(\.id).max() : nil
        let covered = uncovered.prefix { message in end.map { message <= $0 } ?? true }
        uncovered = uncovered.dropFirst(covered.count)
        var findings: [Finding] = []
        for message in covered {
            if let posted = found[message] {
                findings.append(.stands(message, posted))
            } else {
                suspects.append(message)
            }
        }
        return findings
    }

    /// One message has come.
    mutating func received(probe message: PostedMessage) -> [Finding] {
        suspects.removeFirst()
        return [.stands(message.id, message)]
    }

    /// The request of `next` was answered with an error.
    mutating func failed(_ error: PortError) -> [Finding] {
        if error.proves(.messageGone), let suspect = suspects.popFirst() { return [.gone(suspect)] }
        // Anything else concerns the whole channel: asking again for every wish would only burn requests.
        defer { (uncovered, suspects) = ([], []) }
        return (suspects + uncovered).map { .unknown($0, error) }
    }
}
