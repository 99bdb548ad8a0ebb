import Foundation
import Testing

@testable import dreambot

@Suite("Configuration file")
struct ConfigurationFileTests {
    @Test("the named file is read; without one, the first that exists")
    func order() throws {
        let folder = try TemporaryFolder()
        let one = try folder.write("one.json", #"{"database": "one"}"#.utf8)
        let two = try folder.write("two.json", #"{"database": "/two"}"#.utf8)
        let none = folder.path + "/none.json"
        #expect(try ConfigurationFile.load(path: two, searched: [one]).databasePath == "/two")
        #expect(try ConfigurationFile.load(path: nil, searched: [none, one, two]).databasePath == folder.path + "/one")
        #expect(ConfigurationFile.searchPaths == ["./config.json", "/etc/dreambot/config.json"])
    }

    @Test("Without the key, the database is in the folder that the service manager has made")
    func stateFolder() throws {
        let folder = try TemporaryFolder()
        let environment = ["STATE_DIRECTORY": "/var/lib/one:/var/lib/two"]
        let none = try folder.write("none.json", "{}".utf8)
        #expect(
            try ConfigurationFile.load(path: none, environment: environment).databasePath
                == "/var/lib/one/dreambot.sqlite3")
        let named = try folder.write("named.json", #"{"database": "/other"}"#.utf8)
        #expect(try ConfigurationFile.load(path: named, environment: environment).databasePath == "/other")
        #expect(try ConfigurationFile.load(path: none, environment: [:]).databasePath == Configuration().databasePath)
    }

    @Test("a missing file names the paths tried")
    func missing() throws {
        let folder = try TemporaryFolder()
        let paths = [folder.path + "/a.json", folder.path + "/b/c.json"]
        let searched = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationFile.load(path: nil, searched: paths)
        }
        #expect(searched?.mistakes.count == 2)
        for path in paths { #expect(searched?.description.contains(path + ": no such file") == true) }
        let named = #expect(throws: ConfigurationErrors.self) { try ConfigurationFile.load(path: paths[0]) }
        #expect(named?.mistakes.count == 1)
        #expect(named?.description.contains("a.json: no such file; check --config") == true)
    }

    @Test("an unreadable file says why, and nothing further is tried")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write("good.json", "{}".utf8)
        let error = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationFile.load(path: nil, searched: [folder.path, good])
        }
        #expect(error?.subject == folder.path)
        #expect(error?.description.contains("cannot be read: Is a directory") == true)
        let loop = folder.path + "/loop.json"
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        let looped = #expect(throws: ConfigurationErrors.self) { try ConfigurationFile.load(path: loop) }
        #expect(looped?.description.contains("symbolic links") == true)
    }

    @Test("the file that is used is known by its absolute path")
    func named() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("config.json", "{}".utf8)
        #expect(try ConfigurationFile.load(path: file).file == file)
        #expect(try ConfigurationFile.load(path: nil, searched: [folder.path + "/none", file]).file == file)
    }

    @Test("a file that others can change is refused with its name and the cure, and nothing further is tried")
    func untrusted() throws {
        let folder = try TemporaryFolder()
        let evil = try folder.write("config.json", "{}".utf8, mode: 0o664)
        let good = try folder.write("good.json", "{}".utf8)
        let error = #expect(throws: ConfigurationErrors.self) {
            try ConfigurationFile.load(path: nil, searched: [evil, good])
        }
        #expect(error?.description.contains("\(evil) can be written by its group; chmod go-w \(evil)") == true)
        #expect(Exit.code(for: try #require(error)) == Exit.configuration)
    }

    @Test("a file without end is refused")
    func endless() {
        let error = #expect(throws: ConfigurationErrors.self) { try ConfigurationFile.load(path: "/dev/zero") }
        #expect(error?.description.contains("longer than 1 MiB") == true)
    }

    @Test("mistakes name the file")
    func subject() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("config.json", "".utf8)
        let error = #expect(throws: ConfigurationErrors.self) { try ConfigurationFile.load(path: file) }
        #expect(
            error?.description.hasPrefix(file + ": 1 mistake\n  line 1, column 1: found the end of the file") == true)
    }
}
