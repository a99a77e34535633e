// Immutable JSON documents, the views on them, the places in them, and the messages about them.
//
// Documents    Document and what is asked of a whole one: locations, duplicate keys, compact copies; ScalarPattern is what
//              texts have in common but for their scalars, ScalarChoice are some of these
// Hashing      SHA256, and fingerprints of texts that are remembered
// Parsing      text to tape through CSimdJSON; the exact account of what is wrong with a text that is not JSON
// Views        JSONCursor (borrowed, hot path), JSONView (owning), FoldedKey and sets of them
// Lines        JSON Lines: byte sources, pages of whole lines, one parse a page, memory used again
// Writing      JSONWriter, and documents built from Swift values
// Diagnostics  Diagnostic, SourceLocation and their one rendering
// Files        reading a file to bytes and replacing a file atomically, without Foundation
