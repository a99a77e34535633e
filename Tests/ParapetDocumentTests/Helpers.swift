import ParapetDocument

/// Parses a text that must be fine.
func document(_ text: String, depth: Int = 128) throws -> Document {
    try Document(parsing: Array(text.utf8), name: "test.json", limits: Document.Limits(depth: depth))
}

/// The error of a text that must not be fine, or nil.
func rejection(of bytes: [UInt8], limits: Document.Limits = .default) -> DocumentError? {
    do {
        _ = try Document(parsing: bytes, name: "test.json", limits: limits)
        return nil
    } catch {
        return error
    }
}

/// A text that has one of everything.
let everything = """
    {"null": null, "true": true, "false" : false, "int": -12, "decimal": 1.50, "exp": 1e3, "big": 123456789012345678901,
     "text": "größe 日本 😀", "escapes": "a\\"b\\\\c\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\u0000z", "empty": "",
     "array": [1, [], {}, [[2]], "x"], "object": {"Nested": {"deep": [true]}, "k\\u0041y": 1}}
    """
