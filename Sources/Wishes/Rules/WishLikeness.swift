import Foundation

/// By what two wishes of a kind are the same wish.
struct WishLikeness: Sendable, Equatable {
    /// For a channel the look of its name; for other kinds the text without regard to case, white space, invisible
    /// characters and other forms of the same letters. Words with `://` keep their case: addresses differ by it.
    let key: String

    init(_ kind: WishKind, text: String, channelName: String?) {
        guard kind == .channel, let channelName else {
            key = Self.textKey(text)
            return
        }
        let skeleton = NameSkeleton.of(channelName)
        key = skeleton.isEmpty ? ChannelName.normalized(channelName) : skeleton
    }

    /// A number by which the database finds wishes that may be the same; the keys tell whether they are.
    ///
    /// It is stored, and must not change.
    var hash: Int64 { Int64(bitPattern: StableHash.of(key)) }

    private static func textKey(_ text: String) -> String {
        VisibleText.line(text).decomposedStringWithCompatibilityMapping.split(separator: " ")
            .map { $0.contains("://") ? String($0) : $0.lowercased() }.joined(separator: " ")
    }
}

extension Wish {
    var likeness: WishLikeness { WishLikeness(kind, text: text, channelName: channelName) }
}

extension WishIntent {
    var likeness: WishLikeness { WishLikeness(kind, text: text, channelName: channelName) }
}
