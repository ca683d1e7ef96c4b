/*
 * Unary operations of the portable path. Of 8 and 16 bits the functions are tables, computed by the
 * core on first use into static storage; other threads wait for the one that computes.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "../../../kernels/functions.h"
#include "../element.h"
#include "portable.h"

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;

/* Sign operations: the compiler makes vectors of the contiguous loop. */
#define SIGN(op_code, op, p, n, rs, es, type)                                                \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as) { \
    adm_e##n *d = dst;                                                                       \
    const adm_e##n *x = a;                                                                   \
    if (ds == 1 && as == 1) {                                                                \
      for (int64_t i = 0; i < count; i++) d[i] = (type)adm_##op(n, rs, es, x[i]);            \
    } else {                                                                                 \
      for (int64_t i = 0; i < count; i++) d[i * ds] = (type)adm_##op(n, rs, es, x[i * as]);  \
    }                                                                                        \
  }

#define LOOKUP(op_code, op, p, n, rs, es, type)                                              \
  static const type *table_##op##_##p(void) {                                                \
    static type table[1 << n];                                                               \
    static atomic_int ready;                                                                 \
    if (!atomic_load_explicit(&ready, memory_order_acquire)) {                               \
      pthread_mutex_lock(&table_lock);                                                       \
      if (!atomic_load_explicit(&ready, memory_order_relaxed)) {                             \
        for (adm_u32 u = 0; u < 1u << n; u++) table[u] = (type)adm_##op(n, rs, es, u);       \
        atomic_store_explicit(&ready, 1, memory_order_release);                              \
      }                                                                                      \
      pthread_mutex_unlock(&table_lock);                                                     \
    }                                                                                        \
    return table;                                                                            \
  }                                                                                          \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as) { \
    const type *table = table_##op##_##p();                                                  \
    adm_e##n *d = dst;                                                                       \
    const adm_e##n *x = a;                                                                   \
    for (int64_t i = 0; i < count; i++) d[i * ds] = table[x[i * as]];                        \
  }

#define COMPUTE(op_code, op, p, n, rs, es, type)                                             \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as) { \
    adm_e##n *d = dst;                                                                       \
    const adm_e##n *x = a;                                                                   \
    for (int64_t i = 0; i < count; i++) d[i * ds] = (type)adm_##op(n, rs, es, x[i * as]);    \
  }

#define FUNCTION_OF_8 LOOKUP
#define FUNCTION_OF_16 LOOKUP
#define FUNCTION_OF_32 COMPUTE
#define FUNCTION_OF_64 COMPUTE
#define MAPS(code, p, n, rs, es, type)   \
  ADM_SIGN_OPS(SIGN, p, n, rs, es, type) \
  ADM_FUNCTION_OPS(FUNCTION_OF_##n, p, n, rs, es, type)
ADM_FORMATS(MAPS)
