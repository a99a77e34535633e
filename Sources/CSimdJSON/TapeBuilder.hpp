// The walk over simdjson's structural indexes that checks the grammar and writes the tape (see CSimdJSON.h).

#ifndef PARAPET_TAPE_BUILDER_HPP
#define PARAPET_TAPE_BUILDER_HPP

#include "CSimdJSON.h"

#include <cstdlib>
#include <cstring>

namespace parapet {

enum Kind : uint64_t { null, boolFalse, boolTrue, integer, decimal, string, escapedString, array, object };

constexpr uint64_t maxLength = (uint64_t(1) << 28) - 1;

inline uint64_t word(Kind kind, uint64_t length, uint64_t offset) {
    return uint64_t(kind) << 60 | length << 32 | offset;
}

/// A container whose end has not been reached.
struct Frame {
    /// Index of its word.
    uint32_t index;
    /// Elements or members finished in it.
    uint32_t count;
};

/// Makes room for `extra` more items of size `item`; returns false when memory is exhausted.
template <typename Item>
inline bool reserve(Item *&items, size_t count, size_t &capacity, size_t extra) {
    if (count + extra <= capacity) {
        return true;
    }
    size_t wanted = count + extra;
    if (count != 0 && wanted < capacity * 2) {
        wanted = capacity * 2;
    }
    void *grown = std::realloc(static_cast<void *>(items), wanted * sizeof(Item));
    if (grown == nullptr) {
        return false;
    }
    items = static_cast<Item *>(grown);
    capacity = wanted;
    return true;
}

/// What may stand directly after a number or a literal.
inline bool endsScalar(uint8_t byte) {
    static const bool table[256] = {
        // tab, line feed, carriage return, space, comma, colon, brackets, braces, and the zeroes of the padding
        true,  false, false, false, false, false, false, false, false, true,  true,  false, false, true,  false, false,
        false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false,
        true,  false, false, false, false, false, false, false, false, false, false, false, true,  false, false, false,
        false, false, false, false, false, false, false, false, false, false, true,  false, false, false, false, false,
        false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false,
        false, false, false, false, false, false, false, false, false, false, false, true,  false, true,  false, false,
        false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false,
        false, false, false, false, false, false, false, false, false, false, false, true,  false, true,  false, false,
    };
    return table[byte];
}

/// Writes values into `tape`. `structurals` are offsets into `bytes`, in order, ended by one that is past every limit.
class TapeBuilder {
public:
    /// `origin` is added to every offset written. `length` bounds the search for backslashes.
    TapeBuilder(
        ParapetJSONTape &tape, Frame *stack, uint32_t maxDepth, const uint8_t *bytes, size_t length, uint32_t origin,
        const uint32_t *structurals)
        : structurals(structurals), tape(tape), stack(stack), maxDepth(maxDepth), bytes(bytes), length(length),
          origin(origin) {}

    /// Next structural index to read.
    const uint32_t *structurals;

    /// Reads one value that must end before `limit`, with nothing but white space after it. The caller has made room
    /// for as many words as there are structural indexes and, beyond that, levels of nesting.
    ParapetJSONStatus build(uint32_t limit);

private:
    ParapetJSONTape &tape;
    Frame *stack;
    uint32_t maxDepth;
    const uint8_t *bytes;
    size_t length;
    uint32_t origin;
    /// A backslash lies here, and none between the last string looked at and here.
    size_t nextBackslash = 0;

    ParapetJSONStatus writeString(uint32_t quote, uint32_t limit, uint64_t *out);
    ParapetJSONStatus unescape(uint32_t quote, const uint8_t *source, const uint8_t *end, uint64_t *out);
    ParapetJSONStatus writeNumber(uint32_t start, uint32_t limit, uint64_t *out);
};

inline ParapetJSONStatus TapeBuilder::writeString(uint32_t quote, uint32_t limit, uint64_t *out) {
    // The first stage found no open string, so the closing quote stands before the next structural character with
    // nothing but white space in between. Both bounds are for safety: the loop's, and the limit, which not every
    // implementation of the first stage keeps when a line ends in a backslash within a string.
    size_t start = size_t(quote) + 1;
    size_t end = size_t(*structurals) - 1;
    while (bytes[end] != '"' && end > quote) {
        --end;
    }
    if (end == quote || end >= limit) {
        return PARAPET_JSON_REJECTED;
    }
    if (nextBackslash < start) {
        const void *found = std::memchr(bytes + start, '\\', length - start);
        nextBackslash = found == nullptr ? length : size_t(static_cast<const uint8_t *>(found) - bytes);
    }
    if (nextBackslash < end) {
        return unescape(quote, bytes + start, bytes + end, out);
    }
    if (end - start > maxLength) {
        return PARAPET_JSON_TOO_LARGE;
    }
    *out = word(string, end - start, uint64_t(quote) + origin);
    return PARAPET_JSON_OK;
}

inline ParapetJSONStatus TapeBuilder::writeNumber(uint32_t start, uint32_t limit, uint64_t *out) {
    // Reading stops at the first byte that no number has, at the latest in the zeroes of the padding.
    auto isDigit = [](uint8_t byte) { return uint8_t(byte - '0') < 10; };
    const uint8_t *next = bytes + start;
    Kind kind = integer;
    if (*next == '-') {
        ++next;
    }
    if (!isDigit(*next)) {
        return PARAPET_JSON_REJECTED;
    }
    if (*next == '0') {
        ++next;
    } else {
        while (isDigit(*next)) {
            ++next;
        }
    }
    if (*next == '.') {
        kind = decimal;
        ++next;
        if (!isDigit(*next)) {
            return PARAPET_JSON_REJECTED;
        }
        while (isDigit(*next)) {
            ++next;
        }
    }
    if (*next == 'e' || *next == 'E') {
        kind = decimal;
        ++next;
        if (*next == '+' || *next == '-') {
            ++next;
        }
        if (!isDigit(*next)) {
            return PARAPET_JSON_REJECTED;
        }
        while (isDigit(*next)) {
            ++next;
        }
    }
    size_t end = size_t(next - bytes);
    if (end < limit && (*next == 0 || !endsScalar(*next))) {
        return PARAPET_JSON_REJECTED;
    }
    if (end - start > maxLength) {
        return PARAPET_JSON_TOO_LARGE;
    }
    *out = word(kind, end - start, uint64_t(start) + origin);
    return PARAPET_JSON_OK;
}

}  // namespace parapet

#endif
