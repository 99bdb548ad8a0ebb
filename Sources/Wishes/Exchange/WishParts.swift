/// What our own export holds of a wish beside the wish itself.
enum WishPart {
    /// A row of its history.
    struct Event: Codable, Sendable, Equatable {
        var at: FileTime
        var from: WishState?
        var to: WishState
        var actor: FileAuthor?
        var why: String
    }

    /// How far its manifestation has come. Without it a wish whose channel was asked for could be given a second one.
    struct Manifestation: Codable, Sendable, Equatable {
        var tally: Int
        var electorate: Int
        var needed: Int
        var claimedAt: FileTime
        var requestedAt: FileTime?
        var answeringAt: FileTime?
        var answeredAt: FileTime?

        enum CodingKeys: String, CodingKey {
            case tally, electorate, needed
            case claimedAt = "claimed_at"
            case requestedAt = "requested_at"
            case answeringAt = "answering_at"
            case answeredAt = "answered_at"
        }
    }

    /// What has kept it from coming true, so that it is not complained about again.
    struct Refusal: Codable, Sendable, Equatable {
        var reason: String
        var times: Int
        /// Nil when nothing keeps it waiting.
        var pauseUntil: FileTime?
        var saidReason: String?

        enum CodingKeys: String, CodingKey {
            case reason, times
            case pauseUntil = "pause_until"
            case saidReason = "said_reason"
        }
    }
}
