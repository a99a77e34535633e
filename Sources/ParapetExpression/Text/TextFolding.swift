/// Full Unicode case folding: the comparison rule of the policy language ("Straße" equals "STRASSE").
///
/// The standard library has no folding table, but has full upper and lower case mappings; lower(upper(lower(c))) of each
/// scalar gives the same equivalence classes as CaseFolding.txt, except for the dotless i, which folds to itself. Accents
/// and composed forms are left alone.
package enum TextFolding {
    /// The folded form of `text`.
    package static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return ASCIIFolding.lowercased(text) }
        return String(decoding: foldedBytes(text.unicodeScalars), as: UTF8.self)
    }

    /// Whether two texts are equal after folding.
    package static func equal(_ left: String, _ right: String) -> Bool {
        if ASCIIFolding.equal(left, right) { return true }
        if isASCII(left), isASCII(right) { return false }
        return fold(left).utf8.elementsEqual(fold(right).utf8)
    }

    /// Whether two texts are equal byte by byte, ignoring the case of ASCII letters alone: for names that are ASCII by nature.
    package static func equalInASCII(_ left: String, _ right: String) -> Bool { ASCIIFolding.equal(left, right) }

    /// As ``equalInASCII(_:_:)-(String,_)``, on bytes in place.
    package static func equalInASCII(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        ASCIIFolding.equal(left, right)
    }

    private static func isASCII(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { !FoldedText.hasNonASCII(UnsafeRawBufferPointer($0)) }
    }

    /// UTF-8 of the folded form of UTF-8 text.
    static func foldedBytes(_ utf8: UnsafeRawBufferPointer) -> [UInt8] {
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.map(ASCIIFolding.fold) }
        return foldedBytes(String(decoding: utf8, as: UTF8.self).unicodeScalars)
    }

    private static func foldedBytes(_ scalars: String.UnicodeScalarView) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count)
        for scalar in scalars { append(scalar, to: &bytes) }
        return bytes
    }

    /// Appends the folded form of one scalar.
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar.isASCII {
            bytes.append(ASCIIFolding.fold(UInt8(truncatingIfNeeded: scalar.value)))
        } else if scalar.value == 0x131 || !scalar.properties.isCased && !scalar.properties.changesWhenCaseMapped {
            bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
        } else {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                for upper in lower.properties.uppercaseMapping.unicodeScalars {
                    bytes.append(contentsOf: upper.properties.lowercaseMapping.utf8)
                }
            }
        }
    }

    /// Upper case, one scalar for one scalar, as the template language's `toUpper` (the sharp s stays).
    static func uppercased(_ text: String) -> String {
        mapped(text) { $0.properties.uppercaseMapping }
    }

    /// Lower case, one scalar for one scalar.
    static func lowercased(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return ASCIIFolding.lowercased(text) }
        return mapped(text) { $0.properties.lowercaseMapping }
    }

    private static func mapped(_ text: String, _ mapping: (Unicode.Scalar) -> String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let mappedScalars = mapping(scalar).unicodeScalars
            result.append(mappedScalars.count == 1 ? mappedScalars.first ?? scalar : scalar)
        }
        return String(result)
    }
}
