import Foundation
import Testing

@testable import Wishes

@Suite("Database owner")
struct DatabaseOwnerTests {
    private func owners(_ folder: URL) throws -> [String: UInt32] {
        var owners: [String: UInt32] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            var file = stat()
            if stat(folder.appending(path: name).path, &file) == 0 { owners[name] = file.st_uid }
        }
        return owners
    }

    @Test("Files that root creates belong to the owner of their folder")
    func root() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "owner-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Without root's rights everything is one's own anyway.
        let owner: UInt32 = geteuid() == 0 ? 65_534 : geteuid()
        if geteuid() == 0 { #expect(chown(folder.path, owner, owner) == 0) }
        let store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
        let open = try owners(folder)
        #expect(open.keys.contains("wishes.sqlite3-wal") && open.values.allSatisfy { $0 == owner }, "\(open)")
        store.close()
        let closed = try owners(folder)
        #expect(closed["wishes.sqlite3"] == owner && closed.values.allSatisfy { $0 == owner }, "\(closed)")
    }
}
