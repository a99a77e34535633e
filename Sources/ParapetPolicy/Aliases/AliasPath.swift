package import ParapetDocument

/// Where an alias or field lies inside a resource: a path from the root of the body, compared without regard to letter
/// case, that selects one value or, with `[*]`, a collection.
///
/// Written as in Azure's alias listing: `properties.securityRules[*].properties.access`. A bracket may also hold a
/// quoted key (`networkAcls['default-action']`) or a zero-based index (`ipConfigurations[0]`).
package struct AliasPath: Sendable, Hashable {
    /// One step from a value to the values below it.
    package enum Step: Sendable, Hashable {
        /// The member of this name, ignoring letter case.
        case member(FoldedKey, spelling: String)
        /// The array member at this zero-based index.
        case index(Int)
        /// Every member of an array.
        case each

        /// Steps that lead to the same place are equal, however they are spelt.
        package static func == (left: Step, right: Step) -> Bool {
            switch (left, right) {
            case (.member(let first, _), .member(let second, _)): first == second
            case (.index(let first), .index(let second)): first == second
            case (.each, .each): true
            default: false
            }
        }

        /// Hashes what equality compares.
        package func hash(into hasher: inout Hasher) {
            switch self {
            case .member(let key, _): hasher.combine(key)
            case .index(let index): hasher.combine(index)
            case .each: hasher.combine(-1)
            }
        }
    }

    /// The steps from the root; empty for the resource itself.
    package var steps: [Step]

    /// A path of ready steps.
    package init(steps: [Step]) {
        self.steps = steps
    }

    /// Reads a path as written in alias listings. Text without brackets is split at every dot.
    package init(parsing text: String) {
        if let steps = AliasPath.plainSteps(of: text) {
            self.steps = steps
        } else {
            var reader = AliasPathReader(text)
            steps = reader.read()
        }
    }

    /// The steps of ASCII names between dots and `[*]`, which nearly all paths are; `nil` for other text.
    private static func plainSteps(of text: String) -> [Step]? {
        var text = text
        return text.withUTF8 { bytes in
            var steps: [Step] = []
            var start = 0
            func endName(at end: Int) {
                guard end > start else { return }
                let name = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                steps.append(.member(FoldedKey(utf8: name), spelling: String(decoding: name, as: UTF8.self)))
            }
            var index = 0
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "."):
                    endName(at: index)
                    start = index + 1
                case UInt8(ascii: "["):
                    guard bytes[index...].starts(with: "[*]".utf8) else { return nil }
                    endName(at: index)
                    steps.append(.each)
                    index += 2
                    start = index + 1
                case 0x80...: return nil
                default: break
                }
                index += 1
            }
            endName(at: bytes.count)
            return steps
        }
    }

    /// Whether the path holds `[*]` and so selects a collection.
    package var selectsMany: Bool {
        steps.contains(.each)
    }

    /// Index of the step behind the last `[*]`, or nil when the path selects one value.
    package var endOfLastEach: Int? {
        steps.lastIndex(of: .each).map { $0 + 1 }
    }

    /// Whether the path leads into `properties` of the resource.
    package var isBelowProperties: Bool {
        guard case .member(let key, _) = steps.first else { return false }
        return key == AliasPath.propertiesKey
    }

    /// The path without a trailing `[*]`: the array itself.
    package var withoutTrailingEach: AliasPath {
        guard steps.last == .each else { return self }
        return AliasPath(steps: Array(steps.dropLast()))
    }

    /// The path as text, in the spelling it was read in.
    package var text: String {
        AliasPath.text(of: steps[...], indexes: [])
    }

    /// The path as text in which the n-th `[*]` is replaced by the n-th index, as far as there are indexes.
    package func text(indexes: some Sequence<Int>) -> String {
        AliasPath.text(of: steps[...], indexes: Array(indexes))
    }

    static let propertiesKey = FoldedKey("properties")

    private static func text(of steps: ArraySlice<Step>, indexes: [Int]) -> String {
        var result = ""
        var next = 0
        for step in steps {
            switch step {
            case .member(_, let spelling):
                if spelling.isEmpty || spelling.contains(where: { ".[]'".contains($0) }) {
                    result += "['\(spelling.replacing("'", with: "''"))']"
                } else {
                    if !result.isEmpty { result += "." }
                    result += spelling
                }
            case .index(let index):
                result += "[\(index)]"
            case .each:
                if next < indexes.count {
                    result += "[\(indexes[next])]"
                    next += 1
                } else {
                    result += "[*]"
                }
            }
        }
        return result
    }
}

/// Splits the text of a path into steps.
private struct AliasPathReader {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func read() -> [AliasPath.Step] {
        var steps: [AliasPath.Step] = []
        var name = ""
        func flush() {
            guard !name.isEmpty else { return }
            steps.append(.member(FoldedKey(name), spelling: name))
            name = ""
        }
        while position < characters.count {
            let character = characters[position]
            if character == "." {
                flush()
                position += 1
            } else if character == "[", let (step, end) = bracket(from: position) {
                flush()
                steps.append(step)
                position = end
            } else {
                name.append(character)
                position += 1
            }
        }
        flush()
        return steps
    }

    /// The step written in the bracket that opens at `start`, and the position behind it.
    private func bracket(from start: Int) -> (AliasPath.Step, Int)? {
        let inner = start + 1
        guard inner < characters.count else { return nil }
        let quote = characters[inner]
        if quote == "'" || quote == "\"" {
            var end = inner + 1
            var key = ""
            while end < characters.count {
                if characters[end] == quote {
                    guard end + 1 < characters.count, characters[end + 1] == quote else {
                        break
                    }
                    end += 1
                }
                key.append(characters[end])
                end += 1
            }
            guard end + 1 < characters.count, characters[end + 1] == "]" else { return nil }
            return (.member(FoldedKey(key), spelling: key), end + 2)
        }
        guard let end = characters[inner...].firstIndex(of: "]") else { return nil }
        let content = String(characters[inner..<end])
        if content == "*" { return (.each, end + 1) }
        if let index = Int(content), index >= 0 { return (.index(index), end + 1) }
        guard !content.isEmpty else { return nil }
        return (.member(FoldedKey(content), spelling: content), end + 1)
    }
}
