/* Binary operations and fused multiply-add of the portable path. Those of 8 bits are tables, as in
 * map.c. */
#include <pthread.h>
#include <stdatomic.h>

#include "../element.h"
#include "portable.h"

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;

#define LOOKUP(op_code, op, p, n, rs, es, type)                                                 \
  static const type *table_##op##_##p(void) {                                                   \
    static type table[1 << 2 * n];                                                              \
    static atomic_int ready;                                                                    \
    if (!atomic_load_explicit(&ready, memory_order_acquire)) {                                  \
      pthread_mutex_lock(&table_lock);                                                          \
      if (!atomic_load_explicit(&ready, memory_order_relaxed)) {                                \
        for (adm_u32 u = 0; u < 1u << 2 * n; u++) {                                             \
          table[u] = (type)adm_##op(n, rs, es, u >> n, u & adm_mask(n));                        \
        }                                                                                       \
        atomic_store_explicit(&ready, 1, memory_order_release);                                 \
      }                                                                                         \
      pthread_mutex_unlock(&table_lock);                                                        \
    }                                                                                           \
    return table;                                                                               \
  }                                                                                             \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as,      \
                          const void *b, int64_t bs) {                                          \
    const type *table = table_##op##_##p();                                                     \
    adm_e##n *d = dst;                                                                          \
    const adm_e##n *x = a;                                                                      \
    const adm_e##n *y = b;                                                                      \
    for (int64_t i = 0; i < count; i++) d[i * ds] = table[(adm_u32)x[i * as] << n | y[i * bs]]; \
  }

#define COMPUTE(op_code, op, p, n, rs, es, type)                                           \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as, \
                          const void *b, int64_t bs) {                                     \
    adm_e##n *d = dst;                                                                     \
    const adm_e##n *x = a;                                                                 \
    const adm_e##n *y = b;                                                                 \
    for (int64_t i = 0; i < count; i++)                                                    \
      d[i * ds] = (type)adm_##op(n, rs, es, x[i * as], y[i * bs]);                         \
  }

#define ZIP_OF_8 LOOKUP
#define ZIP_OF_16 COMPUTE
#define ZIP_OF_32 COMPUTE
#define ZIP_OF_64 COMPUTE
#define ZIPS(code, p, n, rs, es, type)                                                    \
  ADM_ARITHMETIC_OPS(ZIP_OF_##n, p, n, rs, es, type)                                      \
  void ADM_NAME(fma_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as, \
                         const void *b, int64_t bs, const void *c, int64_t cs) {          \
    adm_e##n *d = dst;                                                                    \
    const adm_e##n *x = a;                                                                \
    const adm_e##n *y = b;                                                                \
    const adm_e##n *z = c;                                                                \
    for (int64_t i = 0; i < count; i++)                                                   \
      d[i * ds] = (type)adm_fma(n, rs, es, x[i * as], y[i * bs], z[i * cs]);              \
  }
ADM_FORMATS(ZIPS)
