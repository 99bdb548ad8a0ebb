/// Text reduced to what can be seen.
enum VisibleText {
    /// Removes control, bidi, zero-width and other ignorable characters. Inside an emoji the joiner, the variation
    /// selector and the tags of a flag stay. Line breaks of every kind become `\n`, tabs a space.
    static func strip(_ text: String) -> String {
        var stripper = Stripper(Array(text.unicodeScalars))
        return stripper.run()
    }

    /// Whether a scalar shows nothing by itself (line breaks and tabs included).
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .control
            || properties.isNoncharacterCodePoint || (0xFFF9...0xFFFB).contains(scalar.value)
    }

    /// Whether a scalar is an emoji by itself, or becomes one with a variation selector; no ASCII.
    static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xA8 && scalar.properties.isEmoji
    }

    private struct Stripper {
        let scalars: [Unicode.Scalar]
        var output = String.UnicodeScalarView()
        var index = 0

        init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

        mutating func run() -> String {
            while index < scalars.count {
                step(scalars[index])
                index += 1
            }
            return String(output)
        }

        private mutating func step(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x0D where peek(1)?.value == 0x0A: break
            case 0x0A...0x0D, 0x85, 0x2028, 0x2029: output.append("\n")
            case 0x09, 0x2800: output.append(" ")
            case 0x1F3F4: appendFlag(scalar)
            default: if !isInvisible(scalar) || isEmojiGlue(scalar) { output.append(scalar) }
            }
        }

        /// The black flag, and the tags after it when they are a complete region ("England").
        private mutating func appendFlag(_ flag: Unicode.Scalar) {
            output.append(flag)
            let tags = scalars[(index + 1)...].prefix { (0xE0020...0xE007E).contains($0.value) }
            guard !tags.isEmpty, tags.count <= 8, peek(tags.count + 1)?.value == 0xE007F else { return }
            output.append(contentsOf: scalars[(index + 1)...(index + tags.count + 1)])
            index += tags.count + 1
        }

        /// Whether an invisible scalar holds an emoji together at this place.
        private func isEmojiGlue(_ scalar: Unicode.Scalar) -> Bool {
            guard let last = output.last else { return false }
            switch scalar.value {
            case 0x200D:
                let joinsFromEmoji = isPictograph(last) || last.value == 0xFE0F || last.value == 0xE007F
                return joinsFromEmoji && peek(1).map(isPictograph) == true
            case 0xFE0F: return isPictograph(last) || (last.properties.isEmoji && peek(1)?.value == 0x20E3)
            case 0xFE0E: return isPictograph(last)
            default: return false
            }
        }

        private func peek(_ distance: Int) -> Unicode.Scalar? {
            scalars.indices.contains(index + distance) ? scalars[index + distance] : nil
        }
    }
}

extension Character {
    /// Whether this is an emoji as people see it: a pictograph with its joiners and selectors, a flag, or a keycap.
    var isEmojiCluster: Bool {
        guard let first = unicodeScalars.first, first.properties.isEmoji else { return false }
        return first.properties.isEmojiPresentation || unicodeScalars.contains { $0.value == 0xFE0F }
    }
}
