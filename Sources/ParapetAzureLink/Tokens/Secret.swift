/// A text that nobody may see: password, assertion, key or token.
///
/// It shows itself as `‹redacted›` in interpolations, `print`, `dump`, debuggers that use mirrors, and messages of failed
/// tests. Only ``reveal()`` gives the text, at the one place that puts it on the wire.
package struct Secret: Sendable {
    /// Behind a reference, so that copies of the text are few.
    private let box: Box

    private final class Box: Sendable {
        let text: String

        init(_ text: String) { self.text = text }
    }

    /// Hides a text.
    package init(_ text: String) { box = Box(text) }

    /// The text itself. Never part of a message.
    package func reveal() -> String { box.text }

    /// Whether both hold the same text.
    package func isSame(as other: Secret) -> Bool { box.text == other.box.text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `‹redacted›`.
    package var description: String { "‹redacted›" }
    /// `‹redacted›`.
    package var debugDescription: String { description }
    /// Without children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
