import Foundation

extension Replies {
    /// What the picture shows, for those who do not see it.
    func statisticsDescription(_ figures: WeeklyFigures) -> String {
        ([sentences.statisticsTitle] + legend(figures)).joined(separator: ", ").replacingOccurrences(of: "**", with: "")
    }

    private func legend(_ figures: WeeklyFigures) -> [String] {
        sentences.statisticsLegend(posted: figures.posted, votes: figures.votes, granted: figures.granted)
    }

    /// The figures as text; a picture shows them as bars.
    func statistics(_ figures: WeeklyFigures, confirmation: ConfirmationNote, now: Date) -> Card {
        let weeks = figures.weeks.map { week in
            "`\(week.number < 10 ? " " : "")\(week.number)` <t:\(Int(week.start.timeIntervalSince1970)):d> · "
                + "🟦 \(week.posted) · 🟨 \(week.votes) · 🟩 \(week.granted)"
        }
        return Card(
            title: sentences.statisticsTitle,
            description: (legend(figures) + [""] + weeks + [note(confirmation, now: now)]).joined(separator: "\n"),
            color: Self.calm)
    }
}
