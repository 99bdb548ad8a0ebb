import Foundation
import FuzzSubjects
import Testing

@Suite("Fuzzing corpus")
struct CorpusTests {
    static let subjects: [(String, @Sendable ([UInt8]) -> String?)] = [
        ("FuzzFrames", FrameSubject.flaw), ("FuzzInflate", InflateSubject.flaw), ("FuzzGateway", GatewaySubject.flaw),
        ("FuzzREST", RESTSubject.flaw), ("FuzzInteractions", InteractionSubject.flaw),
        ("FuzzImport", ImportSubject.flaw),
    ]

    @Test("Every input of the corpus is handled without a flaw", arguments: subjects.map(\.0))
    func replay(_ name: String) throws {
        let subject = try #require(Self.subjects.first { $0.0 == name }?.1)
        let inputs = try Self.inputs(name)
        try #require(!inputs.isEmpty)
        for (file, input) in inputs { #expect(subject(input) == nil, "\(file)") }
    }

    @Test(
        "Small inputs cut anywhere, or with any byte changed, are handled without a flaw", arguments: subjects.map(\.0))
    func neighbours(_ name: String) throws {
        let subject = try #require(Self.subjects.first { $0.0 == name }?.1)
        for (file, input) in try Self.inputs(name) where input.count <= 64 {
            for index in input.indices {
                #expect(subject(Array(input[..<index])) == nil, "\(file) cut at \(index)")
                var changed = input
                changed[index] ^= UInt8(truncatingIfNeeded: 1 << (index % 8))
                #expect(subject(changed) == nil, "\(file) changed at \(index)")
            }
        }
    }

    private static func inputs(_ name: String) throws -> [(file: String, [UInt8])] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/\(name)")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path() < $1.path() }
            .map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
    }
}
