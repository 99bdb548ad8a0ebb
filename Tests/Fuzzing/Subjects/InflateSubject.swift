import Discord

/// The zlib-stream of one connection: any bytes, in any pieces, inflate to the same text or fail in the same way, within the
/// limit.
package enum InflateSubject {
    private static let limit = 256 << 10

    /// The flaw that this input reveals; nil if there is none.
    package static func flaw(_ input: [UInt8]) -> String? {
        let split = SplitInput(input)
        let whole = inflate([split.stream])
        let pieces = inflate(split.pieces)
        switch (whole, pieces) {
        case (.success(let all), .success(let parts)):
            // What one piece completes and the next does not belongs to no message yet, but it is the same bytes.
            guard all.isPrefix(of: parts) || parts.isPrefix(of: all) else { return "the split changes the text" }
            return all.count > limit ? "a message is larger than the limit" : nil
        // A message that a cut has completed early no longer counts towards the limit.
        case (.failure(.tooLarge), _), (_, .failure(.tooLarge)): return nil
        case (.failure(.corrupt), .failure(.corrupt)): return nil
        case (.failure, .success), (.success, .failure): return "the split decides whether the stream is corrupt"
        }
    }

    /// The texts of all messages together.
    private static func inflate(_ messages: [ArraySlice<UInt8>]) -> Result<[UInt8], InflateStream.Failure> {
        do {
            var inflater = try InflateStream(limit: limit)
            var text: [UInt8] = []
            for message in messages {
                try message.withUnsafeBufferPointer { bytes in _ = try inflater.inflate(bytes) { text += $0 } }
            }
            return .success(text)
        } catch let failure as InflateStream.Failure {
            return .failure(failure)
        } catch {
            fatalError("an error of another type: \(error)")
        }
    }
}

extension [UInt8] {
    fileprivate func isPrefix(of other: [UInt8]) -> Bool { other.starts(with: self) }
}
