// A C face over the system's simdjson: JSON text in, a compact tape of 64-bit words out.
//
// simdjson's vectorised first stage validates UTF-8 and finds every structural character; one forward walk over those
// then checks the grammar and writes our words. No C++ type shows here, so Swift needs no C++ interoperability.
//
// One value is one word: kind (4 bits, highest) | length (28 bits) | offset (32 bits).
//   null, false, true   length 0; offset of the literal in the source
//   integer, decimal    length of the number's text; offset of the text
//   string              length of its bytes; offset of the opening quote: the bytes follow it in the source
//   escaped string      length of its unescaped bytes; offset of an entry in the side buffer:
//                       4 bytes with the offset of the opening quote in the source, then the unescaped bytes
//   array, object       element or member count (saturating); offset of the bracket; followed by a second word:
//                       number of words from the first to the one after the end (32 bits, high) | offset past the
//                       closing bracket (32 bits). Then the elements, or key, value, key, value...

#ifndef PARAPET_CSIMDJSON_H
#define PARAPET_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable, and zero, after the text handed to a parser.
#define PARAPET_JSON_PADDING 64

/// Outcome of parsing one JSON text.
typedef enum {
    PARAPET_JSON_OK = 0,
    /// Not JSON. The caller finds kind and place with a byte-by-byte reading of the same text.
    PARAPET_JSON_REJECTED = 1,
    /// Nested deeper than the parser's limit.
    PARAPET_JSON_TOO_DEEP = 2,
    /// A string or number of 256 MiB or more.
    PARAPET_JSON_TOO_LARGE = 3,
    PARAPET_JSON_OUT_OF_MEMORY = 4,
} ParapetJSONStatus;

/// Words and unescaped bytes. Start with zeroes; the memory belongs to the caller, who ends it with `free`.
typedef struct {
    uint64_t *words;
    size_t word_count;
    size_t word_capacity;
    uint8_t *side;
    size_t side_count;
    size_t side_capacity;
} ParapetJSONTape;

/// One line that is not blank.
typedef struct {
    /// Counted from 0 at the start of the page, blank lines included.
    uint32_t number;
    uint32_t start;
    /// Without the line feed.
    uint32_t length;
    /// Index of the root's word; meaningless unless `status` is PARAPET_JSON_OK.
    uint32_t root;
    uint32_t status;
} ParapetJSONLine;

/// The lines of a page. Start with zeroes; `items` belongs to the caller, who ends it with `free`.
typedef struct {
    ParapetJSONLine *items;
    size_t count;
    size_t capacity;
} ParapetJSONLines;

/// Scratch memory for parsing, reused from text to text. One thread at a time.
typedef struct ParapetJSONParser ParapetJSONParser;

/// Returns NULL when memory is exhausted. `max_depth` counts nested arrays and objects, from 1.
ParapetJSONParser *parapet_json_parser_create(uint32_t max_depth);
void parapet_json_parser_destroy(ParapetJSONParser *parser);

/// Appends one JSON text of `length` bytes to `tape`; its root is the word at the former `word_count`.
/// On failure the tape is as it was. `length` is at most 4 GiB - 128.
ParapetJSONStatus parapet_json_parse(
    ParapetJSONParser *parser, const uint8_t *bytes, size_t length, ParapetJSONTape *tape);

/// Appends every line of `bytes` to `tape` and says in `lines` how it went, blank lines left out. A line that fails
/// does not touch its neighbours. Returns PARAPET_JSON_OK or PARAPET_JSON_OUT_OF_MEMORY.
ParapetJSONStatus parapet_json_parse_lines(
    ParapetJSONParser *parser, const uint8_t *bytes, size_t length, ParapetJSONTape *tape, ParapetJSONLines *lines);

#ifdef __cplusplus
}
#endif

#endif
