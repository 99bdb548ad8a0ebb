import CLinux
import Foundation

/// Goes to a path step by step through open descriptors, judges every folder and link on the way, and opens what is there.
/// What was judged is what is read: nothing is looked up twice by its name.
struct PathWalk: ~Copyable {
    /// A file that was opened.
    struct Opened {
        /// For the caller to close.
        let descriptor: Int32
        /// As of the opening.
        let status: stat
    }

    /// As many links as Linux follows.
    private static let linkLimit = 40

    private(set) var trust: PathTrust
    /// The folder that was reached, and its path.
    private var folder: Int32
    private var names: [String] = []
    /// What is still to go, the next name last.
    private var ahead: [String]
    private var links = 0
    private var flaw: PathFlaw?

    /// A relative path is one from the working directory.
    init(_ path: String, trust: PathTrust) {
        self.trust = trust
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        ahead = Self.names(of: path.isEmpty ? "" : absolute)
        folder = Glibc.open("/", clinux_o_path | O_CLOEXEC)
    }

    deinit { close(folder) }

    /// Opens the file for reading. Throws `FileContents.Failure`: `.missing` also where the way is not to be trusted.
    mutating func openFile() throws(FileContents.Failure) -> Opened {
        try judgeFolder()
        while let name = ahead.popLast() {
            guard let status = try enter(name) else { continue }
            guard ahead.isEmpty else { throw .missing }
            // Judged before as well: to open another user's pipe could take forever.
            judge(status, path(name))
            if let flaw { throw .untrusted(flaw) }
            return try open(name, status)
        }
        // The path of a folder.
        if let flaw { throw .untrusted(flaw) }
        return try open(".", nil)
    }

    /// Goes to a folder. Throws `FileContents.Failure`.
    /// - Returns: its status.
    mutating func reachFolder() throws(FileContents.Failure) -> stat {
        try judgeFolder()
        while let name = ahead.popLast() {
            guard try enter(name) == nil else { throw .missing }
        }
        if let flaw { throw .untrusted(flaw) }
        return try Self.status(of: folder)
    }

    // MARK: One step

    /// Enters a folder or follows a link, and returns nil; for anything else its status.
    private mutating func enter(_ name: String) throws(FileContents.Failure) -> stat? {
        let entry = openat(folder, name, clinux_o_path | O_NOFOLLOW | O_CLOEXEC)
        guard entry >= 0 else { throw FileContents.failure(errno) }
        var isFolder = false
        defer { if !isFolder { close(entry) } }
        let status = try Self.status(of: entry)
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            isFolder = true
            close(folder)
            folder = entry
            if name == ".." { _ = names.popLast() } else if name != "." { names.append(name) }
            try judgeFolder()
        case S_IFLNK:
            judge(status, path(name))
            // The kernel's links to open files: what they name may be a pipe, or have no name.
            if ahead.isEmpty, isProcessFolder { return status }
            try follow(entry)
        default: return status
        }
        return nil
    }

    private mutating func follow(_ link: Int32) throws(FileContents.Failure) {
        links += 1
        guard links <= Self.linkLimit else { throw FileContents.failure(ELOOP) }
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(link, "", &bytes, bytes.count)
        guard count > 0 else { throw FileContents.failure(errno) }
        let target = String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        if target.hasPrefix("/") {
            close(folder)
            folder = Glibc.open("/", clinux_o_path | O_CLOEXEC)
            names = []
        }
        ahead += Self.names(of: target)
    }

    /// Opens an entry of the folder; `known` is what it was seen to be, and nil for the folder itself.
    private mutating func open(_ name: String, _ known: stat?) throws(FileContents.Failure) -> Opened {
        let isLink = known.map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
        let opened = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | (isLink ? 0 : O_NOFOLLOW))
        guard opened >= 0 else { throw FileContents.failure(errno) }
        do throws(FileContents.Failure) {
            let status = try Self.status(of: opened)
            judge(status, path(known == nil ? nil : name))
            if let flaw { throw FileContents.Failure.untrusted(flaw) }
            return Opened(descriptor: opened, status: status)
        } catch {
            close(opened)
            throw error
        }
    }

    // MARK: Judging

    private mutating func judgeFolder() throws(FileContents.Failure) {
        judge(try Self.status(of: folder), path(nil))
    }

    /// Remembers the first flaw: whether the file exists at all is found out first.
    private mutating func judge(_ status: stat, _ path: String) {
        let found = trust.flaw(of: path, owner: status.st_uid, mode: status.st_mode)
        flaw = flaw ?? found
    }

    private var isProcessFolder: Bool { clinux_is_proc(folder) != 0 }

    private func path(_ name: String?) -> String { "/" + (names + [name].compactMap(\.self)).joined(separator: "/") }

    private static func names(of path: String) -> [String] { path.split(separator: "/").map(String.init).reversed() }

    private static func status(of descriptor: Int32) throws(FileContents.Failure) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileContents.failure(errno) }
        return status
    }
}
