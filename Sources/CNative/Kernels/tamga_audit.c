// Reads records of numbers strictly and adds them up: the other hand of the ledger of bulk imports.
//
// A record is regular when every field is written as its column's kind wants it. The sums are exact:
// 128-bit integers, decimals in thousandths. About a byte a nanosecond.
#include "tamga_audit.h"

typedef unsigned __int128 wide;

typedef struct {
  uint64_t values[TAMGA_AUDIT_COLUMNS];
  uint32_t missing;
  uint32_t forms;
} fields;

static inline unsigned digit(uint8_t byte) { return (unsigned)byte - '0'; }

// Each reader returns where it stopped, or 0 when the field is not of the kind.
static inline const uint8_t *whole(
  const uint8_t *p, const uint8_t *end, uint32_t digits, uint64_t *value) {
  const uint8_t *start = p;
  uint64_t number = 0;
  while (p < end && digit(*p) < 10) {
    number = number * 10 + digit(*p);
    p++;
    if ((size_t)(p - start) > digits) return 0;
  }
  *value = number;
  return p > start ? p : 0;
}

static inline const uint8_t *places(const uint8_t *p, const uint8_t *end, uint64_t *value) {
  const uint8_t *start = p;
  uint64_t number = *value;
  while (p < end && digit(*p) < 10) {
    if (p - start < 3) {
      number = number * 10 + digit(*p);
    } else if (*p != '0') {
      return 0;
    }
    p++;
  }
  if (p == start) return 0;
  for (const uint8_t *q = p; q - start < 3; q++) number *= 10;
  *value = number;
  return p;
}

static inline const uint8_t *decimal(
  const uint8_t *p, const uint8_t *end, uint64_t *value, uint32_t *form) {
  int quoted = p < end && *p == '"';
  p += quoted;
  const uint8_t *start = p;
  while (p < end && *p == ' ') p++;
  *form = 0;
  *value = 0;
  if (p < end && digit(*p) < 10) {
    p = whole(p, end, 15, value);
    if (!p) return 0;
    if (p < end && *p == '.') {
      p = places(p + 1, end, value);
      if (!p) return 0;
    } else {
      *value *= 1000;
    }
    while (p < end && *p == ' ') p++;
  } else if (p + 1 < end && p[0] == 'N' && p[1] == 'A' && p - start <= TAMGA_AUDIT_PADDING) {
    *form = 1u << (p - start);
    p += 2;
  } else if (p == start) {
    *form = 1u << 31;
  } else {
    return 0;
  }
  if (!quoted) return p;
  return p < end && *p == '"' ? p + 1 : 0;
}

// Reads a record; 0 when it is irregular or its line end is not in the buffer.
static inline const uint8_t *record(
  const uint8_t *p, const uint8_t *end, const tamga_audit_column *columns, size_t count,
  fields *out) {
  out->missing = 0;
  out->forms = 0;
  for (size_t column = 0; column < count; column++) {
    if (column > 0) {
      if (p >= end || *p != ',') return 0;
      p++;
    }
    if (columns[column].kind == TAMGA_AUDIT_WHOLE) {
      p = whole(p, end, columns[column].digits, &out->values[column]);
      if (!p) return 0;
    } else {
      uint32_t form;
      p = decimal(p, end, &out->values[column], &form);
      if (!p) return 0;
      out->missing |= (uint32_t)(form != 0) << column;
      out->forms |= form;
    }
  }
  return p;
}

// The byte behind the line end that closes a record begun at p, quotes respected; 0 when it is not
// in the buffer. A quote that never closes ends with its first line.
static const uint8_t *line_end(const uint8_t *p, const uint8_t *end, uint64_t *lines) {
  int quoted = 0;
  for (; p < end; p++) {
    if (*p == '"') quoted = !quoted;
    if (*p == '\n') {
      ++*lines;
      if (!quoted) return p + 1;
    }
  }
  return 0;
}

static void add(tamga_audit *audit, const fields *fields, size_t count) {
  for (size_t column = 0; column < count; column++) {
    wide sum = (wide)audit->sum_high[column] << 64 | audit->sum_low[column];
    sum += fields->values[column];
    audit->sum_low[column] = (uint64_t)sum;
    audit->sum_high[column] = (uint64_t)(sum >> 64);
  }
  if (fields->missing) {
    audit->missing_forms |= fields->forms;
    for (size_t column = 0; column < count; column++)
      audit->missing[column] += fields->missing >> column & 1;
  }
  audit->records++;
}

static void note(tamga_audit *audit, uint64_t offset, uint64_t length) {
  if (audit->irregular < audit->place_capacity) {
    tamga_audit_place place = {offset, length, audit->lines + 1};
    audit->places[audit->irregular] = place;
  }
  audit->irregular++;
}

size_t tamga_audit_update(
  const uint8_t *bytes, size_t count, int is_last, const tamga_audit_column *columns,
  size_t column_count, tamga_audit *audit) {
  const uint8_t *p = bytes, *end = bytes + count;
  uint64_t base = audit->bytes;
  fields fields;
  while (p < end) {
    const uint8_t *start = p;
    if (*p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n')) {
      p += *p == '\r' ? 2 : 1;
      audit->blank_lines++;
      audit->lines++;
      continue;
    }
    const uint8_t *stop = record(p, end, columns, column_count, &fields);
    if (stop && stop < end && *stop == '\r') stop++;
    if (stop && stop < end && *stop == '\n') {
      add(audit, &fields, column_count);
      p = stop + 1;
      audit->lines++;
      continue;
    }
    if (stop == end && stop && is_last && stop[-1] != '\r') {
      add(audit, &fields, column_count);
      p = stop;
      audit->lines++;
      continue;
    }
    uint64_t lines = 0;
    p = line_end(start, end, &lines);
    if (!p && !is_last) {
      p = start;
      break;
    }
    if (!p) p = end;
    note(audit, base + (uint64_t)(start - bytes), (uint64_t)(p - start));
    audit->lines += lines ? lines : 1;
  }
  audit->bytes = base + (uint64_t)(p - bytes);
  return (size_t)(p - bytes);
}
