import Foundation
import Testing

@testable import dreambot

/// Who may change what a path leads to.
@Suite("Trust in a path")
struct PathTrustTests {
    private let me: uid_t = 1_000

    private func flaw(_ kind: mode_t, _ mode: mode_t, owner: uid_t, user: uid_t = 1_000) -> PathFlaw? {
        var trust = PathTrust(user: user)
        return trust.flaw(of: "/x", owner: owner, mode: kind | mode)
    }

    @Test("files, folders and links of root and of the reader are trusted, of no other user")
    func owners() {
        for kind in [S_IFREG, S_IFDIR, S_IFLNK, S_IFIFO] {
            for owner in [0, me] { #expect(flaw(kind, 0o600, owner: owner) == nil) }
            #expect(flaw(kind, 0o400, owner: 1_001) == .foreign("/x", owner: 1_001, user: me))
            #expect(flaw(kind, 0o400, owner: me, user: 0) == .foreign("/x", owner: me, user: 0))
        }
    }

    @Test("what its group or every user may write is not trusted, except a folder with the sticky bit")
    func modes() {
        for kind in [S_IFREG, S_IFDIR, S_IFIFO] {
            #expect(flaw(kind, 0o755, owner: 0) == nil)
            #expect(flaw(kind, 0o775, owner: 0) == .writable("/x", byEveryone: false))
            #expect(flaw(kind, 0o757, owner: me) == .writable("/x", byEveryone: true))
        }
        #expect(flaw(S_IFDIR, 0o1777, owner: 0) == nil)
        #expect(flaw(S_IFDIR, 0o1777, owner: 1_001) == .foreign("/x", owner: 1_001, user: me))
        // The bit has no such meaning for a file; the mode of a link has none at all.
        #expect(flaw(S_IFREG, 0o1666, owner: 0) == .writable("/x", byEveryone: true))
        #expect(flaw(S_IFLNK, 0o777, owner: 0) == nil)
    }

    @Test("root accepts one other owner when it is to act as that user, and no second one")
    func adoption() {
        var trust = PathTrust(user: 0, adoptsOwner: true)
        #expect(trust.flaw(of: "/", owner: 0, mode: S_IFDIR | 0o755) == nil && trust.adopted == nil)
        #expect(trust.flaw(of: "/a", owner: 7, mode: S_IFDIR | 0o755) == nil && trust.adopted == 7)
        #expect(trust.flaw(of: "/a/b", owner: 0, mode: S_IFDIR | 0o755) == nil && trust.adopted == 7)
        #expect(trust.flaw(of: "/a/b/c", owner: 8, mode: S_IFDIR | 0o755) != nil)
        var user = PathTrust(user: 5, adoptsOwner: true)
        #expect(user.flaw(of: "/a", owner: 7, mode: S_IFDIR | 0o755) != nil)
    }
}

/// The way to a file on a real file system.
@Suite("Trust on the way to a file")
struct PathWalkTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func failure(_ path: String, as user: uid_t = geteuid()) -> FileContents.Failure? {
        do {
            _ = try FileContents.read(path, limit: 100, as: user)
            return nil
        } catch {
            return error
        }
    }

    private func makeFolder(_ name: String, mode: Int) throws -> String {
        let path = folder.path + "/" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test("every folder on the way is judged, also above the file's own")
    func folders() throws {
        let outer = try makeFolder("outer", mode: 0o777)
        let inner = try makeFolder("outer/inner", mode: 0o755)
        let file = try folder.write("outer/inner/f", "x".utf8)
        #expect(failure(file) == .untrusted(.writable(outer, byEveryone: true)))
        #expect(failure(inner + "/../inner/./f") == .untrusted(.writable(outer, byEveryone: true)))
        #expect(chmod(outer, 0o1777) == 0)
        #expect(failure(file) == nil)
        #expect(chmod(outer, 0o755) == 0 && chmod(inner, 0o775) == 0)
        #expect(failure(file) == .untrusted(.writable(inner, byEveryone: false)))
        // What is not there is missing, wherever it is not.
        #expect(failure(inner + "/none") == .missing)
    }

    @Test("a link is judged at its target and by the folders on the way there")
    func links() throws {
        let evil = try makeFolder("evil", mode: 0o777)
        let file = try folder.write("evil/f", "x".utf8)
        let good = try folder.write("good", "x".utf8)
        for (name, target) in [("absolute", file), ("relative", "evil/f"), ("twice", "absolute"), ("fine", "good")] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/" + name, withDestinationPath: target)
        }
        for name in ["absolute", "relative", "twice"] {
            #expect(failure(folder.path + "/" + name) == .untrusted(.writable(evil, byEveryone: true)))
        }
        #expect(failure(folder.path + "/fine") == nil && failure(good) == nil)
        #expect(failure(good + "/below") == .missing)
    }

    @Test("an open descriptor is read by its name under /dev/fd")
    func descriptors() throws {
        let file = try folder.write("f", "x".utf8)
        let opened = open(file, O_RDONLY)
        defer { close(opened) }
        #expect(failure("/dev/fd/\(opened)") == nil)
        #expect(chmod(file, 0o666) == 0)
        #expect(failure("/proc/self/fd/\(opened)") != nil)
    }

    @Test("files and folders of a third user are refused, for root too", .enabled(if: geteuid() == 0))
    func owners() throws {
        let theirs = try makeFolder("theirs", mode: 0o755)
        let file = try folder.write("theirs/f", "x".utf8)
        #expect(chown(theirs, 12_345, 12_345) == 0)
        #expect(failure(file) == .untrusted(.foreign(theirs, owner: 12_345, user: 0)))
        #expect(chown(theirs, 0, 0) == 0 && chown(file, 12_345, 12_345) == 0)
        #expect(failure(file) == .untrusted(.foreign(file, owner: 12_345, user: 0)))
        #expect(failure(file, as: 12_345) == nil)
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
        #expect(failure(link) != .untrusted(.foreign(link, owner: 12_345, user: 0)))
        #expect(lchown(link, 12_345, 12_345) == 0)
        #expect(failure(link) == .untrusted(.foreign(link, owner: 12_345, user: 0)))
    }
}

@Suite("Variables of the environment that are ignored")
struct IgnoredVariableTests {
    @Test("variables that write down keys, load code or debug a library are ignored; certificates and proxies are not")
    func names() {
        let ignored = [
            "SSLKEYLOGFILE", "OPENSSL_CONF", "OPENSSL_MODULES", "OPENSSL_ENGINES", "GNUTLS_DEBUG_LEVEL",
            "CURL_SSL_BACKEND",
            "SQLITE_TMPDIR", "KRB5_TRACE", "P11_KIT_DEBUG", "QLOGDIR", "LDAPRC",
        ]
        for name in ignored { #expect(Hardening.isIgnored(name), "\(name)") }
        let kept = [
            "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "https_proxy", "HTTPS_PROXY", "no_proxy", "PATH", "HOME",
            "TZ", "LANG",
            "TMPDIR", "DISCORD_TOKEN", "CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC", "JOURNAL_STREAM",
        ]
        for name in kept { #expect(!Hardening.isIgnored(name), "\(name)") }
    }
}
