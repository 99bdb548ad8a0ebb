/// A fuzzer's input that chooses a stream and how it is cut: a byte whose low half says how many lengths follow, the
/// lengths, the stream. The lengths are used in turns; without any, the stream comes in one piece.
struct SplitInput {
    /// The four high bits of the first byte, for the subject to use.
    let options: UInt8
    let stream: ArraySlice<UInt8>
    private let lengths: ArraySlice<UInt8>

    init(_ input: [UInt8]) {
        let first = input.first ?? 0
        options = first >> 4
        let rest = input.dropFirst()
        lengths = rest.prefix(Int(first & 0x0F))
        stream = rest.dropFirst(lengths.count)
    }

    /// The stream in the pieces that the input asks for; a length of 0 is an empty piece.
    var pieces: [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = stream
        var turn = lengths.startIndex
        while !rest.isEmpty {
            // Lengths of 0 alone would never end.
            let length = lengths.contains { $0 > 0 } ? Int(lengths[turn]) : rest.count
            pieces.append(rest.prefix(length))
            rest = rest.dropFirst(length)
            turn = turn + 1 < lengths.endIndex ? turn + 1 : lengths.startIndex
        }
        return pieces
    }
}
