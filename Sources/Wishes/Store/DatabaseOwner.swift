import Foundation

/// Whose files the database consists of: the owner of its folder.
enum DatabaseOwner {
    /// Gives the files to the owner of their folder when they were opened by root, as an admin does who runs `import`:
    /// the service, which has a user of its own, could not write to root's.
    static func follow(folderOf path: String) {
        guard geteuid() == 0 else { return }
        var folder = stat()
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard stat(parent, &folder) == 0, folder.st_uid != 0 else { return }
        for suffix in ["", "-wal", "-shm", ".lock"] { _ = lchown(path + suffix, folder.st_uid, folder.st_gid) }
    }
}
