import Discord
import Foundation

/// A member's name as a link to the member's profile, so that the text holds the member's id.
enum ProfileLink {
    private static let address = "https://discord.com/users/"

    /// The link. The id replaces a name without visible characters.
    static func text(name: String, user: Snowflake) -> String {
        "[\(InertText.label(name, limit: 120, otherwise: "\(user)"))](\(address)\(user))"
    }

    /// The id in a line that ends with such a link, or with a mention, which no name can contain; nil for any other line. A label holds no square brackets, so a name
    /// cannot imitate the link.
    static func user(in line: String) -> Snowflake? {
        if line.hasSuffix(">"), let start = line.range(of: "<@", options: .backwards) {
            return Snowflake(line[start.upperBound...].dropLast())
        }
        guard line.hasSuffix(")"), let start = line.range(of: "](" + address, options: .backwards) else { return nil }
        return Snowflake(line[start.upperBound...].dropLast())
    }
}
