import Foundation

/// Finds and reads the configuration file.
enum ConfigurationFile {
    /// Searched in this order when the command line names no file; the first that exists is read.
    static let searchPaths = ["./config.json", "/etc/dreambot/config.json"]
    /// The longest file that is read: 1 MiB.
    static let sizeLimit = 1 << 20

    /// Reads the named file, or the first that exists of `searched`. Throws all mistakes at once. A file that other users
    /// can change is a mistake too: the next one is not tried in its place.
    static func load(
        path: String?, searched: [String] = searchPaths,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationErrors) -> Configuration {
        let candidates = path.map { [$0] } ?? searched
        for candidate in candidates {
            guard let text = try read(candidate) else { continue }
            // Several folders are separated by colons; the unit names one.
            let state = environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
            var configuration = try Configuration.decode(text, file: absolute(candidate), stateFolder: state)
            configuration.file = absolute(candidate)
            return configuration
        }
        let mistakes = candidates.map { candidate in
            ConfigurationMistake(
                path: "", position: nil, found: "\(PrintableText.path(candidate)): no such file",
                valid: path == nil ? "copy config.example.json there, or name a file with --config" : "check --config")
        }
        throw ConfigurationErrors(subject: "no configuration file", mistakes: mistakes)
    }

    /// The file's bytes; nil when it does not exist.
    private static func read(_ path: String) throws(ConfigurationErrors) -> [UInt8]? {
        let mistake: ConfigurationMistake
        do {
            return try FileContents.read(path, limit: sizeLimit).bytes
        } catch {
            switch error {
            case .missing: return nil
            case .unreadable(let reason):
                mistake = ConfigurationMistake(
                    path: "", position: nil, found: "cannot be read: \(reason)",
                    valid: "it must be a file that the bot's user can read")
            case .tooLong:
                mistake = ConfigurationMistake(
                    path: "", position: nil, found: "is longer than 1 MiB", valid: "this is hardly a configuration")
            case .untrusted(let flaw):
                mistake = ConfigurationMistake(
                    path: "", position: nil, found: "not used, because other users can change it: \(flaw.cause)",
                    valid: flaw.cure)
            }
        }
        throw ConfigurationErrors(subject: PrintableText.path(absolute(path)), mistakes: [mistake])
    }

    private static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        let folder = FileManager.default.currentDirectoryPath
        return (folder == "/" ? "" : folder) + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    }
}
