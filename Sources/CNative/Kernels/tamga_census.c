// A census of the bytes of a delimited text, for the independent count of its records.
//
// Each lane counts up to 255 rounds in a byte before it is added up, so that the loop needs no wider
// lanes. Both clones count integers: they agree to the bit.
#include "tamga_census.h"

#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define TAMGA_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define TAMGA_CLONES
#endif

enum { LANES = 64, ROUNDS = 255 };

static inline uint8_t digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

static inline uint8_t blank(const uint8_t *p) {
  return (p[0] == '\n') & ((p[1] == '\n') | ((p[1] == '\r') & (p[2] == '\n')));
}

static inline uint8_t long_fraction(const uint8_t *p) {
  return (p[0] == '.') & digit(p[1]) & digit(p[2]) & digit(p[3]) & digit(p[4]);
}

static uint64_t total(const uint8_t *lanes) {
  uint64_t sum = 0;
  for (size_t lane = 0; lane < LANES; lane++) sum += lanes[lane];
  return sum;
}

void tamga_census_update_plain(const uint8_t *bytes, size_t count, tamga_census *census) {
  for (size_t i = 0; i < count; i++) {
    const uint8_t *p = bytes + i;
    census->line_feeds += p[0] == '\n';
    census->blank_lines += blank(p);
    census->carriage_returns += p[0] == '\r';
    census->quotes += p[0] == '"';
    census->long_fractions += long_fraction(p);
    census->exponents += (p[0] | 0x20) == 'e';
  }
}

TAMGA_CLONES
void tamga_census_update(const uint8_t *bytes, size_t count, tamga_census *census) {
  size_t i = 0;
  while (count - i >= LANES) {
    uint8_t feeds[LANES] = {0}, blanks[LANES] = {0}, returns[LANES] = {0};
    uint8_t quotes[LANES] = {0}, fractions[LANES] = {0}, exponents[LANES] = {0};
    size_t rounds = (count - i) / LANES;
    if (rounds > ROUNDS) rounds = ROUNDS;
    for (size_t round = 0; round < rounds; round++, i += LANES) {
      const uint8_t *p = bytes + i;
      for (size_t lane = 0; lane < LANES; lane++) {
        feeds[lane] += p[lane] == '\n';
        blanks[lane] += blank(p + lane);
        returns[lane] += p[lane] == '\r';
        quotes[lane] += p[lane] == '"';
        fractions[lane] += long_fraction(p + lane);
        exponents[lane] += (p[lane] | 0x20) == 'e';
      }
    }
    census->line_feeds += total(feeds);
    census->blank_lines += total(blanks);
    census->carriage_returns += total(returns);
    census->quotes += total(quotes);
    census->long_fractions += total(fractions);
    census->exponents += total(exponents);
  }
  tamga_census_update_plain(bytes + i, count - i, census);
}
