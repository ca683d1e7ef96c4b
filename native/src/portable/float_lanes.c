/* Sums of float32 products of many lanes, to compare the exact ones with. This file is compiled
 * with -ffp-contract=fast. */
#include "../element.h"
#include "../lanes.h"
#include "portable.h"

#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX2__)
#define LANES 8
#else
#define LANES 4
#endif

/* Vectors that are summed side by side. */
#define WAYS 4
#define RUN (WAYS * LANES)

/* Terms of a result of which the places are known at a time. */
#define TERMS 256

typedef float vector __attribute__((vector_size(4 * LANES)));
typedef float unaligned_vector __attribute__((vector_size(4 * LANES), aligned(4), may_alias));

/* The elements of an operand in a span. */
typedef struct {
  const adm_ef32 *at;
  int64_t stride;
} factor;

static factor factor_of(const struct adm_products *p, const adm_span *span, int32_t x) {
  const int64_t *strides = p->operand_strides + x * p->rank;
  const factor f = {(const adm_ef32 *)p->operands[x] + adm_span_offset(p, span, strides),
                    strides[p->rank - 1]};
  return f;
}

static inline void load(const factor *f, int64_t from, vector *to) {
  for (int w = 0; w < WAYS; w++) {
    to[w] = f->stride == 0 ? *f->at - (vector){0}
                           : (vector) * (const unaligned_vector *)(f->at + from + w * LANES);
  }
}

/* sums += or -= n products of RUN lanes. */
static inline void sum_run(int negated, int64_t n, const factor *f, int64_t from, vector *sums) {
  vector x[WAYS];
  vector y[WAYS];
  for (int64_t t = 0; t < n; t++) {
    load(&f[2 * t], from, x);
    load(&f[2 * t + 1], from, y);
    for (int w = 0; w < WAYS; w++) {
      sums[w] = negated ? sums[w] - x[w] * y[w] : sums[w] + x[w] * y[w];
    }
  }
}

/* Adds, or subtracts, n products of `count` lanes to those of a result, which starts with them. */
static void sum_terms(int first, int negated, int64_t n, const factor *f, int64_t count,
                      adm_ef32 *to, int64_t stride) {
  int64_t runs = stride == 1 ? count / RUN : 0;
  for (int64_t t = 0; t < 2 * n; t++) {
    if (f[t].stride != 0 && f[t].stride != 1) runs = 0;
  }
  for (int64_t done = 0; done < runs * RUN; done += RUN) {
    vector sums[WAYS] = {0};
    for (int w = 0; w < WAYS && !first; w++) {
      sums[w] = *(const unaligned_vector *)(to + done + w * LANES);
    }
    if (negated) {
      sum_run(1, n, f, done, sums);
    } else {
      sum_run(0, n, f, done, sums);
    }
    for (int w = 0; w < WAYS; w++) *(unaligned_vector *)(to + done + w * LANES) = sums[w];
  }
  for (int64_t i = runs * RUN; i < count; i++) {
    float sum = first ? 0 : to[i * stride];
    for (int64_t t = 0; t < n; t++) {
      const float x = f[2 * t].at[i * f[2 * t].stride];
      const float y = f[2 * t + 1].at[i * f[2 * t + 1].stride];
      sum = negated ? sum - x * y : sum + x * y;
    }
    to[i * stride] = sum;
  }
}

/* One result in a span. */
static void sum_span(const struct adm_products *p, const adm_span *span, int64_t r,
                     const int32_t *terms) {
  const int64_t *strides = p->result_strides + r * p->rank;
  adm_ef32 *to = (adm_ef32 *)p->results[r] + adm_span_offset(p, span, strides);
  factor f[2 * TERMS];
  int first = 1;
  for (int negated = 0; negated < 2; negated++) {
    int64_t left = p->counts[2 * r + negated];
    while (left > 0 || (first && negated)) {
      const int64_t n = left < TERMS ? left : TERMS;
      for (int64_t t = 0; t < 2 * n; t++) f[t] = factor_of(p, span, terms[t]);
      sum_terms(first, negated, n, f, span->count, to, strides[p->rank - 1]);
      first = 0;
      terms += 2 * n;
      left -= n;
    }
  }
}

void ADM_NAME(products_f32)(const struct adm_products *p) {
  const int64_t row = p->sizes[p->rank - 1];
  for (int64_t from = p->from; from < p->to;) {
    adm_span span;
    const int64_t room = row - from % row;
    adm_spans(p, from, p->to - from < room ? p->to - from : room, &span);
    const int32_t *terms = p->terms;
    for (int64_t r = 0; r < p->result_count; r++) {
      sum_span(p, &span, r, terms);
      terms += 2 * (p->counts[2 * r] + p->counts[2 * r + 1]);
    }
    from += span.count;
  }
}
