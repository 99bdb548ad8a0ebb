import Testing

@testable import Wishes

@Suite("CSV lines")
struct CSVLineTests {
    @Test(
        "Cells are quoted as RFC 4180 says, and formulas are disarmed",
        arguments: [
            ("moss", "moss"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"), ("\r\n=1", "\"'\r\n'=1\""), ("=\u{301}1", "'=\\u{301}1"), ("＝1+1", "'＝1+1"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), ("1=1", "1=1"),
        ])
    func cell(text: String, written: String) {
        #expect(CSVLine.text([text]) == written + "\r\n")
        #expect(CSVLine.text(["a", text, ""]) == "a," + written + ",\r\n")
    }
}
