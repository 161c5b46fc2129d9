// Four doubles side by side, and functions compiled twice: for any x86-64 and for one with AVX2.
//
// Products are never contracted into sums, so both give equal bits.
#ifndef TAMGA_LANES_H
#define TAMGA_LANES_H
#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__) && defined(__linux__)
#define TAMGA_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define TAMGA_CLONES
#endif
#define TAMGA_INLINE static inline __attribute__((always_inline))

typedef double lanes __attribute__((vector_size(32), aligned(8), may_alias));
typedef long long whole_lanes __attribute__((vector_size(32), aligned(8), may_alias));

#define LANES(p) (*(const lanes *)(p))
#define SET_LANES(p) (*(lanes *)(p))
// a where the mask is all ones, else b.
#define CHOOSE(mask, a, b) \
  ((lanes)(((whole_lanes)(mask) & (whole_lanes)(a)) | (~(whole_lanes)(mask) & (whole_lanes)(b))))
#define ALL_LANES(x) ((lanes){(x), (x), (x), (x)})
#endif
