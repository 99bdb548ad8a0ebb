/// The pages that are open in browsers.
struct Pages {
    /// One page: what it waits for, and how far it has read traffic and log.
    private struct Page {
        var backlog = PageBacklog()
        var trafficSeen = 0
        var linesSeen = 0
        var waiting: CheckedContinuation<Void, Never>?
    }

    /// What a page is to be sent.
    struct Delivery: Sendable {
        /// The changed parts; nil: everything.
        var items: [PageItem]?
        var traffic: [TrafficEntry]
        var lines: [LogLine]
    }

    private var open: [Int: Page] = [:]
    private var last = 0
    private var commandsRevision = 0
    private var wasConnected = false

    var isEmpty: Bool { open.isEmpty }

    func isOpen(_ number: Int) -> Bool { open[number] != nil }

    mutating func add() -> Int {
        last += 1
        open[last] = Page()
        return last
    }

    mutating func remove(_ number: Int) {
        open.removeValue(forKey: number)?.waiting?.resume()
    }

    mutating func removeAll() {
        for number in open.keys { remove(number) }
    }

    mutating func note(_ item: PageItem) {
        for number in open.keys { open[number]?.backlog.add(item) }
        wake()
    }

    /// Notes the events of a change, and what changes without an event.
    mutating func note(_ events: [WorldEvent], in world: World, isConnected: Bool) {
        if commandsRevision != world.commandsRevision { note(.commands) }
        if wasConnected != isConnected { note(.bot) }
        (commandsRevision, wasConnected) = (world.commandsRevision, isConnected)
        for event in events {
            for item in PageItem.changed(by: event) { note(item) }
        }
    }

    /// Lets every waiting page look for something new.
    mutating func wake() {
        for number in open.keys {
            open[number]?.waiting?.resume()
            open[number]?.waiting = nil
        }
    }

    mutating func wait(_ number: Int, _ continuation: CheckedContinuation<Void, Never>) {
        if open[number] == nil { continuation.resume() } else { open[number]?.waiting = continuation }
    }

    /// What is new for a page since its last delivery; nil when nothing is.
    mutating func take(_ number: Int, _ traffic: Traffic, _ log: BotLog) -> Delivery? {
        guard var page = open[number] else { return nil }
        let delivery = Delivery(
            items: page.backlog.take(), traffic: traffic.after(page.trafficSeen), lines: log.after(page.linesSeen))
        if delivery.items?.isEmpty == true, delivery.traffic.isEmpty, delivery.lines.isEmpty { return nil }
        page.trafficSeen = delivery.traffic.last?.number ?? page.trafficSeen
        page.linesSeen = delivery.lines.last?.number ?? page.linesSeen
        open[number] = page
        return delivery
    }
}
