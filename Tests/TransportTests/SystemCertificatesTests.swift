import Foundation
import Testing

@testable import Transport

@Suite("The system's certificates")
struct SystemCertificatesTests {
    @Test(
        "The file is left out only when the folder has as many certificates by their hash",
        arguments: [
            (["002c0b4f.0", "02265526.0"], 2, true), (["002c0b4f.0", "002c0b4f.1", "beadbeef.0"], 2, true),
            (["002c0b4f.0"], 2, false), (["a.pem", "b.pem", "ca-certificates.crt"], 2, false),
            (["002C0B4F.0", "002c0b4f.x", "002c0b4f.", "002c0b4.0"], 1, false), ([], 0, false),
            (["002c0b4f.0"], 0, false),
        ])
    func folders(names: [String], count: Int, isComplete: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dreambot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in names { try Data().write(to: folder.appending(path: name)) }
        let file = folder.appending(path: "bundle.pem")
        let certificate = "# A name\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
        try Data(String(repeating: certificate, count: count).utf8).write(to: file)
        #expect(SystemCertificates.isComplete(folder: folder.path, file: file.path) == isComplete)
    }

    @Test("Without file or folder nothing is left out")
    func missing() {
        #expect(!SystemCertificates.isComplete(folder: "/nowhere", file: "/nowhere"))
        #expect(!SystemCertificates.isComplete(folder: "/nowhere", file: "/etc/passwd"))
    }
}
