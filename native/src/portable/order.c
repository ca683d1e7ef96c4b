/* Greater, lesser and gate of two, greatest and least of many: in every type the order of some
   signed integers, which the compiler compares in vectors. */
#include "../element.h"
#include "portable.h"

/* Integers in the order of the elements: patterns as they are, IEEE bits with the negatives
   reversed, so that -0 < +0. */
#define ORDER_PATTERN(n, x) (int##n##_t)(x)
#define ORDER_IEEE(n, x) (int##n##_t)((x) ^ (adm_u##n)((adm_u##n)((int##n##_t)(x) >> (n - 1)) >> 1))

/* What is no number, and what stands for that in results. */
#define UNORDERED_PATTERN(n, x) ((x) == (adm_u##n)adm_nar(n))
#define UNORDERED_IEEE(n, x) ((adm_u##n)((x) << 1) > INFINITY_##n)
#define INFINITY_32 0xff000000u
#define INFINITY_64 0xffe0000000000000u
#define NONE_PATTERN(n) (adm_u##n) adm_nar(n)
#define NONE_IEEE(n) NAN_##n
#define NAN_32 0x7fc00000u
#define NAN_64 0x7ff8000000000000u

/* What is made of two that are numbers. */
#define CHOICE_max(n, kind, u, v) (ORDER_##kind(n, u) > ORDER_##kind(n, v) ? (u) : (v))
#define CHOICE_min(n, kind, u, v) (ORDER_##kind(n, u) < ORDER_##kind(n, v) ? (u) : (v))
#define CHOICE_gate(n, kind, u, v) (ORDER_##kind(n, v) > 0 ? (u) : (adm_u##n)0)

#define ZIP_LOOP(op, n, kind, d, ds, x, as, y, bs)                                           \
  for (int64_t i = 0; i < count; i++) {                                                      \
    const adm_u##n u = x[i * (as)], v = y[i * (bs)];                                         \
    const adm_u##n choice = CHOICE_##op(n, kind, u, v);                                      \
    d[i * (ds)] = UNORDERED_##kind(n, u) | UNORDERED_##kind(n, v) ? NONE_##kind(n) : choice; \
  }

/* The one second operand of all is copied, so that the compiler sees that no result changes it. */
#define ZIP(op, p, n, kind)                                                                \
  void ADM_NAME(op##_##p)(int64_t count, void *dst, int64_t ds, const void *a, int64_t as, \
                          const void *b, int64_t bs) {                                     \
    adm_e##n *d = dst;                                                                     \
    const adm_e##n *x = a;                                                                 \
    const adm_e##n *y = b;                                                                 \
    if (ds == 1 && as == 1 && bs == 1) {                                                   \
      ZIP_LOOP(op, n, kind, d, 1, x, 1, y, 1)                                              \
    } else if (ds == 1 && as == 1 && bs == 0) {                                            \
      const adm_u##n same[1] = {y[0]};                                                     \
      ZIP_LOOP(op, n, kind, d, 1, x, 1, same, 0)                                           \
    } else {                                                                               \
      ZIP_LOOP(op, n, kind, d, ds, x, as, y, bs)                                           \
    }                                                                                      \
  }

#define ALL_LOOP(n, kind, beyond, x, as)           \
  for (int64_t i = 0; i < count; i++) {            \
    const adm_u##n u = x[i * (as)];                \
    const int##n##_t order = ORDER_##kind(n, u);   \
    best = order beyond best ? order : best;       \
    unordered |= (adm_u##n)UNORDERED_##kind(n, u); \
  }

#define EXTREMUM(op, p, n, kind, beyond)                                                    \
  void ADM_NAME(extremum_##op##_##p)(int64_t count, const void *a, int64_t as, void *dst) { \
    const adm_e##n *x = a;                                                                  \
    adm_u##n unordered = count == 0;                                                        \
    int##n##_t best = count == 0 ? 0 : ORDER_##kind(n, x[0]);                               \
    if (as == 1) {                                                                          \
      ALL_LOOP(n, kind, beyond, x, 1)                                                       \
    } else {                                                                                \
      ALL_LOOP(n, kind, beyond, x, as)                                                      \
    }                                                                                       \
    const adm_u##n bits = (adm_u##n)best;                                                   \
    *(adm_e##n *)dst = unordered ? NONE_##kind(n) : (adm_u##n)ORDER_##kind(n, bits);        \
  }

#define OPERATIONS(p, n, kind) \
  ZIP(max, p, n, kind)         \
  ZIP(min, p, n, kind)         \
  ZIP(gate, p, n, kind)        \
  EXTREMUM(max, p, n, kind, >) \
  EXTREMUM(min, p, n, kind, <)
#define OF_FORMAT(code, p, n, rs, es, type) OPERATIONS(p, n, PATTERN)
ADM_FORMATS(OF_FORMAT)
OPERATIONS(f32, 32, IEEE)
OPERATIONS(f64, 64, IEEE)
