/// Why a value cannot be known here, carried by every unknown value and every unknown verdict.
///
/// One pointer wide, so that ``Truth`` stays small and copying a known truth costs no reference counting.
package struct UnknownReason: Hashable, Sendable, CustomStringConvertible {
    private final class Storage: Sendable {
        let text: String
        let isPresent: Bool

        init(text: String, isPresent: Bool) {
            self.text = text
            self.isPresent = isPresent
        }
    }

    private let storage: Storage

    /// - Parameters:
    ///   - text: What is missing and, where it can be said, what would settle it; for people to read.
    ///   - isPresent: The value certainly exists and is not null; only its content is unknown. Then `exists` is known.
    package init(_ text: String, isPresent: Bool = false) {
        storage = Storage(text: text, isPresent: isPresent)
    }

    /// What is missing and what would settle it.
    package var text: String { storage.text }

    /// The value certainly exists and is not null.
    package var isPresent: Bool { storage.isPresent }

    /// The text.
    package var description: String { text }

    /// Whether two reasons say the same.
    package static func == (left: UnknownReason, right: UnknownReason) -> Bool {
        left.storage === right.storage || (left.text == right.text && left.isPresent == right.isPresent)
    }

    /// Hashes the text.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}
