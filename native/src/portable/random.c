/* Random elements of the portable path: words of Philox block by block, then a value from each. */
#include "../../../kernels/random.h"

#include "../element.h"
#include "portable.h"

enum { BLOCKS = 64, WORDS = 4 * BLOCKS };

/* The words of consecutive blocks; the compiler makes vectors of them. */
static __attribute__((noinline)) void fill(adm_u32 *words, adm_u64 seed, adm_u64 first,
                                           adm_u32 stream, adm_u32 step) {
  for (adm_u32 i = 0; i < BLOCKS; i++) {
    const adm_philox_block x = adm_philox(seed, first + i, stream, step);
    words[4 * i] = x.word0;
    words[4 * i + 1] = x.word1;
    words[4 * i + 2] = x.word2;
    words[4 * i + 3] = x.word3;
  }
}

#define RANDOM(p, bits, distribution, value)                                             \
  void ADM_NAME(distribution##_##p)(int64_t count, void *dst, int64_t ds, uint64_t seed, \
                                    uint32_t stream, uint32_t step, uint64_t first) {    \
    adm_e##bits *d = dst;                                                                \
    adm_u32 words[WORDS];                                                                \
    adm_u64 element = first;                                                             \
    const adm_u64 end = first + (adm_u64)count;                                          \
    while (element < end) {                                                              \
      adm_u64 from = element % 4;                                                        \
      adm_u64 to = end - element < WORDS - from ? from + (end - element) : WORDS;        \
      fill(words, seed, element / 4, stream, step);                                      \
      for (adm_u64 i = from; i < to; i++, d += ds) {                                     \
        const adm_u32 u = words[i];                                                      \
        *d = (adm_u##bits)(value);                                                       \
      }                                                                                  \
      element += to - from;                                                              \
    }                                                                                    \
  }

#define OF_FORMAT(code, distribution, p, n, rs, es) \
  RANDOM(p, n, distribution, adm_random_pattern(code, n, rs, es, u))
#define OF_FLOAT(code, distribution, p, bits) \
  RANDOM(p, bits, distribution, adm_random_##p##_bits(code, u))
#define FORMAT(code, p, n, rs, es, type) ADM_DISTRIBUTIONS(OF_FORMAT, p, n, rs, es)
ADM_FORMATS(FORMAT)
ADM_DISTRIBUTIONS(OF_FLOAT, f32, 32)
ADM_DISTRIBUTIONS(OF_FLOAT, f64, 64)
