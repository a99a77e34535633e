#ifndef PARAPET_SIMDJSON_BASELINE_H
#define PARAPET_SIMDJSON_BASELINE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What it took simdjson to parse a file of JSON Lines.
typedef struct {
    /// Lines parsed.
    uint64_t lines;
    /// Bytes parsed.
    uint64_t bytes;
    /// Processor time of parsing alone, without reading the file.
    uint64_t nanoseconds;
    /// 0, or what went wrong: 1 the file cannot be read, 2 a line is not JSON.
    int failure;
} BaselineResult;

/// Parses every line of a file with simdjson's DOM parser on one core; nothing is done with the values.
BaselineResult baseline_parse_lines(const char *path);

#ifdef __cplusplus
}
#endif

#endif
