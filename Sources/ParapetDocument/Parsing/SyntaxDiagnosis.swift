/// Reads a rejected text byte by byte and finds its first mistake, so that the fast path need only say no.
///
/// Strict about everything RFC 8259 is strict about; nesting costs no call stack.
struct SyntaxDiagnosis {
    /// A mistake and its offset in `bytes`.
    struct Mistake: Error {
        var kind: DocumentError.Kind
        var offset: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private let depthLimit: Int
    private var next = 0
    /// Closing brackets of the open containers, innermost last.
    private var closers: [UInt8] = []

    /// Longest string or number, in bytes (see CSimdJSON.h).
    static let longestScalar = (1 << 28) - 1

    /// First mistake of `bytes`, or nil when they are one JSON value.
    static func firstMistake(in bytes: UnsafeRawBufferPointer, depthLimit: Int) -> Mistake? {
        if let name = otherEncoding(of: bytes) { return Mistake(kind: .otherEncoding(name), offset: 0) }
        var diagnosis = SyntaxDiagnosis(bytes: bytes, depthLimit: depthLimit)
        do throws(Mistake) {
            try diagnosis.document()
            return nil
        } catch {
            return error
        }
    }

    private init(bytes: UnsafeRawBufferPointer, depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    /// Windows PowerShell's `>` writes UTF-16, the commonest reason for an unreadable export.
    private static func otherEncoding(of bytes: UnsafeRawBufferPointer) -> String? {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): return bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0 ? "UTF-32" : "UTF-16"
        case (0xFE, 0xFF): return "UTF-16"
        case (0, 0): return bytes.count >= 4 && bytes[2] == 0xFE && bytes[3] == 0xFF ? "UTF-32" : nil
        case (UInt8(ascii: "{"), 0), (UInt8(ascii: "["), 0), (0, UInt8(ascii: "{")), (0, UInt8(ascii: "[")):
            return "UTF-16"
        default: return nil
        }
    }

    private mutating func document() throws(Mistake) {
        skipSpace()
        if next == bytes.count { throw Mistake(kind: .emptyInput, offset: next) }
        repeat {
            try beginValue()
            try endValues()
        } while !closers.isEmpty
        skipSpace()
        if next < bytes.count { throw try mistake(DocumentError.Kind.trailingContent(found:)) }
    }

    /// Reads a scalar, or opens containers down to the first scalar or empty container.
    private mutating func beginValue() throws(Mistake) {
        while true {
            skipSpace()
            let byte = try peek()
            guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else { return try scalar(startingWith: byte) }
            guard closers.count < depthLimit else { throw Mistake(kind: .tooDeep(limit: depthLimit), offset: next) }
            let closer = byte + 2
            next += 1
            skipSpace()
            if try peek() == closer {
                next += 1
                return
            }
            closers.append(closer)
            if closer == UInt8(ascii: "}") { try key() }
        }
    }

    /// After a value: reads the comma before the next one, or closes containers.
    private mutating func endValues() throws(Mistake) {
        while let closer = closers.last {
            skipSpace()
            let byte = try peek()
            if byte == closer {
                closers.removeLast()
                next += 1
                continue
            }
            guard byte == UInt8(ascii: ",") else {
                let close = String(UnicodeScalar(closer))
                throw try mistake { .expectedCommaOrEnd(close: close, found: $0) }
            }
            let comma = next
            next += 1
            skipSpace()
            if try peek() == closer { throw Mistake(kind: .trailingComma, offset: comma) }
            if closer == UInt8(ascii: "}") { try key() }
            return
        }
    }

    private mutating func key() throws(Mistake) {
        skipSpace()
        guard try peek() == UInt8(ascii: "\"") else { throw try mistake(DocumentError.Kind.expectedKey(found:)) }
        try string()
        skipSpace()
        guard try peek() == UInt8(ascii: ":") else { throw try mistake(DocumentError.Kind.expectedColon(found:)) }
        next += 1
    }

    private mutating func scalar(startingWith byte: UInt8) throws(Mistake) {
        switch byte {
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try number()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): try literal()
        default: throw try mistake(DocumentError.Kind.expectedValue(found:))
        }
    }

    private mutating func literal() throws(Mistake) {
        let start = next
        while next < bytes.count, Self.isWord(bytes[next]) { next += 1 }
        let word = String(decoding: bytes[start..<min(next, start + 32)], as: UTF8.self)
        if ["true", "false", "null"].contains(word) { return }
        let isCut = next == bytes.count && ["true", "false", "null"].contains { $0.hasPrefix(word) }
        throw isCut ? Mistake(kind: .truncated, offset: next) : Mistake(kind: .invalidLiteral(word), offset: start)
    }

    private mutating func number() throws(Mistake) {
        let start = next
        func fail() throws(Mistake) {
            throw next == bytes.count
                ? Mistake(kind: .truncated, offset: next) : Mistake(kind: .invalidNumber, offset: start)
        }
        func digits() throws(Mistake) {
            let first = next
            while next < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[next] { next += 1 }
            if next == first { try fail() }
        }
        func skip(_ accepted: StaticString) -> Bool {
            guard next < bytes.count, accepted.withUTF8Buffer({ $0.contains(bytes[next]) }) else { return false }
            next += 1
            return true
        }
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("eE") {
            _ = skip("+-")
            try digits()
        }
        if next < bytes.count, Self.isWord(bytes[next]) { throw Mistake(kind: .invalidNumber, offset: start) }
        if next - start > Self.longestScalar {
            throw Mistake(kind: .tooLarge(limit: Self.longestScalar), offset: start)
        }
    }

    private mutating func string() throws(Mistake) {
        let start = next
        next += 1
        while true {
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "\""):
                next += 1
                if next - start - 2 > Self.longestScalar {
                    throw Mistake(kind: .tooLarge(limit: Self.longestScalar), offset: start)
                }
                return
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20: throw Mistake(kind: .controlCharacter(byte), offset: next)
            case 0x20..<0x80: next += 1
            default: try multibyteScalar()
            }
        }
    }

    private mutating func escape() throws(Mistake) {
        let start = next
        next += 1
        switch try peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            next += 1
        case UInt8(ascii: "u"):
            let unit = try codeUnit(startingAt: start)
            if 0xDC00...0xDFFF ~= unit { throw Mistake(kind: .loneSurrogate, offset: start) }
            guard 0xD800...0xDBFF ~= unit else { return }
            let second = next
            guard try peek() == UInt8(ascii: "\\") else { throw Mistake(kind: .loneSurrogate, offset: start) }
            next += 1
            guard try peek() == UInt8(ascii: "u") else { throw Mistake(kind: .loneSurrogate, offset: start) }
            let low = try codeUnit(startingAt: second)
            if !(0xDC00...0xDFFF ~= low) { throw Mistake(kind: .loneSurrogate, offset: start) }
        default: throw Mistake(kind: .invalidEscape, offset: start)
        }
    }

    /// Reads `u` and four hexadecimal digits.
    private mutating func codeUnit(startingAt start: Int) throws(Mistake) -> Int {
        next += 1
        var unit = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(try peek())).hexDigitValue, bytes[next] < 0x80 else {
                throw Mistake(kind: .invalidEscape, offset: start)
            }
            unit = unit << 4 | digit
            next += 1
        }
        return unit
    }

    private mutating func multibyteScalar() throws(Mistake) {
        guard let size = Self.scalarSize(in: bytes, at: next) else {
            let rest = bytes[next...]
            let isCut =
                (rest[next] >= 0xE0 && rest.count < 3 || rest[next] >= 0xF0 && rest.count < 4 || rest.count < 2)
                && rest[next] >= 0xC2 && rest[next] <= 0xF4 && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
            throw isCut
                ? Mistake(kind: .truncated, offset: bytes.count) : Mistake(kind: .invalidUTF8, offset: next)
        }
        next += size
    }

    /// Size of the well-formed scalar at `offset` (Unicode 15, table 3-7), or nil.
    private static func scalarSize(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int? {
        func isContinuation(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            offset + index < bytes.count && range ~= bytes[offset + index]
        }
        switch bytes[offset] {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return isContinuation(1) ? 2 : nil
        case 0xE0: return isContinuation(1, 0xA0...0xBF) && isContinuation(2) ? 3 : nil
        case 0xED: return isContinuation(1, 0x80...0x9F) && isContinuation(2) ? 3 : nil
        case 0xE1...0xEF: return isContinuation(1) && isContinuation(2) ? 3 : nil
        case 0xF0: return isContinuation(1, 0x90...0xBF) && isContinuation(2) && isContinuation(3) ? 4 : nil
        case 0xF1...0xF3: return isContinuation(1) && isContinuation(2) && isContinuation(3) ? 4 : nil
        case 0xF4: return isContinuation(1, 0x80...0x8F) && isContinuation(2) && isContinuation(3) ? 4 : nil
        default: return nil
        }
    }

    private mutating func skipSpace() {
        while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
    }

    private func peek() throws(Mistake) -> UInt8 {
        guard next < bytes.count else { throw Mistake(kind: .truncated, offset: next) }
        return bytes[next]
    }

    /// A mistake that names the character found at `next`.
    private func mistake(_ kind: (String) -> DocumentError.Kind) throws(Mistake) -> Mistake {
        guard let size = Self.scalarSize(in: bytes, at: next) else {
            return Mistake(kind: .invalidUTF8, offset: next)
        }
        let byte = bytes[next]
        let isControl = byte < 0x20 || byte == 0x7F
        let found =
            isControl
            ? "the control character 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            : "'" + String(decoding: bytes[next..<(next + size)], as: UTF8.self) + "'"
        return Mistake(kind: kind(found), offset: next)
    }

    /// Letters, digits and what joins them: what must not follow a number or literal directly.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
