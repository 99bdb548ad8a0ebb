import Foundation
import Testing
import Wishes

@testable import dreambot

@Suite("Time zones")
struct TimeZoneDatabaseTests {
    @Test(
        "Every name of the data base is accepted, links and old names included",
        arguments: [
            "Asia/Kolkata", "Asia/Calcutta", "Etc/UTC", "Etc/GMT-14", "US/Eastern", "CET", "EST5EDT", "Europe/Kyiv",
            "America/Argentina/Buenos_Aires", "Zulu", "UTC",
        ])
    func known(name: String) { #expect(TimeZoneDatabase.system.zone(named: name) != nil) }

    @Test("All names in the system's list of zones and links are accepted")
    func all() throws {
        let folder = TimeZoneDatabase.system.folder
        let list = try String(contentsOfFile: folder + "/tzdata.zi", encoding: .utf8)
        let names = list.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            if words.first == "Z", words.count > 1 { return String(words[1]) }
            return words.first == "L" && words.count > 2 ? String(words[2]) : nil
        }
        #expect(names.count > 300)
        let refused = names.filter {
            $0 != "Factory" && FileManager.default.fileExists(atPath: folder + "/" + $0)
                && TimeZoneDatabase.system.zone(named: $0) == nil
        }
        #expect(refused.isEmpty)
    }

    @Test(
        "Other texts are refused",
        arguments: [
            "", "Europe/Nowhere", "europe/berlin", "GMT+5", "posix/Europe/Berlin", "right/UTC", "../UTC", "Factory",
            "Europe", "Europe/", "/etc/passwd", "posixrules", "localtime", "tzdata.zi",
        ])
    func unknown(name: String) { #expect(TimeZoneDatabase.system.zone(named: name) == nil) }

    @Test("A name that Foundation does not know is resolved by its file")
    func twin() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let berlin = TimeZoneDatabase.system.folder + "/Europe/Berlin"
        try FileManager.default.createDirectory(
            at: folder.appending(path: "Europe"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: berlin, toPath: folder.path + "/Europe/Berlin")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/Atlantis", withDestinationPath: "Europe/Berlin")
        try FileManager.default.copyItem(atPath: berlin, toPath: folder.path + "/Lemuria")
        let database = TimeZoneDatabase(folder: folder.path)
        #expect(database.zone(named: "Atlantis")?.identifier == "Europe/Berlin")
        #expect(database.zone(named: "Lemuria")?.secondsFromGMT(for: Date(timeIntervalSince1970: 0)) == 3_600)
        #expect(database.zone(named: "Mu") == nil)
    }

    @Test("A system without time zone data says so, and takes UTC all the same")
    func missing() {
        let database = TimeZoneDatabase(folder: "/nonexistent/zoneinfo")
        #expect(!database.exists && database.zone(named: "Europe/Berlin") == nil)
        #expect(database.zone(named: "UTC") != nil)
        var mistakes = MistakeList()
        let node = JSONNode(value: .string("Europe/Berlin"), position: TextPosition())
        #expect(ValueRule<TimeZone>.timeZone(in: database).read(node, SettingPath.root, &mistakes) == nil)
        #expect("\(mistakes)".contains("tzdata"))
    }
}
