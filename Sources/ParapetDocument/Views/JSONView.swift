/// A value of a document together with the document: never a copy of the value, safe to keep and to share.
package struct JSONView: Sendable {
    /// The document that holds the value.
    package let document: Document
    /// Index of the value's first word.
    let index: UInt32

    init(document: Document, index: Int) {
        self.document = document
        self.index = UInt32(index)
    }

    /// The value without its document, for hot loops; valid while the document lives.
    package var cursor: JSONCursor {
        JSONCursor(word: document.words + Int(index), bytes: document.bytes, side: document.side)
    }

    private func view(_ cursor: JSONCursor) -> JSONView {
        JSONView(document: document, index: cursor.word - document.words)
    }

    /// What the value is.
    package var kind: JSONKind { reading { $0.kind } }
    /// The truth value of `true` and `false`; nil for anything else.
    package var bool: Bool? { reading { $0.bool } }
    /// Whether the value is an explicit null.
    package var isNull: Bool { reading { $0.isNull } }
    /// The value of an integer that fits; see ``JSONCursor/int64``.
    package var int64: Int64? { reading { $0.int64 } }
    /// The nearest double to a number; see ``JSONCursor/double``.
    package var double: Double? { reading { $0.double } }
    /// A number's text exactly as written.
    package var numberText: String? { reading { $0.numberText } }
    /// A copy of a string's text; nil for other kinds.
    package var string: String? { reading { $0.string } }
    /// Elements of an array or members of an object; 0 for scalars.
    package var count: Int { reading { $0.count } }
    /// Byte of the document where the value starts.
    package var byteOffset: Int { reading { $0.byteOffset } }
    /// Size of the value's JSON text, in bytes.
    package var sourceLength: Int { reading { $0.sourceLength } }
    /// A copy of the value's JSON text.
    package var sourceBytes: [UInt8] { reading { $0.sourceBytes } }
    /// The reason, when this is an unknown value; see ``JSONCursor/unknownReason``.
    package var unknownReason: String? { reading { $0.unknownReason } }

    /// Calls `body` with the unescaped UTF-8 bytes of a string or key; nil when the value is not a string.
    package func withUTF8<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R? {
        try reading { try $0.withUTF8(body) }
    }

    /// Calls `body` with the value's JSON text, in place.
    package func withSource<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try reading { try $0.withSource(body) }
    }

    /// Compares a string with a prepared key, ASCII case ignored; false for other kinds.
    package func equalsFolded(_ key: FoldedKey) -> Bool { reading { $0.equalsFolded(key) } }

    /// Compares a string with text, ASCII case ignored; false for other kinds.
    package func equalsFolded(_ text: String) -> Bool { reading { $0.equalsFolded(text) } }

    /// Compares a string with text exactly; false for other kinds.
    package func equals(_ text: String) -> Bool { reading { $0.equals(text) } }

    /// The first member with this name, ASCII case ignored; nil when absent or when this is no object.
    package func member(_ key: FoldedKey) -> JSONView? { reading { $0.member(key).map(view) } }

    /// The first member with exactly this name; nil when absent or when this is no object.
    package func member(exactly name: String) -> JSONView? { reading { $0.member(exactly: name).map(view) } }

    /// The first member with this name, ASCII case ignored; nil when absent or when this is no object.
    package subscript(key: String) -> JSONView? { reading { $0[key].map(view) } }

    /// The element at `index`, from 0; nil when there is none or when this is no array.
    package subscript(index: Int) -> JSONView? { reading { $0[index].map(view) } }

    /// Elements of an array in order; empty for other kinds.
    package var elements: ViewElements { ViewElements(document: document, cursors: cursor.elements) }

    /// Members of an object in source order, repeated keys included; empty for other kinds.
    package var members: ViewMembers { ViewMembers(document: document, cursors: cursor.members) }

    /// Where the value stands in its file, for messages.
    package var location: SourceLocation { document.location(ofByte: byteOffset) }

    /// A document of its own that holds only this value; see ``Document/retained(_:)``.
    package func retained() -> Document { reading { document.retained($0) } }

    /// Keeps the document alive for as long as the cursor is used.
    private func reading<R>(_ body: (JSONCursor) throws -> R) rethrows -> R {
        try withExtendedLifetime(document) { try body(cursor) }
    }
}

/// Elements of an array, with their document.
package struct ViewElements: Sequence, IteratorProtocol, Sendable {
    let document: Document
    var cursors: CursorElements

    /// The next element.
    package mutating func next() -> JSONView? {
        cursors.next().map { JSONView(document: document, index: $0.word - document.words) }
    }

    /// The number of elements.
    package var underestimatedCount: Int { cursors.underestimatedCount }
}

/// Members of an object, with their document.
package struct ViewMembers: Sequence, IteratorProtocol, Sendable {
    let document: Document
    var cursors: CursorMembers

    /// The next key and its value.
    package mutating func next() -> (key: JSONView, value: JSONView)? {
        cursors.next().map { key, value in
            (
                JSONView(document: document, index: key.word - document.words),
                JSONView(document: document, index: value.word - document.words)
            )
        }
    }

    /// The number of members.
    package var underestimatedCount: Int { cursors.underestimatedCount }
}
