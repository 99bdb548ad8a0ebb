import CLinux
import Foundation
import Wishes

/// The user as whom the database is opened: the owner of its folder, whom root becomes for good.
///
/// Root would else create, change or give away files at places that the folder's owner can choose with a link.
enum DatabaseUser {
    /// Checks that only root and one user can change what is at the path, and becomes that user. Does nothing when the
    /// folder does not exist. Call when everything that needs root's rights has been read. Throws `StoreError`.
    static func become(for path: String) throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var walk = PathWalk(folder, trust: PathTrust(user: geteuid(), adoptsOwner: true))
        let status: stat
        do {
            status = try walk.reachFolder()
        } catch {
            switch error {
            case .missing, .tooLong: return
            case .unreadable(let reason): throw .unusable(path, "\(folder): \(reason)")
            case .untrusted(let flaw): throw .untrusted(path, "\(flaw)")
            }
        }
        guard let user = walk.trust.adopted else { return }
        try become(user, group: group(of: user, status), for: path)
    }

    /// The folder's group; not root's.
    private static func group(of user: uid_t, _ folder: stat) -> gid_t {
        if folder.st_uid == user, folder.st_gid != 0 { return folder.st_gid }
        return getpwuid(user)?.pointee.pw_gid ?? user
    }

    private static func become(_ user: uid_t, group: gid_t, for path: String) throws(StoreError) {
        var groups = [group]
        guard setgroups(1, &groups) == 0, setresgid(group, group, group) == 0, setresuid(user, user, user) == 0,
            geteuid() == user, getegid() == group, setuid(0) != 0
        else {
            throw .unusable(
                path,
                "its folder belongs to user \(user), and dreambot cannot act as that user: "
                    + String(cString: strerror(errno)))
        }
        // Root's own folder for temporary files, if there is one, cannot be used any more.
        unsetenv("TMPDIR")
        // The change of the user has put the system's default in its place.
        _ = clinux_forbid_dumps()
    }
}
