import CLinux
import Foundation
import Wishes

/// The user as whom the database is opened: the owner of its folder, when root runs dreambot.
///
/// Root would else create, change or give away files at places that the folder's owner can choose with a link.
struct DatabaseUser {
    let user: uid_t
    let group: gid_t
    /// The database.
    private let path: String

    /// Checks that only root, the caller and, for root, one other user can change what is at the path. Returns that other
    /// user; nil when root or the caller owns it all, and when the folder does not exist. Throws `StoreError`.
    static func owner(of path: String) throws(StoreError) -> DatabaseUser? {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var walk = PathWalk(folder, trust: PathTrust(user: geteuid(), adoptsOwner: true))
        let status: stat
        do {
            status = try walk.reachFolder()
        } catch {
            switch error {
            case .missing, .tooLong: return nil
            case .unreadable(let reason): throw .unusable(path, "\(folder): \(reason)")
            case .untrusted(let flaw): throw .untrusted(path, "\(flaw)")
            }
        }
        guard let user = walk.trust.adopted else { return nil }
        return DatabaseUser(user: user, group: group(of: user, status), path: path)
    }

    /// Becomes the owner of the database's folder for good. Call when everything that needs root's rights has been read.
    /// Throws `StoreError`.
    static func become(for path: String) throws(StoreError) { try owner(of: path)?.become() }

    /// Becomes this user for good. Throws `StoreError`.
    func become() throws(StoreError) {
        var groups = [group]
        guard setgroups(1, &groups) == 0, setresgid(group, group, group) == 0, setresuid(user, user, user) == 0,
            geteuid() == user, getegid() == group, setuid(0) != 0
        else { throw refusal }
        try enter()
        settle()
    }

    /// Acts as this user while `body` runs. Throws `StoreError`.
    func acting<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        var groups = [group]
        defer {
            _ = seteuid(0)
            _ = setegid(0)
            groups = [0]
            _ = setgroups(1, &groups)
            _ = clinux_forbid_dumps()
        }
        guard setgroups(1, &groups) == 0, setegid(group) == 0, seteuid(user) == 0 else { throw refusal }
        try enter()
        settle()
        return try body()
    }

    /// Makes sure that this user gets to the folder. Throws `StoreError`.
    private func enter() throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard faccessat(AT_FDCWD, folder, X_OK, AT_EACCESS) != 0, errno == EACCES else { return }
        throw .untrusted(
            path,
            "its owner, user \(user), may not enter \(folder) from outside the service; with DynamicUser=yes only root may "
                + "enter /var/lib/private: use User= in the unit instead")
    }

    private func settle() {
        // Root's own folder for temporary files, if there is one, cannot be used any more.
        unsetenv("TMPDIR")
        // The change of the user has put the system's default in its place.
        _ = clinux_forbid_dumps()
    }

    private var refusal: StoreError {
        let reason = String(cString: strerror(errno))
        return .unusable(path, "its folder belongs to user \(user), and dreambot cannot act as that user: \(reason)")
    }

    /// The folder's group; not root's.
    private static func group(of user: uid_t, _ folder: stat) -> gid_t {
        if folder.st_uid == user, folder.st_gid != 0 { return folder.st_gid }
        return getpwuid(user)?.pointee.pw_gid ?? user
    }
}
