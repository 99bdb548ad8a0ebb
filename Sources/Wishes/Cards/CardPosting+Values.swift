import Discord

extension CardPosting {
    /// What became of a wish.
    enum Outcome: Sendable, Equatable {
        /// The card is posted.
        case posted(Snowflake)
        /// The request got no answer; what came of it is being checked.
        case unknown
        /// It was not taken.
        case refused(WishObjection)
        /// Discord refused a step or was out of reach; nothing is left of the wish.
        case failed(PortError)
        /// Its picture cannot be kept; nothing is left of the wish.
        case pictureLost(PictureFlaw)
    }

    /// What became of a wish that was begun before.
    enum Ending: Sendable, Equatable {
        /// The card is posted; the link to it.
        case posted(link: String)
        /// Nothing is known yet.
        case unknown
        /// Discord refuses it.
        case failed(PortError)
        /// Its picture cannot be kept.
        case pictureLost(PictureFlaw)
    }
}
