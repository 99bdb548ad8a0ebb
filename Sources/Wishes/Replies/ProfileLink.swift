import Foundation

/// A member's name as a link to the member's profile: it looks like the name and holds the id.
enum ProfileLink {
    private static let address = "https://discord.com/users/"

    /// The link. A name of which nothing can be seen gives way to the id.
    static func text(name: String, user: UInt64) -> String {
        "[\(InertText.label(name, limit: 120, otherwise: "\(user)"))](\(address)\(user))"
    }

    /// The id in a line that ends with such a link. A label holds no square brackets, so no name can pretend to be one.
    static func user(in line: String) -> UInt64? {
        guard line.hasSuffix(")"), let start = line.range(of: "](" + address, options: .backwards) else { return nil }
        let digits = line[start.upperBound...].dropLast()
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let user = UInt64(digits), user > 0 else {
            return nil
        }
        return user
    }
}
