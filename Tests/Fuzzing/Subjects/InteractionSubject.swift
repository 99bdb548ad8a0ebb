import Discord
import Logging

/// Interactions: any `d` of INTERACTION_CREATE is read or refused, and never ends the connection.
package enum InteractionSubject {
    private static let head = Array(#"{"op":0,"s":1,"t":"INTERACTION_CREATE","d":"#.utf8)

    /// The flaw that this input reveals; nil if there is none.
    package static func flaw(_ input: [UInt8]) -> String? {
        let log = Logger(label: "fuzzing") { _ in SwiftLogNoOpLogHandler() }
        do {
            var decoder = try GatewayDecoder(compressed: false, log: log)
            let payload = head + input + [UInt8(ascii: "}")]
            let read = try payload.withUnsafeBufferPointer { try decoder.decode($0, isBinary: false) }
            guard case .interaction(let interaction) = read?.event else { return nil }
            return "\(interaction)".contains(interaction.handle.token.reveal())
                && interaction.handle.token.reveal().utf8.count >= 32
                ? "a token is printed" : nil
        } catch {
            return "an interaction ended the connection: \(error)"
        }
    }
}
