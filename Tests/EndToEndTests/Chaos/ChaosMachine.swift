import Foundation

/// The machine that the daemon of a chaos run lives on: its disk, its clock, the copies of its database.
final class ChaosMachine: Sendable {
    private let stage: Stage
    /// The library that moves a process's wall clock; nil where `scripts/chaos.sh` has not built it.
    private let clockShim: String?
    private let clockOffset: URL
    private let backups: URL

    init(_ stage: Stage) throws {
        self.stage = stage
        clockShim = ProcessInfo.processInfo.environment["DREAMBOT_CHAOS_CLOCK_SHIM"]
        clockOffset = stage.folder.appending(path: "clock-offset")
        backups = stage.folder.appending(path: "backups")
        try FileManager.default.createDirectory(at: backups, withIntermediateDirectories: true)
        try setClock(hours: 0)
    }

    /// Starts the daemon.
    func start() throws -> DaemonProcess {
        guard let clockShim else { return try stage.start() }
        return try stage.start(environment: ["LD_PRELOAD": clockShim, "CLOCK_SHIM_OFFSET": clockOffset.path])
    }

    // MARK: The clock

    /// Sets the wall clock of the daemon forward or back. False where that is not possible.
    func jump(hours: Int) throws -> Bool {
        guard clockShim != nil else { return false }
        try setClock(hours: hours)
        return true
    }

    /// In place: a running daemon has the file mapped.
    private func setClock(hours: Int) throws {
        let seconds = Int64(hours) * 3_600
        let bytes = withUnsafeBytes(of: seconds.littleEndian) { Data($0) }
        guard FileManager.default.fileExists(atPath: clockOffset.path) else { return try bytes.write(to: clockOffset) }
        let file = try FileHandle(forWritingTo: clockOffset)
        try file.write(contentsOf: bytes)
        try file.close()
    }

    // MARK: The disk

    /// From now on the daemon cannot write beyond the first page of any file.
    func fillDisk(of daemon: DaemonProcess) throws { try limitFiles(of: daemon, to: "4096") }

    /// Ends the trouble of the machine.
    func mend(_ daemon: DaemonProcess) throws {
        daemon.reading.resume()
        try setClock(hours: 0)
        if daemon.process.isRunning { try limitFiles(of: daemon, to: "unlimited") }
    }

    /// The soft limit of a file's size: a write beyond it fails as on a full disk.
    private func limitFiles(of daemon: DaemonProcess, to size: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
        process.arguments = ["--pid", "\(daemon.process.processIdentifier)", "--fsize=\(size):"]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ChaosProblem("prlimit ended with \(process.terminationStatus)")
        }
    }

    // MARK: The database

    /// Keeps a copy of the database; with older copies there, puts one of them in its place and returns true. Only while
    /// no daemon runs.
    func restoreOrKeep(_ random: inout ChaosRandom) throws -> Bool {
        let copies = try FileManager.default.contentsOfDirectory(atPath: backups.path).sorted()
        try copyDatabase(from: stage.database, to: backups.appending(path: "\(copies.count)/wishes.sqlite3").path)
        guard !copies.isEmpty else { return false }
        try copyDatabase(
            from: backups.appending(path: "\(random.pick(copies))/wishes.sqlite3").path, to: stage.database)
        return true
    }

    private func copyDatabase(from source: String, to target: String) throws {
        let files = FileManager.default
        try files.createDirectory(
            at: URL(fileURLWithPath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
        for suffix in ["", "-wal", "-shm"] {
            if files.fileExists(atPath: target + suffix) { try files.removeItem(atPath: target + suffix) }
            guard files.fileExists(atPath: source + suffix) else { continue }
            try files.copyItem(atPath: source + suffix, toPath: target + suffix)
        }
    }

    /// Runs `dreambot import --from-discord`. Returns the exit code.
    func rebuild(_ guild: GuildOnStage) async throws -> Int32 {
        try await DaemonProcess(
            ["import", "--from-discord", "\(guild.id)", "--config", stage.configurationFile],
            environment: ["DISCORD_TOKEN": Stage.token]
        ).exitCode()
    }
}
