import Foundation

/// A process that the sandbox starts. Signals have their default actions in it, it is the first of a process group of its
/// own, and of the sandbox's files it gets only the pipe for its output.
struct ChildProcess: Sendable {
    let id: pid_t
    /// The reading end of its output, standard error included.
    let output: Int32

    /// Starts a command: a path, or a name that is looked up in PATH, with its arguments. Throws: `Sandbox.Failure.invalid`.
    init(_ command: [String], environment: [String: String]) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Self.failure(command, errno) }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        Self.closeOtherFilesAtExec()
        var pid: pid_t = 0
        let result = Self.withStrings(command) { arguments in
            Self.withStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawnp(&pid, command[0], &actions, &attributes, arguments, environment)
            }
        }
        guard result == 0 else {
            close(ends[0])
            throw Self.failure(command, result)
        }
        (id, output) = (pid, ends[0])
    }

    /// Sends a signal to its process group, as a terminal does: a bot may have been started by a script.
    func signal(_ number: Int32) {
        kill(-id, number)
    }

    /// Reads its output to the end, then waits for its end; blocks. Its id stays taken until `reap`.
    func follow(_ write: ([UInt8]) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            write(Array(buffer[..<count]))
        }
        close(output)
        var info = siginfo_t()
        while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    }

    /// Frees the id of the process, which has ended. Returns its exit code, or the negative number of the signal that ended
    /// it.
    func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }

    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var all = sigset_t()
        sigfillset(&all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }

    /// The server's sockets are not to stay open in the bot.
    private static func closeOtherFilesAtExec() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in names.compactMap({ Int32($0) }) where descriptor > 2 {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    private static func withStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }

    private static func failure(_ command: [String], _ code: Int32) -> Sandbox.Failure {
        .invalid("The bot \(command.first ?? "") could not be started: \(String(cString: strerror(code)))")
    }
}
