import ArgumentParser
import Sandbox

/// `NAME:HUMANS` of the command line.
struct GuildOption: ExpressibleByArgument {
    let name: String
    let humans: Int

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty, parts.count <= 2,
            let humans = parts.count == 2 ? Int(parts[1]) : 10, (1...100_000).contains(humans)
        else { return nil }
        self.name = String(name)
        self.humans = humans
    }
}

/// `GUILDS[:HUMANS[:MESSAGES]]` of the command line.
struct BulkOption: ExpressibleByArgument {
    let order: Sandbox.BulkOrder

    init?(argument: String) {
        let numbers = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(numbers.count), numbers.allSatisfy({ $0 ?? -1 >= 0 }) else { return nil }
        var order = Sandbox.BulkOrder()
        order.guilds = numbers[0] ?? 0
        if numbers.count > 1 { order.humans = numbers[1] ?? 0 }
        if numbers.count > 2 { order.messages = numbers[2] ?? 0 }
        self.order = order
    }
}
