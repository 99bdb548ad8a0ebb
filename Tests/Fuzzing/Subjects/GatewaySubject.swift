import Discord
import Logging

/// Gateway payloads as they come uncompressed: whatever they hold, reading them ends, and says the same twice.
package enum GatewaySubject {
    /// What is wrong with how the input was handled; nil if nothing is.
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
