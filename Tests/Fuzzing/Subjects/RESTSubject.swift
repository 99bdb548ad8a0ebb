import Discord
import Foundation
import Logging
import Wishes

/// Bodies of REST answers: reading any bytes as anything ends, with the same result each time, and what is shown of them
/// is inert.
package enum RESTSubject {
    /// The flaw that this input reveals; nil if there is none. The first byte chooses what the rest is read as.
    package static func flaw(_ input: [UInt8]) -> String? {
        let (choice, body) = (input.first ?? 0, Data(input.dropFirst()))
        switch choice % 8 {
        case 0: return difference([Message].self, body)
        case 1: return difference(GuildCreate.self, body)
        case 2: return difference(LenientList<Channel>.self, body) { $0.elements == $1.elements }
        case 3: return difference(LenientList<Member>.self, body) { $0.elements == $1.elements }
        case 4: return difference(AuditLog.self, body)
        case 5: return difference(LenientList<ApplicationCommand>.self, body) { $0.elements == $1.elements }
        case 6: return pageFlaw(body)
        default: return textFlaw(String(decoding: body, as: UTF8.self))
        }
    }

    private static func decoder() -> LenientDecoder {
        LenientDecoder(log: Logger(label: "fuzzing") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func difference<Value: Decodable & Equatable>(_ type: Value.Type, _ body: Data) -> String? {
        difference(type, body, ==)
    }

    private static func difference<Value: Decodable>(
        _ type: Value.Type, _ body: Data, _ areEqual: (Value, Value) -> Bool
    ) -> String? {
        let (one, other) = (try? decoder().decode(type, from: body), try? decoder().decode(type, from: body))
        switch (one, other) {
        case (nil, nil): return nil
        case (let one?, let other?): return areEqual(one, other) ? nil : "the same body was read in two ways"
        default: return "the same body was read only once"
        }
    }

    private static func pageFlaw(_ body: Data) -> String? {
        guard let page = try? decoder().decode([PostedMessage].self, from: body) else { return nil }
        let sum = page.flatMap(\.reactions).reduce(0) { $0 + $1.count }
        return sum < 0 ? "counts that do not add up" : nil
    }

    private static func textFlaw(_ text: String) -> String? {
        for shown in [
            OutputLine.text(text), OutsideText(text).description, SecretMask.shared.hide(OutputLine.text(text)),
        ]
        where shown.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "a control character reaches the output"
        }
        return nil
    }
}
