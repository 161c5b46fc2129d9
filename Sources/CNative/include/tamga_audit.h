#ifndef TAMGA_AUDIT_H
#define TAMGA_AUDIT_H
#include <stddef.h>
#include <stdint.h>

/// What the fields of a column may be.
typedef enum {
  /// A whole number without sign, of at most `digits` digits.
  TAMGA_AUDIT_WHOLE = 0,
  /// A number without sign of at most 15 digits and three places, or nothing, or `NA` behind at most
  /// TAMGA_AUDIT_PADDING spaces; it may be quoted, and a number padded with spaces.
  TAMGA_AUDIT_DECIMAL = 1
} tamga_audit_kind;

/// A column of the layout.
typedef struct {
  tamga_audit_kind kind;
  uint32_t digits;
} tamga_audit_column;

enum { TAMGA_AUDIT_COLUMNS = 16, TAMGA_AUDIT_PADDING = 18 };

/// A record that the layout does not allow.
typedef struct {
  uint64_t offset;
  uint64_t length;
  uint64_t line;
} tamga_audit_place;

/// What an audit has found so far; all zero but for the places before the first call.
typedef struct {
  /// Records as the layout wants them.
  uint64_t records;
  /// Other records.
  uint64_t irregular;
  /// Empty lines.
  uint64_t blank_lines;
  /// Lines seen.
  uint64_t lines;
  /// Bytes seen: all of them belong to a record or an empty line.
  uint64_t bytes;
  /// How missing values are written: bit n for `NA` behind n spaces, bit 31 for nothing.
  uint32_t missing_forms;
  /// Missing values by column.
  uint64_t missing[TAMGA_AUDIT_COLUMNS];
  /// Sums by column over the regular records: low and high halves; decimals in thousandths.
  uint64_t sum_low[TAMGA_AUDIT_COLUMNS];
  uint64_t sum_high[TAMGA_AUDIT_COLUMNS];
  /// Where the places of irregular records go, and how many there is room for.
  tamga_audit_place *places;
  uint64_t place_capacity;
} tamga_audit;

/// Reads whole records from a buffer into an audit.
///
/// `is_last` says that the file ends with the buffer, so that the last record may lack its line end.
/// Returns the bytes read: the start of a record that is not whole in the buffer.
size_t tamga_audit_update(
  const uint8_t *bytes, size_t count, int is_last, const tamga_audit_column *columns,
  size_t column_count, tamga_audit *audit);

/// The missing values of a column.
static inline uint64_t tamga_audit_missing(const tamga_audit *audit, size_t column) {
  return audit->missing[column];
}

/// The halves of the sum of a column.
static inline uint64_t tamga_audit_sum_low(const tamga_audit *audit, size_t column) {
  return audit->sum_low[column];
}

static inline uint64_t tamga_audit_sum_high(const tamga_audit *audit, size_t column) {
  return audit->sum_high[column];
}
#endif
