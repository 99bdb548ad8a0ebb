import Discord

/// What an import did.
package struct ImportReport: Sendable, Equatable {
    /// A remark about one record.
    package struct Remark: Sendable, Equatable {
        /// The record: a message id, or its place in the file.
        package var wish: String
        /// The remark, without a full stop.
        package var why: String
    }

    /// Wishes that were new.
    package var taken = 0
    /// Wishes that an earlier import had brought, with other values.
    package var updated = 0
    /// Wishes that were known with the same values.
    package var unchanged = 0
    /// Wishes that have changed since an earlier import, which are therefore kept as they are.
    package var kept = 0
    /// Records that were not taken, and why.
    package var skipped: [Remark] = []
    /// Records that were taken although something in them is missing or impossible.
    package var notes: [Remark] = []

    /// The report for an operator, line by line.
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

    /// The record's name may be any key of a file.
    private static func line(_ remark: Remark) -> String {
        "    \(OutsideText(remark.wish)): \(OutputLine.text(remark.why, limit: 500))"
    }
}
