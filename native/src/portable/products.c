/* Sums of products of many lanes of the portable path: a quire for each sum. */
#include "../../../kernels/quire.h"
#include "../element.h"
#include "../lanes.h"
#include "portable.h"

/* Lanes of which the spans are known at a time. */
#define BLOCK 64

#define PRODUCTS(code, prefix, n, rs, es, type)                                               \
  /* The elements of operand x in a span. */                                                  \
  static const adm_e##n *operand_##prefix(const struct adm_products *p, const adm_span *span, \
                                          int32_t x) {                                        \
    return (const adm_e##n *)p->operands[x] +                                                 \
           adm_span_offset(p, span, p->operand_strides + x * p->rank);                        \
  }                                                                                           \
  static void span_##prefix(const struct adm_products *p, const adm_span *span, int64_t r,    \
                            const int32_t *terms) {                                           \
    const int64_t *strides = p->result_strides + r * p->rank;                                 \
    const int64_t *counts = p->counts + 2 * r;                                                \
    const int64_t last = p->rank - 1;                                                         \
    adm_e##n *to = (adm_e##n *)p->results[r] + adm_span_offset(p, span, strides);             \
    for (int64_t i = 0; i < span->count; i++) {                                               \
      adm_u64 quire[ADM_QUIRE_MAX_WORDS];                                                     \
      adm_quire_clear(n, rs, es, quire);                                                      \
      for (int64_t t = 0; t < counts[0] + counts[1]; t++) {                                   \
        const int32_t x = terms[2 * t];                                                       \
        const int32_t y = terms[2 * t + 1];                                                   \
        adm_quire_accumulate(                                                                 \
            n, rs, es, quire,                                                                 \
            operand_##prefix(p, span, x)[i * p->operand_strides[x * p->rank + last]],         \
            operand_##prefix(p, span, y)[i * p->operand_strides[y * p->rank + last]],         \
            t >= counts[0]);                                                                  \
      }                                                                                       \
      to[i * strides[last]] = (type)adm_quire_to_posit(n, rs, es, quire);                     \
    }                                                                                         \
  }                                                                                           \
  void ADM_NAME(products_##prefix)(const struct adm_products *p) {                            \
    adm_span spans[BLOCK];                                                                    \
    for (int64_t from = p->from; from < p->to; from += BLOCK) {                               \
      const int64_t count = p->to - from < BLOCK ? p->to - from : BLOCK;                      \
      const int64_t number = adm_spans(p, from, count, spans);                                \
      for (int64_t s = 0; s < number; s++) {                                                  \
        const int32_t *terms = p->terms;                                                      \
        for (int64_t r = 0; r < p->result_count; r++) {                                       \
          span_##prefix(p, &spans[s], r, terms);                                              \
          terms += 2 * (p->counts[2 * r] + p->counts[2 * r + 1]);                             \
        }                                                                                     \
      }                                                                                       \
    }                                                                                         \
  }
ADM_FORMATS(PRODUCTS)
