#ifndef TAMGA_DUCKDB_H
#define TAMGA_DUCKDB_H
// Own declarations of the part of DuckDB's C interface that the engine uses (version 2.0.0).
// Every function is a line of duckdb.def: declaration, table field and look-up by name.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tamga_library.h"

typedef struct tamga_duckdb_database *tamga_database_ref;
typedef struct tamga_duckdb_connection *tamga_connection_ref;
typedef struct tamga_duckdb_config *tamga_config_ref;
typedef struct tamga_duckdb_statements *tamga_statements_ref;
typedef struct tamga_duckdb_prepared *tamga_prepared_ref;
typedef struct tamga_duckdb_pending *tamga_pending_ref;
typedef struct tamga_duckdb_chunk *tamga_chunk_ref;
typedef struct tamga_duckdb_vector *tamga_vector_ref;
typedef struct tamga_duckdb_type *tamga_type_ref;
typedef struct tamga_duckdb_appender *tamga_appender_ref;

// Pointers inside the library's own declarations carry no statement about null.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-completeness"

// A result; only the last field is used by this version, the others keep the size.
typedef struct {
  uint64_t unused_counts[3];
  void *unused_columns;
  char *unused_message;
  void *content;
} tamga_duckdb_result;

// A 128-bit whole number, the lower half first.
typedef struct {
  uint64_t lower;
  int64_t upper;
} tamga_duckdb_hugeint;

// A decimal: digits before and after the point together, digits after it, and the whole number.
typedef struct {
  uint8_t width;
  uint8_t scale;
  tamga_duckdb_hugeint value;
} tamga_duckdb_decimal;

// The progress of a running query; the percentage is -1 when it is not known.
typedef struct {
  double percentage;
  uint64_t rows_processed;
  uint64_t rows_total;
} tamga_duckdb_progress;

// A text of a vector: up to twelve bytes stand in it, longer ones behind the pointer.
typedef struct {
  uint32_t length;
  char prefix[4];
  union {
    char rest[8];
    const char *pointer;
  } tail;
} tamga_duckdb_string;

// The type ids the engine reads and writes.
enum {
  TAMGA_DUCKDB_BOOLEAN = 1,
  TAMGA_DUCKDB_TINYINT = 2,
  TAMGA_DUCKDB_SMALLINT = 3,
  TAMGA_DUCKDB_INTEGER = 4,
  TAMGA_DUCKDB_BIGINT = 5,
  TAMGA_DUCKDB_UTINYINT = 6,
  TAMGA_DUCKDB_USMALLINT = 7,
  TAMGA_DUCKDB_UINTEGER = 8,
  TAMGA_DUCKDB_UBIGINT = 9,
  TAMGA_DUCKDB_FLOAT = 10,
  TAMGA_DUCKDB_DOUBLE = 11,
  TAMGA_DUCKDB_DATE = 13,
  TAMGA_DUCKDB_HUGEINT = 16,
  TAMGA_DUCKDB_VARCHAR = 17,
  TAMGA_DUCKDB_DECIMAL = 19,
  TAMGA_DUCKDB_ENUM = 23,
};

// The kinds of statements a reader may run.
enum {
  TAMGA_DUCKDB_STATEMENT_SELECT = 1,
  TAMGA_DUCKDB_STATEMENT_EXPLAIN = 4,
};

typedef struct {
#define TAMGA_DUCKDB(result, name, parameters) result(*_Nonnull name) parameters;
#include "duckdb.def"
#undef TAMGA_DUCKDB
} tamga_duckdb_functions;
#pragma clang diagnostic pop

// Opens the library (after the stand-in for Python's symbols, where it needs one) and fills the
// table. `message` receives the loader's words, or the names of all missing functions.
tamga_library_state tamga_duckdb_load(
    const char *_Nonnull path, const char *_Nullable stub_path,
    tamga_duckdb_functions *_Nonnull functions, char *_Nonnull message, size_t capacity);

// The bytes of a text inside a vector; they live as long as the vector.
static inline const char *_Nonnull tamga_duckdb_bytes(const tamga_duckdb_string *_Nonnull text) {
  return text->length <= 12 ? text->prefix : text->tail.pointer;
}
#endif
