import Foundation
import Testing

@testable import Wishes

@Suite("Database lock")
struct DatabaseLockTests {
    @Test("One holder at a time; a released lock is free although a child process has a copy of the descriptor")
    func holders() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "lock-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path + ".lock") }
        let first = try DatabaseLock(path: path)
        #expect(throws: StoreError.self) { try DatabaseLock(path: path) }
        let held = try Self.descriptor(of: path + ".lock")
        let copy = dup(try #require(held))
        defer { close(copy) }
        first.release()
        let second = try DatabaseLock(path: path)
        #expect(throws: StoreError.self) { try DatabaseLock(path: path) }
        second.release()
    }

    /// The descriptor of this process under which a file is open.
    private static func descriptor(of file: String) throws -> Int32? {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init).first {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == file
        }
    }
}
