/// The page's modules joined to one script: one request instead of twenty. A module imports by lines such as
/// `import { a, b as c } from "./name.js";` and exports functions, classes and constants where it declares them.
struct PageBundle {
    /// The text of a module; nil when there is none.
    private let read: (String) -> String?
    private var begun: Set<String> = []
    private var parts: [String] = []

    /// A module with all that it imports, what is imported first.
    static func script(from main: String, read: @escaping (String) -> String?) -> String {
        var bundle = PageBundle(read: read)
        bundle.add(main)
        return "\"use strict\";\n" + bundle.parts.joined(separator: "\n")
    }

    private init(read: @escaping (String) -> String?) {
        self.read = read
    }

    private mutating func add(_ name: String) {
        guard begun.insert(name).inserted, let text = read(name) else { return }
        var lines: [String] = []
        var exported: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("import "), let match = line.wholeMatch(of: /import \{(.+)\} from "\.\/(\w+)\.js";/) {
                add(String(match.2))
                lines.append("const {\(match.1.replacing(" as ", with: ": "))} = \(match.2)Module;")
            } else if line.hasPrefix("export "),
                let match = line.prefixMatch(of: /export (?:async )?(?:function|const|class) (\w+)/)
            {
                exported.append(match.1)
                lines.append(String(line.dropFirst("export ".count)))
            } else {
                lines.append(String(line))
            }
        }
        parts.append(
            "// \(name).js\nconst \(name)Module = (() => {\n\(lines.joined(separator: "\n"))\n"
                + "return { \(exported.joined(separator: ", ")) };\n})();\n")
    }
}
