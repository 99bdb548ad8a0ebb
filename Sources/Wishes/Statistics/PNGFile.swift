import CZlib

/// A picture as a PNG file with indexed colours.
///
/// Source: https://www.w3.org/TR/png-3/
enum PNGFile {
    /// The file; nil when there is no memory to compress it.
    static func bytes(of canvas: Canvas) -> [UInt8]? {
        // Each row begins with the number of its filter: none.
        let rows: [UInt8] = (0..<canvas.height).flatMap { row -> [UInt8] in
            [0] + canvas.pixels[(row * canvas.width)..<((row + 1) * canvas.width)].map(\.rawValue)
        }
        guard let data = Deflated.bytes(of: rows, .most) else { return nil }
        let inks = Canvas.Ink.allCases.map(\.components)
        // Eight bits a pixel, each a place in the palette.
        let header = bigEndian(canvas.width) + bigEndian(canvas.height) + [8, 3, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("PLTE", inks.flatMap { [$0.0, $0.1, $0.2] }) + chunk("tRNS", inks.map(\.3))
            + chunk("IDAT", data) + chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        let sum = body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
        return bigEndian(data.count) + body + bigEndian(Int(sum))
    }

    /// The lower 32 bits.
    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
