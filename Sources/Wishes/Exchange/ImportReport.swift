/// What an import did.
package struct ImportReport: Sendable, Equatable {
    /// Something to be said about one record.
    package struct Remark: Sendable, Equatable {
        /// Which one.
        package var wish: String
        /// What.
        package var why: String
    }

    /// Wishes that were new.
    package var taken = 0
    /// Wishes that an earlier import had brought, with other values.
    package var updated = 0
    /// Wishes that were there already, just so.
    package var unchanged = 0
    /// Wishes of which more is known than what was to be taken, which therefore stay as they are.
    package var kept = 0
    /// What was left out, and why.
    package var skipped: [Remark] = []
    /// What was taken all the same, although not all of it could be.
    package var notes: [Remark] = []

    /// The table for people, one line a row.
    package var table: [String] {
        let rows = [
            ("taken", taken), ("updated", updated), ("unchanged", unchanged), ("kept", kept),
            ("skipped", skipped.count),
        ]
        var lines = rows.filter { $0.0 != "kept" || $0.1 > 0 }.map { name, count in
            let tail = name == "kept" ? "  (more is known about them already)" : ""
            return "  " + name + String(repeating: " ", count: 11 - name.count) + "\(count)" + tail
        }
        lines += skipped.map(Self.line)
        if !notes.isEmpty { lines.append("  taken, but:") }
        return lines + notes.map(Self.line)
    }

    /// What a file says may hold line breaks; a row stays a row.
    private static func line(_ remark: Remark) -> String {
        "    \(VisibleText.line(remark.wish)): \(VisibleText.line(remark.why))"
    }
}
