#ifndef TAMGA_CENSUS_H
#define TAMGA_CENSUS_H
#include <stddef.h>
#include <stdint.h>

/// What a pass over the bytes of a delimited text finds.
typedef struct {
  /// Line feeds.
  uint64_t line_feeds;
  /// Line feeds with an empty line behind them.
  uint64_t blank_lines;
  /// Carriage returns.
  uint64_t carriage_returns;
  /// Quotes.
  uint64_t quotes;
  /// Points with four digits or more behind them.
  uint64_t long_fractions;
  /// Letters e and E, which may begin an exponent.
  uint64_t exponents;
} tamga_census;

/// Adds the findings at the first `count` bytes to a census.
///
/// The buffer holds four bytes more than `count`: what follows in the file, or zeros at its end.
void tamga_census_update(const uint8_t *bytes, size_t count, tamga_census *census);

/// The same, a byte at a time: what the kernel is checked against.
void tamga_census_update_plain(const uint8_t *bytes, size_t count, tamga_census *census);
#endif
