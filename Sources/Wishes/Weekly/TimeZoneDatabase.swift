import Foundation

/// The system's time zone data base: every name of it, links and old names included.
/// Source: https://www.iana.org/time-zones and RFC 9636 (TZif)
package struct TimeZoneDatabase: Sendable {
    /// The folder of the compiled files.
    package let folder: String

    /// Makes a data base of the files in a folder.
    package init(folder: String) { self.folder = folder }

    /// The data base of this system.
    package static let system = TimeZoneDatabase(folder: "/usr/share/zoneinfo")

    /// Whether there are any files.
    package var exists: Bool { FileManager.default.fileExists(atPath: folder) }

    /// The zone of that name; nil when the data base has none. "UTC" needs no data base.
    package func zone(named name: String) -> TimeZone? {
        // Not by its name, for which Foundation would load ICU's data.
        if name == "UTC" { return .gmt }
        guard Self.isName(name), let data = file(of: name) else { return nil }
        if let zone = TimeZone(identifier: name), zone.identifier == name || !Self.isOffset(zone.identifier) {
            return zone
        }
        // A name that Foundation does not know: another one for the same rules may be known.
        let twins = [target(of: name)].compactMap(\.self) + names.filter { file(of: $0) == data }
        return twins.lazy.compactMap { TimeZone(identifier: $0) }.first
    }

    /// The names, for suggestions; those that Foundation lists when there are no files.
    package var names: [String] { TimeZone.knownTimeZoneIdentifiers.sorted() }

    /// Whether a text has the form of a name: words of letters, digits, `_`, `+` and `-` between slashes. The folders
    /// `posix` and `right` repeat the data base for other purposes.
    static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count), text != "Factory", text.first?.isUppercase == true else { return false }
        return parts.allSatisfy { part in
            part.utf8.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ?? false
                && part.utf8.allSatisfy { byte in
                    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                        || [0x2B, 0x2D, 0x5F].contains(byte)
                }
        }
    }

    /// A zone that Foundation makes of a text like "GMT+5" is a fixed offset, not an entry of the data base.
    private static func isOffset(_ identifier: String) -> Bool {
        identifier.wholeMatch(of: /GMT[+-][0-9]{4}/) != nil
    }

    /// The bytes of a name's file; nil when there is none or it is no TZif file.
    private func file(of name: String) -> Data? {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name), data.starts(with: Data("TZif".utf8))
        else { return nil }
        return data
    }

    /// The name to which a link leads.
    private func target(of name: String) -> String? {
        let path = URL(fileURLWithPath: folder + "/" + name).resolvingSymlinksInPath().path
        let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path + "/"
        guard path.hasPrefix(root) else { return nil }
        let target = String(path.dropFirst(root.count))
        return target == name ? nil : target
    }
}
