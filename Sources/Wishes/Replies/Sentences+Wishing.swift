/// Why a wish is not taken.
extension Sentences {
    /// `name` is that of a channel; nil for other wishes.
    func alreadyWished(_ name: String?, link: String?) -> String {
        let place = link.map { ": \($0)" } ?? ""
        let what = name ?? "That"
        return say(
            "\(what) is wished for already; vote for that wish\(place). Nothing was posted.",
            "\(what) is whispered already, o bearer mine; feed that wish\(place). Nothing was posted.")
    }

    func tooManyWishes(ofMember count: Int) -> String {
        let wishes = count == 1 ? "1 open wish" : "\(count) open wishes"
        return say(
            "You have \(wishes), as many as a member may have here. When one comes true or is removed, you can wish again.",
            "You hold \(wishes), o bearer mine, as many as one may hold here. When one takes shape or is removed, "
                + "whisper again.")
    }

    func tooManyWishes(ofGuild count: Int) -> String {
        let wishes = count == 1 ? "1 open wish" : "\(count) open wishes"
        return say(
            "This server has \(wishes), as many as it may have. Moderators can grant or remove some.",
            "This server holds \(wishes), o bearer mine, as many as it may hold. Moderators can grant or remove some.")
    }

    func tooSoon(_ seconds: Int) -> String {
        let wait = seconds == 1 ? "1 second" : "\(seconds) seconds"
        return say(
            "One wish at a time: you can wish again in \(wait). Nothing was posted.",
            "One hunger at a time, o bearer mine: wish again in \(wait). Nothing was posted.")
    }
}
