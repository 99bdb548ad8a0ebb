/// The words of lists and figures.
extension Sentences {
    /// A title with how much of the list is shown: its pages when it has buttons, else its number of wishes.
    func listTitle(_ title: String, page: ListPage?, shown: Int, total: Int) -> String {
        guard let page else {
            let part = texts(.shownOf, [.count: "\(shown)", .total: "\(total)"])
            return total > shown ? title + " (\(part))" : title
        }
        let pages = page.pages(of: total)
        guard pages > 1 else { return title }
        return title + " (\(total)), " + texts(.pageOf, [.page: "\(page.number)", .pages: "\(pages)"])
    }

    /// `words` as typed.
    func searchTitle(_ words: String) -> String { texts(.searchTitle, [.word: words]) }
    var nothingFound: String { texts(.nothingFound) }

    var statisticsTitle: String { texts(.statisticsTitle) }

    /// What the colours of the picture mean, with the sum of each.
    func statisticsLegend(posted: Int, votes: Int, granted: Int) -> [String] {
        [
            texts(.statisticsPosted, [.count: "\(posted)"]), texts(.statisticsVotes, [.count: "\(votes)"]),
            texts(.statisticsGranted, [.count: "\(granted)"]),
        ]
    }
}
