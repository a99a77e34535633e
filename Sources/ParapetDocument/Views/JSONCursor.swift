/// A place in a document that owns nothing: three pointers, free to copy, for the loops that run per resource.
///
/// Valid only while the ``Document`` (or ``LinePage``) it came from lives; whoever stores cursors keeps that alive
/// beside them. Everything else uses ``JSONView``.
package struct JSONCursor: @unchecked Sendable {
    // Sharing is safe because the memory is never written after parsing. The pointers are in bounds because only the
    // parser's tape, checked when written, and the walks below, which follow its spans, make cursors.

    /// The value's first word on the tape.
    let word: UnsafePointer<UInt64>
    /// Start of the document's text.
    let bytes: UnsafePointer<UInt8>
    /// Start of the unescaped strings.
    let side: UnsafePointer<UInt8>

    init(word: UnsafePointer<UInt64>, bytes: UnsafePointer<UInt8>, side: UnsafePointer<UInt8>) {
        self.word = word
        self.bytes = bytes
        self.side = side
    }

    /// Number of words this value takes on the tape.
    var span: Int {
        word.pointee >> 60 >= WordKind.array ? Int(word[1] >> 32) : 1
    }

    /// Length of a string or number, or the (saturating) count of a container.
    var length: Int { Int(word.pointee >> 32 & 0xFFF_FFFF) }

    /// Offset field of the word; for an escaped string it lies in the side buffer.
    var offset: Int { Int(word.pointee & 0xFFFF_FFFF) }

    func moved(by words: Int) -> JSONCursor { JSONCursor(word: word + words, bytes: bytes, side: side) }

    /// What the value is.
    package var kind: JSONKind { WordKind.kind(of: word.pointee) }

    /// The truth value of `true` and `false`; nil for anything else.
    package var bool: Bool? {
        switch word.pointee >> 60 {
        case WordKind.boolTrue: true
        case WordKind.boolFalse: false
        default: nil
        }
    }

    /// Whether the value is an explicit null.
    package var isNull: Bool { word.pointee >> 60 == WordKind.null }

    /// Elements of an array or members of an object; 0 for scalars.
    ///
    /// - Complexity: O(1) below 2^28 elements.
    package var count: Int {
        guard word.pointee >> 60 >= WordKind.array else { return 0 }
        return length < 0xFFF_FFFF ? length : countedByWalking
    }

    var countedByWalking: Int {
        var count = 0
        var index = 2
        let end = span
        while index < end {
            index += moved(by: index).span
            count += 1
        }
        return word.pointee >> 60 == WordKind.object ? count / 2 : count
    }

    /// Byte of the document where the value starts; for a string, its opening quote.
    package var byteOffset: Int {
        guard word.pointee >> 60 == WordKind.escapedString else { return offset }
        return Int(UnsafeRawPointer(side + offset).loadUnaligned(as: UInt32.self))
    }

    /// Size of the value's JSON text in the document, in bytes.
    ///
    /// - Complexity: O(1), except that a string with escapes is searched for its end.
    package var sourceLength: Int {
        switch word.pointee >> 60 {
        case WordKind.null, WordKind.boolTrue: 4
        case WordKind.boolFalse: 5
        case WordKind.integer, WordKind.decimal: length
        case WordKind.string: length + 2
        case WordKind.escapedString: escapedSourceLength
        default: Int(word[1] & 0xFFFF_FFFF) - offset
        }
    }

    private var escapedSourceLength: Int {
        // The parser saw the closing quote, so the loop ends within the text.
        let start = byteOffset
        var next = start + 1
        while bytes[next] != UInt8(ascii: "\"") { next += bytes[next] == UInt8(ascii: "\\") ? 2 : 1 }
        return next + 1 - start
    }

    /// The value's JSON text as it stands in the document, in place.
    package func withSource<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawBufferPointer(start: bytes + byteOffset, count: sourceLength))
    }

    /// A copy of the value's JSON text as it stands in the document.
    package var sourceBytes: [UInt8] { withSource { Array($0) } }
}
