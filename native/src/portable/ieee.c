/* Elementwise operations and the sum of IEEE floats, which are there to compare with. Loops over
   contiguous elements are vectors. */
#include <math.h>

#include "../element.h"
#include "portable.h"

#define MAP(p, op, T, value)                                                                 \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as) { \
    adm_e##p *d = dst;                                                                       \
    const adm_e##p *x = a;                                                                   \
    if (ds == 1 && as == 1) {                                                                \
      for (int64_t i = 0; i < count; i++) {                                                  \
        const T u = x[i];                                                                    \
        d[i] = (value);                                                                      \
      }                                                                                      \
    } else {                                                                                 \
      for (int64_t i = 0; i < count; i++) {                                                  \
        const T u = x[i * as];                                                               \
        d[i * ds] = (value);                                                                 \
      }                                                                                      \
    }                                                                                        \
  }

#define ZIP(p, op, T, value)                                                               \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as, \
                          const void *b, int64_t bs) {                                     \
    adm_e##p *d = dst;                                                                     \
    const adm_e##p *x = a;                                                                 \
    const adm_e##p *y = b;                                                                 \
    if (ds == 1 && as == 1 && bs == 1) {                                                   \
      for (int64_t i = 0; i < count; i++) {                                                \
        const T u = x[i], v = y[i];                                                        \
        d[i] = (value);                                                                    \
      }                                                                                    \
    } else {                                                                               \
      for (int64_t i = 0; i < count; i++) {                                                \
        const T u = x[i * as], v = y[i * bs];                                              \
        d[i * ds] = (value);                                                               \
      }                                                                                    \
    }                                                                                      \
  }

#define FMA(p, T, fma)                                                                      \
  void ADM_NAME(fma_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as,   \
                         const void *b, int64_t bs, const void *c, int64_t cs) {            \
    adm_e##p *d = dst;                                                                      \
    const adm_e##p *x = a;                                                                  \
    const adm_e##p *y = b;                                                                  \
    const adm_e##p *z = c;                                                                  \
    if (ds == 1 && as == 1 && bs == 1 && cs == 1) {                                         \
      for (int64_t i = 0; i < count; i++) d[i] = fma(x[i], y[i], z[i]);                     \
    } else {                                                                                \
      for (int64_t i = 0; i < count; i++) d[i * ds] = fma(x[i * as], y[i * bs], z[i * cs]); \
    }                                                                                       \
  }

#define FLOATS(p, T, F)                                                       \
  MAP(p, neg, T, -u)                                                          \
  MAP(p, abs, T, fabs##F(u))                                                  \
  MAP(p, sqrt, T, sqrt##F(u))                                                 \
  MAP(p, exp, T, exp##F(u))                                                   \
  MAP(p, exp2, T, exp2##F(u))                                                 \
  MAP(p, log, T, log##F(u))                                                   \
  MAP(p, log2, T, log2##F(u))                                                 \
  MAP(p, sin, T, sin##F(u))                                                   \
  MAP(p, cos, T, cos##F(u))                                                   \
  MAP(p, tanh, T, tanh##F(u))                                                 \
  MAP(p, sigmoid, T, 1 / (1 + exp##F(-u)))                                    \
  MAP(p, softplus, T, u > 0 ? u + log1p##F(exp##F(-u)) : log1p##F(exp##F(u))) \
  MAP(p, rsqrt, T, 1 / sqrt##F(u))                                            \
  MAP(p, reciprocal, T, 1 / u)                                                \
  ZIP(p, add, T, u + v)                                                       \
  ZIP(p, sub, T, u - v)                                                       \
  ZIP(p, mul, T, u *v)                                                        \
  ZIP(p, div, T, u / v)                                                       \
  FMA(p, T, fma##F)
FLOATS(f32, float, f)
FLOATS(f64, double, )

float ADM_NAME(f32_sum)(int64_t n, const void *a, int64_t as) {
  const adm_ef32 *x = a;
  float sums[32] = {0};
  float total = 0;
  int64_t i = 0;
  if (as == 1) {
    for (; i + 32 <= n; i += 32) {
      for (int64_t lane = 0; lane < 32; lane++) sums[lane] += x[i + lane];
    }
  }
  for (; i < n; i++) total += x[i * as];
  for (int64_t lane = 0; lane < 32; lane++) total += sums[lane];
  return total;
}
