import Foundation
import Wishes

/// Files for `import`: any bytes are a file of wishes or refused with a reason of one line, with the same result each time.
package enum ImportSubject {
    /// The flaw that this input reveals; nil if there is none.
    package static func flaw(_ input: [UInt8]) -> String? {
        let (first, second) = (count(input), count(input))
        guard first == second else { return "the same file was read in two ways" }
        return nil
    }

    private static func count(_ input: [UInt8]) -> Int? { try? ImportFile(Data(input)).count }
}
