import Discord

/// A line of a CSV file (RFC 4180), safe to be opened in a spreadsheet and to be shown on a terminal.
enum CSVLine {
    /// The line with its end. What a spreadsheet would take for a formula has `'` before it, also behind signs that
    /// separate cells where the reader's language or program does not use the comma. What is not inert is escaped, except
    /// for line ends and tabs.
    static func text(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// Includes the wide forms, which Japanese spreadsheets accept. Compared as scalars: a combining accent hides a sign
    /// from Swift's characters, but not from a spreadsheet.
    private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
    /// What may end a cell for some reader, and quotes, which others may take for its beginning.
    private static let separators: Set<Unicode.Scalar> = [
        ",", ";", "\t", "|", "^", "~", ":", "\"", "\r", "\n", "，", "；", "：", "｜", "、", "،", "؛",
    ]

    private static func quoted(_ cell: String) -> String {
        let text = disarmed(OutputLine.cell(cell))
        let needsQuotes = text.utf8.contains {
            $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n")
        }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    private static func disarmed(_ cell: String) -> String {
        var (result, isStart, isAfterSpace) = (String.UnicodeScalarView(), true, false)
        for (index, scalar) in cell.unicodeScalars.enumerated() {
            let isLead = index == 0 && (scalar == "\t" || scalar == "\r" || scalar == "\n")
            // A space separates cells only for readers that are told so; "a - b" is common, "a =b" is not.
            let isFormula =
                formulaSigns.contains(scalar) && (isStart || isAfterSpace && (scalar == "=" || scalar == "＝"))
            if isLead || isFormula { result.append("'") }
            result.append(scalar)
            isAfterSpace = scalar == " "
            if separators.contains(scalar) { isStart = true } else if !isAfterSpace { isStart = false }
        }
        return String(result)
    }
}
