package import ParapetDocument

/// A value of a resource's body, lent out by ``Resource/reading(_:)``: as ``JSONCursor``, also of a kept body that was never
/// put together again.
///
/// Valid until the closure it was handed to returns; never store one.
package struct BodyValue {
    // Sound because only `Resource.reading` and the walks below make values, and the memory lives until the reading ends.

    /// The value, or its place in a skeleton.
    private let cursor: JSONCursor
    /// The scalars, if the cursor is one of a skeleton.
    private let scalars: UnsafeMutablePointer<BodyScalars>?

    /// A value of a document that lives as long.
    package init(_ cursor: JSONCursor) {
        self.cursor = cursor
        scalars = nil
    }

    /// A value of a skeleton, whose numbers are indexes of scalars.
    init(skeleton: JSONCursor, scalars: UnsafeMutablePointer<BodyScalars>) {
        cursor = skeleton
        self.scalars = scalars
    }

    private init(_ cursor: JSONCursor, _ scalars: UnsafeMutablePointer<BodyScalars>?) {
        self.cursor = cursor
        self.scalars = scalars
    }

    /// The text of a scalar of a skeleton; `nil` for containers, and for values of documents.
    private func scalar(_ look: ValueLook) -> BodyScalars.Text? {
        guard let scalars, let index = cursor.int64 else { return nil }
        return scalars.pointee.text(Int(index), look)
    }

    /// The first byte of a scalar of a skeleton, which tells all kinds but those of numbers; as ``scalar(_:)`` otherwise.
    private var firstByte: UInt8? { scalar(.kind)?.start[0] }

    /// What the value is.
    package var kind: JSONKind {
        guard let firstByte else { return cursor.kind }
        switch firstByte {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        default: return scalar(.whole)?.isDecimal == true ? .decimal : .integer
        }
    }

    /// Whether the value is an explicit null.
    package var isNull: Bool { firstByte.map { $0 == UInt8(ascii: "n") } ?? cursor.isNull }

    /// Whether the value is a string.
    package var isText: Bool { firstByte.map { $0 == UInt8(ascii: "\"") } ?? (cursor.kind == .string) }

    /// The truth value of `true` and `false`; nil for anything else.
    package var bool: Bool? {
        guard let firstByte else { return cursor.bool }
        switch firstByte {
        case UInt8(ascii: "t"): return true
        case UInt8(ascii: "f"): return false
        default: return nil
        }
    }

    /// The value of an integer that fits; see ``JSONCursor/int64``.
    package var int64: Int64? {
        guard firstByte != nil else { return cursor.int64 }
        return kind == .integer ? scalar(.whole).flatMap { Int64($0.text) } : nil
    }

    /// A number's text exactly as written; nil for other kinds.
    package var numberText: String? {
        guard firstByte != nil else { return cursor.numberText }
        return kind == .integer || kind == .decimal ? scalar(.whole)?.text : nil
    }

    /// Unescaped UTF-8 bytes of a string, in place; nil for other kinds.
    package var utf8: UnsafeRawBufferPointer? {
        guard let firstByte else { return cursor.utf8 }
        guard firstByte == UInt8(ascii: "\""), let scalar = scalar(.whole) else { return nil }
        if scalar.hasEscapes { return scalars?.pointee.unescaped(scalar).utf8 }
        return UnsafeRawBufferPointer(start: scalar.start + 1, count: scalar.count - 2)
    }

    /// A copy of a string's text; nil for other kinds.
    package var string: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }

    /// Elements of an array or members of an object; 0 for scalars.
    package var count: Int { cursor.count }

    /// The first member with this name, ASCII case ignored; nil when absent or when this is no object.
    package func member(_ key: FoldedKey) -> BodyValue? { cursor.member(key).map { BodyValue($0, scalars) } }

    /// The first member with each name of a set, handed out by their places in the set; see
    /// ``JSONCursor/members(_:into:)``.
    package func withMembers<Result>(_ set: FoldedKeySet, _ body: (BodyMembers) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: JSONCursor?.self, capacity: set.keys.count) { found in
            cursor.members(set, into: found)
            return body(BodyMembers(found: UnsafeBufferPointer(found), parent: self))
        }
    }

    /// Where the value stands in bodies of the same shape.
    package var place: BodyPlace { BodyPlace(cursor: cursor) }

    /// The value at a place of a body of the same shape; see ``ReadingMemory``.
    package subscript(place: BodyPlace) -> BodyValue { BodyValue(place.cursor, scalars) }

    /// Elements of an array in order; empty for other kinds.
    package var elements: BodyElements { BodyElements(cursors: cursor.elements, parent: self) }

    /// The reason, when this is the mark for a value that cannot be known; see ``JSONCursor/unknownReason``.
    package var unknownReason: String? {
        guard cursor.kind == .object, cursor.count == 1, let reason = cursor.member(exactly: JSONLiteral.unknownKey)
        else { return nil }
        return BodyValue(reason, scalars).string ?? ""
    }

    /// The first unknown value in this value, itself included, with its reason; `nil` if all of it is known.
    package var unknownWithin: String? {
        switch cursor.kind {
        case .array:
            for element in elements {
                if let reason = element.unknownWithin { return reason }
            }
        case .object:
            if let reason = unknownReason { return reason }
            for member in cursor.members {
                if let reason = BodyValue(member.value, scalars).unknownWithin { return reason }
            }
        case .null, .bool, .integer, .decimal, .string:
            break
        }
        return nil
    }

    /// Appends the value as compact JSON.
    func write(to bytes: inout [UInt8]) {
        guard scalars != nil else { return cursor.write(to: &bytes) }
        if let scalar = scalar(.whole) {
            if scalar.hasEscapes, let text = scalars?.pointee.unescaped(scalar) { return text.write(to: &bytes) }
            return bytes.append(contentsOf: UnsafeBufferPointer(start: scalar.start, count: scalar.count))
        }
        // What all texts of a shape share stands in its skeleton.
        if cursor.kind != .array, cursor.kind != .object { return cursor.write(to: &bytes) }
        let isArray = cursor.kind == .array
        bytes.append(isArray ? UInt8(ascii: "[") : UInt8(ascii: "{"))
        var isFirst = true
        func separate() {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
        }
        for element in elements {
            separate()
            element.write(to: &bytes)
        }
        for member in cursor.members {
            separate()
            member.key.write(to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            BodyValue(member.value, scalars).write(to: &bytes)
        }
        bytes.append(isArray ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    }

    fileprivate func sibling(_ cursor: JSONCursor) -> BodyValue { BodyValue(cursor, scalars) }
}

/// Where a value stands in a body, and in all bodies of its shape: what a conclusion may hold in place of the value.
///
/// Points into the skeleton of the shape, or into the body itself where it has none: whoever remembers one keeps the shape,
/// as a ``ReadingMemory`` does, or uses it while the body is read.
package struct BodyPlace {
    fileprivate let cursor: JSONCursor
}

/// Members of an object that were looked for together.
package struct BodyMembers {
    fileprivate let found: UnsafeBufferPointer<JSONCursor?>
    fileprivate let parent: BodyValue

    /// The member whose name has this place in the set.
    package subscript(place: Int) -> BodyValue? { found[place].map { parent.sibling($0) } }
}

/// Elements of an array of a body.
package struct BodyElements: Sequence, IteratorProtocol {
    fileprivate var cursors: CursorElements
    fileprivate let parent: BodyValue

    /// The next element.
    package mutating func next() -> BodyValue? { cursors.next().map { parent.sibling($0) } }
}
