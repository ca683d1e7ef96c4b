/*
 * Sums of products of many lanes (adm_products): where the elements of a run of lanes lie. Included
 * for every path.
 */
#ifndef ADM_LANES_H
#define ADM_LANES_H

#include <stdint.h>

#include "dispatch.h"

/* Lanes that follow each other along the last dimension. */
typedef struct {
  int64_t index[ADM_MAX_RANK]; /* of the first */
  int64_t count;
} adm_span;

/* Cuts `count` lanes from lane `first` on, counted in row-major order, into at most `count` spans;
 * their number. */
static inline int64_t adm_spans(const struct adm_products *p, int64_t first, int64_t count,
                                adm_span *spans) {
  const int64_t last = p->rank - 1;
  int64_t index[ADM_MAX_RANK];
  int64_t number = 0;
  for (int64_t d = last; d >= 0; d--) {
    index[d] = first % p->sizes[d];
    first /= p->sizes[d];
  }
  while (count > 0) {
    adm_span *span = &spans[number++];
    const int64_t room = p->sizes[last] - index[last];
    for (int64_t d = 0; d <= last; d++) span->index[d] = index[d];
    span->count = count < room ? count : room;
    count -= span->count;
    index[last] = 0;
    for (int64_t d = last - 1; d >= 0; d--) {
      if (++index[d] < p->sizes[d]) break;
      index[d] = 0;
    }
  }
  return number;
}

/* The element, from the first one on, of a tensor of these strides at which the span begins. */
static inline int64_t adm_span_offset(const struct adm_products *p, const adm_span *span,
                                      const int64_t *strides) {
  int64_t offset = 0;
  for (int64_t d = 0; d < p->rank; d++) offset += span->index[d] * strides[d];
  return offset;
}

#endif
