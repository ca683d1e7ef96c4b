/* Conversions of the portable path: between all formats, and from and to the two of IEEE 754. */
#include "../element.h"
#include "portable.h"

#define CONVERT(name, from_bits, to_bits, value)                                         \
  void ADM_NAME(name)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as) { \
    adm_e##to_bits *d = dst;                                                             \
    const adm_e##from_bits *x = a;                                                       \
    for (int64_t i = 0; i < count; i++) {                                                \
      const adm_u64 u = x[i * as];                                                       \
      d[i * ds] = (adm_u##to_bits)(value);                                               \
    }                                                                                    \
  }

#define BETWEEN(p2, n2, rs2, es2, p, n, rs, es) \
  CONVERT(p##_to_##p2, n, n2, adm_convert(n, rs, es, n2, rs2, es2, u))
#define CONVERSIONS(code, p, n, rs, es, type)                 \
  ADM_FORMATS_WITH(BETWEEN, p, n, rs, es)                     \
  CONVERT(p##_to_f32, n, 32, adm_to_f32_bits(n, rs, es, u))   \
  CONVERT(p##_to_f64, n, 64, adm_to_f64_bits(n, rs, es, u))   \
  CONVERT(f32_to_##p, 32, n, adm_from_f32_bits(n, rs, es, u)) \
  CONVERT(f64_to_##p, 64, n, adm_from_f64_bits(n, rs, es, u))
ADM_FORMATS(CONVERSIONS)
