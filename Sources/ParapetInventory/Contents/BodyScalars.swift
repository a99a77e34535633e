import ParapetDocument

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The scalar values of a kept body, for as long as it is read.
struct BodyScalars {
    /// The JSON text of one.
    struct Text {
        let start: UnsafePointer<UInt8>
        let count: Int
        /// Whether it is a string with escapes, which ``unescaped(_:)`` reads.
        var hasEscapes = false
    }

    /// By the indexes of a skeleton; the memory is lent.
    let texts: UnsafeMutablePointer<Text>
    /// Strings with escapes that were asked for: values handed out point into them.
    private var read: [Document] = []

    /// - Parameters:
    ///   - texts: Filled with as many texts as there are.
    ///   - values: All of them, in order, as ``TextOutline/append(values:locating:to:)`` wrote them.
    init(_ texts: UnsafeMutableBufferPointer<Text>, in values: UnsafeRawBufferPointer) {
        guard let first = texts.baseAddress, let base = values.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
            preconditionFailure("an object that is kept has an id")
        }
        self.texts = first
        var position = 0
        for index in texts.indices {
            let length = TextOutline.length(in: values, at: &position)
            // A wrong length stops the program here, so that every text lies within the values.
            precondition(length > 0 && length <= values.count - position, "a kept value is longer than its text")
            texts.initializeElement(at: index, to: Text(start: base + position, count: length))
            position += length
        }
        // Nearly all texts have none: they are looked for in all of them at once.
        var from = base
        var index = 0
        while let mark = memchr(from, 0x5C, base + position - from) {
            let place = UnsafePointer(mark.assumingMemoryBound(to: UInt8.self))
            while index < texts.count, texts[index].start + texts[index].count <= place { index += 1 }
            guard index < texts.count else { return }
            // The mark may be part of a length: then it lies before the text.
            guard place >= texts[index].start else {
                from = place + 1
                continue
            }
            texts[index].hasEscapes = true
            from = texts[index].start + texts[index].count
        }
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

    /// Whether a number has a fraction or an exponent.
    var isDecimal: Bool {
        bytes.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
    }
}
