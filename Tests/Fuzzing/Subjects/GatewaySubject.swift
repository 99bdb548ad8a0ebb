import Discord
import Logging

/// Uncompressed gateway payloads: reading any bytes ends, with the same result each time.
package enum GatewaySubject {
    /// The flaw that this input reveals; nil if there is none.
    package static func flaw(_ input: [UInt8]) -> String? {
        let log = Logger(label: "fuzzing") { _ in SwiftLogNoOpLogHandler() }
        do {
            var decoder = try GatewayDecoder(compressed: false, log: log)
            let first = try input.withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }
            let second = try input.withUnsafeBufferPointer { try decoder.decode($0, isBinary: true) }
            guard first == second else { return "the same payload was read in two ways" }
            guard first?.event == nil || first?.frame != nil else { return "an event without a sequence number" }
            return nil
        } catch {
            return "an uncompressed payload ended the connection: \(error)"
        }
    }
}
