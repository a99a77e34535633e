#include "TapeBuilder.hpp"

namespace parapet {

ParapetJSONStatus TapeBuilder::build(uint32_t limit) {
    uint64_t *const base = tape.words;
    uint64_t *out = base + tape.word_count;
    uint32_t depth = 0;
    uint32_t count = 0;
    bool inObject = false;
    ParapetJSONStatus status = PARAPET_JSON_OK;

value:
    if (*structurals >= limit) {
        return PARAPET_JSON_REJECTED;
    }
    {
        const uint32_t start = *structurals++;
        const uint8_t first = bytes[start];
        switch (first) {
        case '"':
            status = writeString(start, limit, out++);
            break;
        case '{':
        case '[': {
            if (depth == maxDepth) {
                return PARAPET_JSON_TOO_DEEP;
            }
            stack[depth++] = Frame{uint32_t(out - base), count};
            inObject = first == '{';
            count = 0;
            *out = word(inObject ? object : array, 0, uint64_t(start) + origin);
            out += 2;
            if (*structurals < limit && bytes[*structurals] == uint8_t(first + 2)) {
                goto close;
            }
            if (inObject) {
                goto key;
            }
            goto value;
        }
        case 't':
        case 'n':
        case 'f': {
            // Four bytes are compared at once, of "false" the last ones; the padding lets them be read.
            const size_t size = first == 'f' ? 5 : 4;
            const char *text = first == 't' ? "true" : first == 'n' ? "null" : "alse";
            const uint8_t after = bytes[start + size];
            const bool ends = start + size >= limit || (after != 0 && endsScalar(after));
            if (start + size > limit || std::memcmp(bytes + start + size - 4, text, 4) != 0 || !ends) {
                return PARAPET_JSON_REJECTED;
            }
            *out++ = word(first == 't' ? boolTrue : first == 'n' ? null : boolFalse, 0, uint64_t(start) + origin);
            break;
        }
        default:
            status = writeNumber(start, limit, out++);
        }
    }
    if (status != PARAPET_JSON_OK) {
        return status;
    }

after:
    if (depth == 0) {
        if (*structurals < limit) {
            return PARAPET_JSON_REJECTED;
        }
        tape.word_count = size_t(out - base);
        return PARAPET_JSON_OK;
    }
    if (*structurals >= limit) {
        return PARAPET_JSON_REJECTED;
    }
    ++count;
    if (bytes[*structurals] == ',') {
        ++structurals;
        if (!inObject) {
            goto value;
        }
    } else if (bytes[*structurals] == (inObject ? '}' : ']')) {
        goto close;
    } else {
        return PARAPET_JSON_REJECTED;
    }

key:
    if (*structurals >= limit || bytes[*structurals] != '"') {
        return PARAPET_JSON_REJECTED;
    }
    {
        const uint32_t start = *structurals++;
        if (*structurals >= limit || bytes[*structurals] != ':') {
            return PARAPET_JSON_REJECTED;
        }
        status = writeString(start, limit, out++);
        if (status != PARAPET_JSON_OK) {
            return status;
        }
        ++structurals;
        goto value;
    }

close: {
    const Frame frame = stack[--depth];
    base[frame.index] |= uint64_t(count > maxLength ? maxLength : count) << 32;
    const uint64_t span = uint64_t(out - base) - frame.index;
    base[frame.index + 1] = span << 32 | (uint64_t(*structurals) + 1 + origin);
    ++structurals;
    count = frame.count;
    if (depth != 0) {
        inObject = base[stack[depth - 1].index] >> 60 == object;
    }
    goto after;
}
}

namespace {

/// Value of four hexadecimal digits, or more than 0xFFFF.
uint32_t hexadecimal(const uint8_t *digits) {
    uint32_t value = 0;
    for (int index = 0; index < 4; ++index) {
        const uint8_t digit = digits[index];
        const uint8_t letter = digit | 0x20;
        if (digit >= '0' && digit <= '9') {
            value = value << 4 | uint32_t(digit - '0');
        } else if (letter >= 'a' && letter <= 'f') {
            value = value << 4 | uint32_t(letter - 'a' + 10);
        } else {
            return UINT32_MAX;
        }
    }
    return value;
}

uint8_t *encode(uint32_t scalar, uint8_t *out) {
    if (scalar < 0x80) {
        *out++ = uint8_t(scalar);
    } else if (scalar < 0x800) {
        *out++ = uint8_t(0xC0 | scalar >> 6);
        *out++ = uint8_t(0x80 | (scalar & 0x3F));
    } else if (scalar < 0x10000) {
        *out++ = uint8_t(0xE0 | scalar >> 12);
        *out++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
        *out++ = uint8_t(0x80 | (scalar & 0x3F));
    } else {
        *out++ = uint8_t(0xF0 | scalar >> 18);
        *out++ = uint8_t(0x80 | (scalar >> 12 & 0x3F));
        *out++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
        *out++ = uint8_t(0x80 | (scalar & 0x3F));
    }
    return out;
}

/// The byte that a one-letter escape stands for, or 0.
uint8_t simpleEscape(uint8_t letter) {
    switch (letter) {
    case '"': return '"';
    case '\\': return '\\';
    case '/': return '/';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
    }
}

}  // namespace

ParapetJSONStatus TapeBuilder::unescape(
    uint32_t quote, const uint8_t *source, const uint8_t *const end, uint64_t *word) {
    // No escape is longer in UTF-8 than in JSON, so the source's length is room enough; 8 more bytes let readers load
    // whole words at the end of the buffer.
    if (!reserve(tape.side, tape.side_count, tape.side_capacity, 4 + size_t(end - source) + 8)) {
        return PARAPET_JSON_OUT_OF_MEMORY;
    }
    const uint32_t place = quote + origin;
    uint8_t *out = tape.side + tape.side_count;
    std::memcpy(out, &place, 4);
    out += 4;
    const uint8_t *const first = out;
    while (source < end) {
        const void *found = std::memchr(source, '\\', size_t(end - source));
        const uint8_t *escape = found == nullptr ? end : static_cast<const uint8_t *>(found);
        std::memcpy(out, source, size_t(escape - source));
        out += escape - source;
        source = escape;
        if (source == end) {
            break;
        }
        if (end - source < 2) {
            return PARAPET_JSON_REJECTED;
        }
        if (source[1] != 'u') {
            const uint8_t byte = simpleEscape(source[1]);
            if (byte == 0) {
                return PARAPET_JSON_REJECTED;
            }
            *out++ = byte;
            source += 2;
            continue;
        }
        uint32_t scalar = end - source < 6 ? UINT32_MAX : hexadecimal(source + 2);
        if (scalar > 0xFFFF || (scalar >= 0xDC00 && scalar <= 0xDFFF)) {
            return PARAPET_JSON_REJECTED;
        }
        source += 6;
        if (scalar >= 0xD800 && scalar <= 0xDBFF) {
            if (end - source < 6 || source[0] != '\\' || source[1] != 'u') {
                return PARAPET_JSON_REJECTED;
            }
            const uint32_t low = hexadecimal(source + 2);
            if (low < 0xDC00 || low > 0xDFFF) {
                return PARAPET_JSON_REJECTED;
            }
            scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
            source += 6;
        }
        out = encode(scalar, out);
    }
    const size_t size = size_t(out - first);
    if (size > maxLength) {
        return PARAPET_JSON_TOO_LARGE;
    }
    *word = parapet::word(escapedString, size, tape.side_count);
    tape.side_count += 4 + size;
    return PARAPET_JSON_OK;
}

}  // namespace parapet
