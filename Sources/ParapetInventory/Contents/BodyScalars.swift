import ParapetDocument

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How closely somebody looked at a scalar value of a body.
enum ValueLook: UInt8 {
    case none
    /// At its first byte, which tells texts, numbers, null, true and false apart.
    case kind
    case whole
}

/// The scalar values of a kept body, for as long as it is read.
///
/// Who looks into a body wants a few values near its beginning, as a rule: values are found on the way to those only.
struct BodyScalars {
    /// The JSON text of one.
    struct Text {
        let start: UnsafePointer<UInt8>
        let count: Int
    }

    /// Where a text lies among the values.
    struct Place {
        let start: UInt32
        let count: UInt32
    }

    /// By the indexes of a skeleton, the first ``found`` of them; the memory is lent.
    private let places: UnsafeMutableBufferPointer<Place>
    private var found = 0
    /// All values, each behind its length.
    private let values: UnsafeRawBufferPointer
    /// Where the next value begins.
    private var position = 0
    /// Strings with escapes that were asked for: values handed out point into them.
    private var read: [Document] = []
    /// How closely each value was looked at, in memory that is lent; `nil` if nobody wants to know.
    private let looks: UnsafeMutablePointer<ValueLook>?

    /// - Parameters:
    ///   - places: Room for as many as there are values.
    ///   - values: All of them, in order, each behind its length; see ``TextOutline/length(in:at:)``.
    ///   - looks: Where to note how closely each value was looked at, as many as there are places.
    init(
        _ places: UnsafeMutableBufferPointer<Place>, in values: UnsafeRawBufferPointer,
        noting looks: UnsafeMutablePointer<ValueLook>? = nil
    ) {
        self.places = places
        self.values = values
        self.looks = looks
    }

    /// The text of a value.
    ///
    /// - Parameter look: What of the text decides anything; nothing but its first byte for ``ValueLook/kind``.
    /// - Complexity: O(1) as a rule; O(index) for the first look that far.
    mutating func text(_ index: Int, _ look: ValueLook) -> Text {
        // Indexes come from the skeleton, which has as many scalars as there are places.
        if let looks, looks[index].rawValue < look.rawValue { looks[index] = look }
        while found <= index {
            let count = TextOutline.length(in: values, at: &position)
            // A wrong length stops the program here, so that every text lies within the values.
            precondition(count > 0 && count <= values.count - position, "a kept value is longer than its text")
            places.initializeElement(at: found, to: Place(start: UInt32(position), count: UInt32(count)))
            position += count
            found += 1
        }
        guard let base = values.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
            preconditionFailure("an object that is kept has an id")
        }
        let place = places[index]
        return Text(start: base + Int(place.start), count: Int(place.count))
    }

    /// A string that is written with escapes, valid as long as the scalars.
    mutating func unescaped(_ text: Text) -> JSONCursor {
        do {
            let bytes = UnsafeRawBufferPointer(start: text.start, count: text.count)
            let document = try Document(parsing: bytes, name: "value")
            read.append(document)
            return document.root.cursor
        } catch {
            // It was parsed as a part of the whole text before.
            preconditionFailure("a kept string is no JSON: \(error.message)")
        }
    }
}

extension BodyScalars.Text {
    private var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The text as it stands.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether it is a string with escapes, which ``BodyScalars/unescaped(_:)`` reads.
    var hasEscapes: Bool { memchr(start, 0x5C, count) != nil }

    /// Whether a number has a fraction or an exponent.
    var isDecimal: Bool {
        bytes.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
    }
}
