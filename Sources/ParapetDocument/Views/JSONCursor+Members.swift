extension JSONCursor {
    /// Elements of an array in order; empty for other kinds.
    package var elements: CursorElements { CursorElements(self) }

    /// Members of an object in source order, repeated keys included; empty for other kinds. A key is a string.
    package var members: CursorMembers { CursorMembers(self) }

    /// The first member with this name, ASCII case ignored; nil when absent or when this is no object.
    ///
    /// - Complexity: O(members), one comparison of lengths for most; no allocation.
    package func member(_ key: FoldedKey) -> JSONCursor? {
        self.word(ofMemberWith: key.count, in: word) { key.matches($0, count: key.count) }
            .map { JSONCursor(word: $0, bytes: bytes, side: side) }
    }

    /// The first member with exactly this name; nil when absent or when this is no object.
    package func member(exactly name: String) -> JSONCursor? {
        for (key, value) in members where key.equals(name) { return value }
        return nil
    }

    /// The first member with this name, ASCII case ignored; nil when absent or when this is no object.
    package subscript(key: String) -> JSONCursor? {
        guard word.pointee >> 60 == WordKind.object else { return nil }
        var key = key
        return key.withUTF8 { wanted in
            var next = word + 2
            let end = word + Int(word[1] >> 32)
            while next < end {
                let candidate = moved(to: next)
                let value = moved(to: next + 1)
                if candidate.length == wanted.count, let text = candidate.text,
                    ASCIIFolding.equal(text, wanted)
                {
                    return value
                }
                next += 1 + value.span
            }
            return nil
        }
    }

    private func moved(to word: UnsafePointer<UInt64>) -> JSONCursor {
        JSONCursor(word: word, bytes: bytes, side: side)
    }

    /// The element at `index`, from 0; nil when there is none or when this is no array.
    ///
    /// - Complexity: O(index), each element skipped in O(1).
    package subscript(index: Int) -> JSONCursor? {
        guard index >= 0, index < count, word.pointee >> 60 == WordKind.array else { return nil }
        var next = 2
        for _ in 0..<index { next += moved(by: next).span }
        return moved(by: next)
    }

    /// The reason, when this is Parapet's mark for a value that cannot be known: an object whose only member is
    /// `parapet:unknown`. A reason that is not text reads as empty.
    package var unknownReason: String? {
        guard kind == .object, count == 1, let reason = member(exactly: JSONLiteral.unknownKey) else { return nil }
        return reason.string ?? ""
    }
}

/// Elements of an array, borrowed.
package struct CursorElements: Sequence, IteratorProtocol, @unchecked Sendable {
    // Shareable for the same reason as JSONCursor.
    var upcoming: JSONCursor
    let end: UnsafePointer<UInt64>
    let count: Int

    init(_ container: JSONCursor) {
        let isArray = container.word.pointee >> 60 == WordKind.array
        count = isArray ? container.length : 0
        upcoming = container.moved(by: isArray ? 2 : 0)
        end = container.word + (isArray ? container.span : 0)
    }

    /// The next element.
    package mutating func next() -> JSONCursor? {
        guard upcoming.word < end else { return nil }
        let element = upcoming
        upcoming = element.moved(by: element.span)
        return element
    }

    /// The number of elements, as long as it fits the tape.
    package var underestimatedCount: Int { count }
}

/// Members of an object, borrowed.
package struct CursorMembers: Sequence, IteratorProtocol, @unchecked Sendable {
    // Shareable for the same reason as JSONCursor.
    var upcoming: JSONCursor
    let end: UnsafePointer<UInt64>
    let count: Int

    init(_ container: JSONCursor) {
        let isObject = container.word.pointee >> 60 == WordKind.object
        count = isObject ? container.length : 0
        upcoming = container.moved(by: isObject ? 2 : 0)
        end = container.word + (isObject ? container.span : 0)
    }

    /// The next key and its value.
    package mutating func next() -> (key: JSONCursor, value: JSONCursor)? {
        guard upcoming.word < end else { return nil }
        let key = upcoming
        let value = key.moved(by: 1)
        upcoming = value.moved(by: value.span)
        return (key, value)
    }

    /// The number of members, as long as it fits the tape.
    package var underestimatedCount: Int { count }
}
