import ParapetDocument
import Synchronization

/// A shape as a document in which every scalar is its own index: parsed once, it tells where in any text of the shape a
/// value stands, so that reading a few values of a resource takes neither putting its text together nor parsing it.
final class ShapeSkeleton: Sendable {
    private let document = AtomicLazyReference<Document>()

    private func document(of shape: TextShape) -> Document {
        // Of two that were made at the same time one is kept.
        document.load() ?? document.storeIfNil(Self.made(of: shape))
    }

    private static func made(of shape: TextShape) -> Document {
        var text: [UInt8] = []
        var start = 0
        for (index, end) in shape.ends.enumerated() {
            text.append(contentsOf: shape.text[start..<end])
            if index + 1 < shape.ends.count { text.append(contentsOf: String(index).utf8) }
            start = end
        }
        do {
            return try Document(parsing: text, name: "shape", limits: .init(depth: 1_000_000))
        } catch {
            // Whole texts of the shape were parsed before.
            preconditionFailure("a shape is no JSON: \(error.message)")
        }
    }

    /// Hands out a body of the shape.
    ///
    /// - Parameters:
    ///   - values: As for ``TextShape/write(_:to:)``.
    ///   - looks: Where to note how closely each value is looked at, if somebody wants to know.
    func read<Result>(
        _ values: UnsafeRawBufferPointer, of shape: TextShape, noting looks: UnsafeMutablePointer<ValueLook>? = nil,
        _ body: (BodyValue) -> Result
    ) -> Result {
        let document = document(of: shape)
        return withUnsafeTemporaryAllocation(of: BodyScalars.Place.self, capacity: shape.ends.count - 1) { places in
            var scalars = BodyScalars(places, in: values, noting: looks)
            return withUnsafeMutablePointer(to: &scalars) { scalars in
                withExtendedLifetime(document) {
                    body(BodyValue(skeleton: document.root.cursor, scalars: scalars))
                }
            }
        }
    }
}
