/// A line of a CSV file (RFC 4180), safe to be opened in a spreadsheet.
enum CSVLine {
    /// The line with its end. A cell that a spreadsheet would take for a formula begins with `'`.
    static func text(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// Includes the wide forms, which Japanese spreadsheets accept. Compared as scalars: a combining accent hides a sign
    /// from Swift's characters, but not from a spreadsheet.
    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
    ]

    private static func quoted(_ cell: String) -> String {
        let isFormula = cell.unicodeScalars.first.map(formulaSigns.contains) ?? false
        let text = isFormula ? "'" + cell : cell
        let needsQuotes = text.utf8.contains {
            $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n")
        }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
