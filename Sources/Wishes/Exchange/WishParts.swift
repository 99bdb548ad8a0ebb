import Discord

/// What our own export holds of a wish beside the wish itself.
enum WishPart {
    /// A row of its history.
    struct Event: Codable, Sendable, Equatable {
        var at: FileTime
        var from: WishState?
        var to: WishState
        var actor: FileAuthor?
        var why: String
        var note: String?

        init(_ event: WishEvent) {
            at = FileTime(event.at)
            (from, to, why, note) = (event.from, event.to, event.why, event.note)
            actor = event.actorID.map { FileAuthor($0) }
        }

        /// Reads a row; a longer reason than the bot writes is cut.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            at = try container.decode(FileTime.self, forKey: .at)
            from = try container.decodeIfPresent(WishState.self, forKey: .from)
            to = try container.decode(WishState.self, forKey: .to)
            actor = try container.decodeIfPresent(FileAuthor.self, forKey: .actor)
            why = try container.decode(String.self, forKey: .why).cut(to: FileLimits.text)
            note = try container.decodeIfPresent(String.self, forKey: .note)?.cut(to: FileLimits.text)
        }

        var event: WishEvent {
            WishEvent(at: at.date, from: from, to: to, actorID: actor?.snowflake, why: why, note: note)
        }
    }

    /// How far its manifestation has come. Without it a wish whose channel was requested could get a second channel.
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

        init(_ row: ManifestationRow) {
            (tally, electorate, needed) = (row.supporters, row.electorate, row.needed)
            claimedAt = FileTime(row.claimedAt)
            requestedAt = row.requestedAt.map { FileTime($0) }
            answeringAt = row.answeringAt.map { FileTime($0) }
            answeredAt = row.answeredAt.map { FileTime($0) }
        }

        /// Reads a row, with its counts clamped.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            func count(_ key: CodingKeys) throws -> Int {
                try container.decode(Int.self, forKey: key).clamped(to: FileLimits.count)
            }
            (tally, electorate, needed) = (try count(.tally), try count(.electorate), try count(.needed))
            claimedAt = try container.decode(FileTime.self, forKey: .claimedAt)
            requestedAt = try container.decodeIfPresent(FileTime.self, forKey: .requestedAt)
            answeringAt = try container.decodeIfPresent(FileTime.self, forKey: .answeringAt)
            answeredAt = try container.decodeIfPresent(FileTime.self, forKey: .answeredAt)
        }

        func row(of wishID: Int64, madeChannelID: Snowflake?) -> ManifestationRow {
            ManifestationRow(
                wishID: wishID, supporters: tally, electorate: electorate, needed: needed, claimedAt: claimedAt.date,
                requestedAt: requestedAt?.date, madeChannelID: madeChannelID, answeringAt: answeringAt?.date,
                answeredAt: answeredAt?.date)
        }
    }

    /// Why its channel could not be made, so that the same reason is not reported again.
    struct Refusal: Codable, Sendable, Equatable {
        var reason: String
        var times: Int
        /// Nil when no pause keeps it waiting.
        var pauseUntil: FileTime?
        var reportedReasons: String?

        enum CodingKeys: String, CodingKey {
            case reason, times
            case pauseUntil = "pause_until"
            case reportedReasons = "said_reason"
        }

        init(_ row: RefusalRow) {
            (reason, times, reportedReasons) = (row.reason, row.times, row.reportedReasons)
            pauseUntil = row.pauseUntil > RefusalRow.noPause ? FileTime(row.pauseUntil) : nil
        }

        /// Reads a row, with its count clamped and its texts cut.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            reason = try container.decode(String.self, forKey: .reason).cut(to: FileLimits.text)
            times = try container.decode(Int.self, forKey: .times).clamped(to: FileLimits.count)
            pauseUntil = try container.decodeIfPresent(FileTime.self, forKey: .pauseUntil)
            reportedReasons = try container.decodeIfPresent(String.self, forKey: .reportedReasons)?
                .cut(to: FileLimits.reasons)
        }

        func row(of wishID: Int64) -> RefusalRow {
            RefusalRow(
                wishID: wishID, reason: reason, times: times, pauseUntil: pauseUntil?.date ?? RefusalRow.noPause,
                reportedReasons: reportedReasons)
        }
    }
}
