import Foundation

/// Why a path is not trusted: who else can change what it leads to.
enum PathFlaw: Error, Equatable, CustomStringConvertible {
    /// A file or folder that its group, or every user, may write.
    case writable(String, byEveryone: Bool)
    /// A file, folder or link of a user who is neither root nor `user`, the one who reads.
    case foreign(String, owner: uid_t, user: uid_t)

    /// Names the file or folder.
    var cause: String {
        switch self {
        case .writable(let path, let byEveryone):
            "\(PrintableText.path(path)) can be written by \(byEveryone ? "every user of this machine" : "its group")"
        case .foreign(let path, let owner, let user):
            "\(PrintableText.path(path)) belongs to user \(owner), not to root"
                + (user == 0 ? "" : " or to user \(user), who runs dreambot")
        }
    }

    /// The command that mends it.
    var cure: String {
        switch self {
        case .writable(let path, _): "chmod go-w \(PrintableText.path(path))"
        case .foreign(let path, _, let user):
            "use a path that other users cannot change, or: chown -h \(user) \(PrintableText.path(path))"
        }
    }

    /// Both, for one line of an error message.
    var description: String { "\(cause); \(cure)" }
}

/// Judges the folders, links and the file on the way to a path, as sshd and sudo do. Everything has to belong to root or to
/// the reader, and no other user may write it; of a folder with the sticky bit others can only add files of their own.
struct PathTrust {
    /// The user who reads.
    let user: uid_t
    /// Whether root accepts one other owner on the way, to act as that user from then on.
    let adoptsOwner: Bool
    /// The owner that was accepted.
    private(set) var adopted: uid_t?

    init(user: uid_t, adoptsOwner: Bool = false) { (self.user, self.adoptsOwner) = (user, adoptsOwner && user == 0) }

    /// What is wrong with one entry of the way; nil when nothing is.
    mutating func flaw(of path: String, owner: uid_t, mode: mode_t) -> PathFlaw? {
        if owner != 0, owner != user {
            guard adoptsOwner, adopted == nil || adopted == owner else {
                return .foreign(path, owner: owner, user: user)
            }
            adopted = owner
        }
        switch mode & S_IFMT {
        // A link's mode means nothing, and a device keeps nothing that is written to it.
        case S_IFLNK, S_IFCHR: return nil
        case S_IFDIR where mode & S_ISVTX != 0: return nil
        default: break
        }
        guard mode & (S_IWGRP | S_IWOTH) != 0 else { return nil }
        return .writable(path, byEveryone: mode & S_IWOTH != 0)
    }
}
