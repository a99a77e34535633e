#include "CSimdJSON.h"

#include <memory>
#include <new>

#include <simdjson.h>

#include "TapeBuilder.hpp"

// simdjson's first stage is reached through the object that its DOM parser and its On-Demand parser are both built on
// (the same from 3.0 on): it picks the widest vector instructions of the processor at run time, whatever the compiler
// was told, and gives every structural index, which makes the walk exact about where each value starts.

struct ParapetJSONParser {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation;
    parapet::Frame *stack;
    uint32_t max_depth;
};

namespace {

/// Runs the first stage. Afterwards the structural indexes are ended by `length`.
simdjson::error_code findStructurals(ParapetJSONParser *parser, const uint8_t *bytes, size_t length) {
    auto &implementation = *parser->implementation;
    if (implementation.capacity() < length) {
        size_t capacity = implementation.capacity() * 2;
        if (capacity < length || capacity > UINT32_MAX) {
            capacity = length;
        }
        const auto error = implementation.set_capacity(capacity);
        if (error != simdjson::SUCCESS) {
            return error;
        }
    }
    const auto error = implementation.stage1(bytes, length, simdjson::stage1_mode::regular);
    if (error == simdjson::SUCCESS) {
        implementation.structural_indexes[implementation.n_structural_indexes] = uint32_t(length);
    }
    return error;
}

ParapetJSONStatus statusOf(simdjson::error_code error) {
    return error == simdjson::MEMALLOC || error == simdjson::CAPACITY
        ? PARAPET_JSON_OUT_OF_MEMORY : PARAPET_JSON_REJECTED;
}

/// Makes room for every word that a walk over the structural indexes just found can write. Each value is one word or,
/// for a container, two, and has one structural index or, once its end is seen, two: only containers that are still
/// open have written more words than indexes were read, one each.
bool reserveWords(ParapetJSONParser *parser, ParapetJSONTape *tape) {
    const size_t indexes = parser->implementation->n_structural_indexes;
    const size_t open = indexes < parser->max_depth ? indexes : parser->max_depth;
    return parapet::reserve(tape->words, tape->word_count, tape->word_capacity, indexes + open + 2);
}

/// Appends the value in `length` bytes at `start` of `bytes`.
ParapetJSONStatus parseOne(
    ParapetJSONParser *parser, const uint8_t *bytes, size_t start, size_t length, ParapetJSONTape *tape) {
    const auto error = findStructurals(parser, bytes + start, length);
    if (error != simdjson::SUCCESS) {
        return statusOf(error);
    }
    auto &implementation = *parser->implementation;
    if (!reserveWords(parser, tape)) {
        return PARAPET_JSON_OUT_OF_MEMORY;
    }
    const size_t side = tape->side_count;
    parapet::TapeBuilder builder(
        *tape, parser->stack, parser->max_depth, bytes + start, length, uint32_t(start),
        implementation.structural_indexes.get());
    const auto status = builder.build(uint32_t(length));
    if (status != PARAPET_JSON_OK) {
        tape->side_count = side;
    }
    return status;
}

bool isBlank(const uint8_t *bytes, size_t length) {
    for (size_t index = 0; index < length; ++index) {
        const uint8_t byte = bytes[index];
        if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') {
            return false;
        }
    }
    return true;
}

}  // namespace

ParapetJSONParser *parapet_json_parser_create(uint32_t max_depth) {
    auto *parser = new (std::nothrow) ParapetJSONParser{nullptr, nullptr, max_depth};
    if (parser == nullptr) {
        return nullptr;
    }
    parser->stack = static_cast<parapet::Frame *>(std::malloc((size_t(max_depth) + 1) * sizeof(parapet::Frame)));
    const auto error =
        simdjson::get_active_implementation()->create_dom_parser_implementation(0, 1, parser->implementation);
    if (error != simdjson::SUCCESS || parser->stack == nullptr) {
        parapet_json_parser_destroy(parser);
        return nullptr;
    }
    return parser;
}

void parapet_json_parser_destroy(ParapetJSONParser *parser) {
    if (parser != nullptr) {
        std::free(parser->stack);
        delete parser;
    }
}

ParapetJSONStatus parapet_json_parse(
    ParapetJSONParser *parser, const uint8_t *bytes, size_t length, ParapetJSONTape *tape) {
    return parseOne(parser, bytes, 0, length, tape);
}

ParapetJSONStatus parapet_json_parse_lines(
    ParapetJSONParser *parser, const uint8_t *bytes, size_t length, ParapetJSONTape *tape, ParapetJSONLines *lines) {
    // The first stage runs once over the whole page. When it succeeds no string holds a line feed (a bare one is an
    // error), so every line's quotes pair up within the line and its structural indexes are its own. From the first
    // line on that is not JSON nothing is taken for granted: that line and the rest of the page are read one by one.
    auto &implementation = *parser->implementation;
    bool together = findStructurals(parser, bytes, length) == simdjson::SUCCESS;
    if (together && !reserveWords(parser, tape)) {
        return PARAPET_JSON_OUT_OF_MEMORY;
    }
    parapet::TapeBuilder builder(
        *tape, parser->stack, parser->max_depth, bytes, length, 0, implementation.structural_indexes.get());
    size_t start = 0;
    for (uint32_t number = 0; start < length; ++number) {
        const void *found = std::memchr(bytes + start, '\n', length - start);
        const size_t end = found == nullptr ? length : size_t(static_cast<const uint8_t *>(found) - bytes);
        const bool blank = together ? *builder.structurals >= end : isBlank(bytes + start, end - start);
        if (!blank) {
            if (!parapet::reserve(lines->items, lines->count, lines->capacity, 1)) {
                return PARAPET_JSON_OUT_OF_MEMORY;
            }
            const size_t root = tape->word_count;
            ParapetJSONStatus status = PARAPET_JSON_REJECTED;
            if (together) {
                const size_t side = tape->side_count;
                status = builder.build(uint32_t(end));
                if (status != PARAPET_JSON_OK) {
                    tape->side_count = side;
                    together = false;
                }
            }
            if (status != PARAPET_JSON_OK) {
                status = parseOne(parser, bytes, start, end - start, tape);
            }
            if (status == PARAPET_JSON_OUT_OF_MEMORY) {
                return status;
            }
            lines->items[lines->count++] = ParapetJSONLine{
                number, uint32_t(start), uint32_t(end - start), uint32_t(root), uint32_t(status)};
        }
        start = end + 1;
    }
    return PARAPET_JSON_OK;
}
