import Foundation
import Testing

@testable import Wishes

/// The database's files among other users of the machine.
@Suite("The database's files")
struct DatabaseFilesTests {
    private let folder: URL
    private var path: String { folder.appending(path: "wishes.sqlite3").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func modes() throws -> [String: mode_t] {
        var modes: [String: mode_t] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            var file = stat()
            if lstat(folder.appending(path: name).path, &file) == 0 { modes[name] = file.st_mode & 0o7777 }
        }
        return modes
    }

    @Test("new files are private, and those with wider modes become so")
    func modesOfFiles() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try WishStore(path: path)
        let fresh = try modes()
        #expect(Set(fresh.keys).isSuperset(of: ["wishes.sqlite3", "wishes.sqlite3-wal", "wishes.sqlite3.lock"]))
        #expect(fresh.values.allSatisfy { $0 == 0o600 }, "\(fresh)")
        store.close()
        for name in try modes().keys { #expect(chmod(folder.appending(path: name).path, 0o666) == 0) }
        let again = try WishStore(path: path)
        let mended = try modes()
        #expect(mended.values.allSatisfy { $0 == 0o600 }, "\(mended)")
        again.close()
    }

    @Test(
        "a link in the place of any of the files is refused, and nothing is made where it leads",
        arguments: [
            "", "-wal", "-shm", "-journal", ".lock",
        ])
    func links(suffix: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let target = folder.appending(path: "elsewhere").path
        try FileManager.default.createSymbolicLink(atPath: path + suffix, withDestinationPath: target)
        for access in [WishStore.Access.exclusive, .reading] {
            #expect(throws: StoreError.link(path + suffix)) { try WishStore(path: path, access: access) }
        }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test("a link under the name of an unfinished database is not followed")
    func draft() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let target = folder.appending(path: "elsewhere").path
        try FileManager.default.createSymbolicLink(atPath: path + ".new", withDestinationPath: target)
        try WishStore(path: path).close()
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test("another user's file in their place is refused", .enabled(if: geteuid() == 0))
    func planted() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try WishStore(path: path).close()
        #expect(lchown(path, 12_345, 12_345) == 0)
        let error = #expect(throws: StoreError.self) { try WishStore(path: path) }
        #expect(error?.description.contains("chown 0 \(path)") == true)
    }
}
