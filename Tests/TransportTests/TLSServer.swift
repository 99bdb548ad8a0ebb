import Foundation
import Synchronization

@testable import Transport

/// A TLS server on 127.0.0.1 from the system's tools, with a certificate for 127.0.0.1 that is made anew.
final class TLSServer: @unchecked Sendable {
    /// Whether this machine has the tools; tests that need them are marked as skipped otherwise.
    static let hasOpenSSL = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
    static let hasNode = hasOpenSSL && FileManager.default.isExecutableFile(atPath: "/usr/bin/node")

    /// The certificate in PEM: its own authority.
    let certificate: String
    let port: UInt16
    /// What the server prints after its address: under `quiet`, what the client sent.
    let output: FileHandle
    private let process = Process()
    private let input = Pipe()
    private let folder: URL

    /// `openssl s_server` with the given mode: `-www` answers HTTP/1.0, `-rev` sends lines back reversed.
    static func openSSL(_ mode: String...) throws -> TLSServer {
        try TLSServer("/usr/bin/openssl") { folder in
            ["s_server", "-accept", "127.0.0.1:0", "-cert", "\(folder)/cert.pem", "-key", "\(folder)/key.pem"] + mode
        }
    }

    /// Node running a script, which finds the folder of `cert.pem` and `key.pem` in its first argument.
    static func node(_ script: String) throws -> TLSServer {
        try TLSServer("/usr/bin/node") { ["-e", script, $0] }
    }

    private init(_ program: String, arguments: (String) -> [String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "transport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.path + "/cert.pem"
        try Self.makeCertificate(in: folder.path)
        let printed = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments(folder.path)
        process.standardInput = input
        process.standardOutput = printed
        process.standardError = FileHandle.nullDevice
        try process.run()
        output = printed.fileHandleForReading
        port = try Self.readPort(output)
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    func stop() {
        // The child inherits the signal mask of Swift's threads, in which SIGTERM is blocked.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// The next line that the server prints. Reading a pipe blocks: it is done on a thread of its own.
    func nextLine() async throws -> String {
        let line = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: try? Self.readLine(self.output)) }
        }
        guard let line else { throw TestFailure("the TLS server has ended") }
        return line
    }

    /// Reads the address from a line such as `ACCEPT 127.0.0.1:46027`.
    private static func readPort(_ output: FileHandle) throws -> UInt16 {
        while let line = try readLine(output) {
            if line.hasPrefix("ACCEPT"), let port = UInt16(line.split(separator: ":").last ?? "") { return port }
        }
        throw TestFailure("the TLS server did not start")
    }

    private static func readLine(_ output: FileHandle) throws -> String? {
        var line: [UInt8] = []
        while let byte = try output.read(upToCount: 1)?.first {
            if byte == 10 { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    private static func makeCertificate(in folder: String) throws {
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "36500",
            "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem", "-subj", "/CN=transport test",
            "-addext", "subjectAltName=IP:127.0.0.1",
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        guard openssl.terminationStatus == 0 else { throw TestFailure("no certificate could be made") }
    }
}
