/*
 * Operands of sums of products of many lanes: a block of lanes of each, as doubles, with the bounds
 * of its exponents.
 *
 * Lanes whose numbers are equal modulo VL are a class, and have their bounds in common, so that
 * bounds are vectors like the patterns they are of.
 */
#ifndef ADM_SIMD_LANES_H
#define ADM_SIMD_LANES_H

#include <string.h>

#include "../element.h"
#include "../lanes.h"
#include "decode.h"
#include "full.h"

enum {
  ADM_LANE_BLOCK = 128,    /* the most lanes of a block */
  ADM_LANE_VALUES = 16384, /* doubles of a block */
  ADM_LANE_CACHED = 8192,  /* and as many as it should have, so that they stay close */
  ADM_LANE_OPERANDS = 512, /* the most operands */
  ADM_LANE_FINITE = 0x7ff00000
};
_Static_assert(ADM_LANE_VALUES / ADM_LANE_OPERANDS >= VL, "a block has at least one vector");

/* What is known of the values of each class of an operand: they are below 2^above, and multiples of
   2^-depth. Zeros count as neither. */
typedef struct {
  vi above, depth;
} adm_lane_bounds;

/* High words of the doubles of a class: the largest, and the least but zero minus 1. */
typedef struct {
  vi most, least1;
} adm_lane_words;

/* As adm_es2_longer, but what is below 2^-16 becomes less than that whatever it is. */
static const uint8_t adm_lane_longer[16] = {31, 3, 2, 2, 1, 1, 1, 1};

/* The windows: [2^-16, 16) for es = 2, regimes 01 and 10 of a b-posit. High words of what is
   outside are outside, too. */
VFN int32_t adm_lane_least(int es) { return (es == 2 ? 1023 - 16 : 1023 - 32) << 20; }
VFN int32_t adm_lane_end(int es) { return (es == 2 ? 1023 + 4 : 1023 + 32) << 20; }

/* High and low words of the doubles of magnitudes in the window. */
VFN void adm_lane_words_of(int bits, int es, vi m, vi *high, vi *low) {
  if (es == 2) {
    vi longer = vi_table(adm_lane_longer, vi_srl(m, 26));
    vi field = vi_sllv(m, longer);
    *high = vi_add(vi_srl(field, 7), vi_sub(vi_set((1023 - 8) << 20), vi_sll(longer, 22)));
    *low = bits == 32 ? vi_sll(field, 25) : vi_set(0);
  } else {
    *high = vi_add(vi_srl(m, 4), vi_set((1023 - 64) << 20));
    *low = bits == 32 ? vi_sll(m, 28) : vi_set(0);
  }
  *high = vi_andnot(vi_eq(m, vi_set(0)), *high);
}

VFN void adm_lane_note(adm_lane_words *w, vi high) {
  w->most = vi_max(w->most, high);
  w->least1 = vi_minu(w->least1, vi_sub(high, vi_set(1)));
}

/* `groups` vectors of patterns, `step` bytes from one to the next, as doubles in the order of
   vi_pair_low and vi_pair_high. In the window, or everywhere, where NaR becomes NaN. */
VFN adm_lane_words adm_lane_decode(int bits, int es, int everywhere, int64_t groups,
                                   const char *from, int64_t step, double *to) {
  const vi sign = vi_set(INT32_MIN);
  adm_lane_words w = {vi_set(0), vi_set(-1)};
  for (int64_t g = 0; g < groups; g++) {
    const vi u = adm_load_patterns(bits, from + g * step);
    if (everywhere) {
      const vi nar = vi_eq(u, sign);
      const vi nan = vi_and(nar, vi_set(0x7ff80000));
      const adm_values v = adm_decode_full(es, u);
      const vq x0 = vq_or(vd_bits(v.half[0]), vi_pair_low(vi_set(0), nan));
      const vq x1 = vq_or(vd_bits(v.half[1]), vi_pair_high(vi_set(0), nan));
      adm_lane_note(&w, vi_andnot(vi_or(nar, sign), vi_unpair_high(x0, x1)));
      vd_store(to + g * VL, vq_double(x0));
      vd_store(to + g * VL + VD, vq_double(x1));
    } else {
      vi high;
      vi low;
      adm_lane_words_of(bits, es, vi_abs(u), &high, &low);
      adm_lane_note(&w, high);
      high = vi_or(high, vi_and(u, sign));
      vd_store(to + g * VL, vq_double(vi_pair_low(low, high)));
      vd_store(to + g * VL + VD, vq_double(vi_pair_high(low, high)));
    }
  }
  return w;
}

/* Whether all were in the window. */
VFN int adm_lane_inside(int es, adm_lane_words w) {
  const vi least1 = vi_set(adm_lane_least(es) - 1);
  const vi above = vi_gt(w.most, vi_set(adm_lane_end(es) - 1));
  const vi inside = vi_andnot(above, vi_eq(vi_minu(w.least1, least1), least1));
  return !vi_any(vi_xor(inside, vi_set(-1)));
}

/* A format's least fraction is at its ends, so the ulp of the least magnitude is the least ulp. */
VFN adm_lane_bounds adm_lane_bounds_of(int bits, int es, adm_lane_words w) {
  const vi scale = vi_sub(vi_srl(w.least1, 20), vi_set(1023));
  vi fraction;
  if (es == 2) {
    const vi regime = vi_sra(scale, 2);
    const vi run = vi_add(vi_xor(regime, vi_sra(regime, 31)), vi_set(1));
    fraction = vi_max(vi_sub(vi_set(bits - 4), run), vi_set(0));
  } else {
    fraction = vi_set(bits - 8);
  }
  adm_lane_bounds b = {vi_sub(vi_srl(w.most, 20), vi_set(1022)), vi_sub(fraction, scale)};
  return b;
}

/* A block of all operands. */
typedef struct {
  int64_t lanes;  /* of the blocks before the last, a multiple of VL */
  int64_t count;  /* of this one */
  int64_t spans;  /* that it has */
  int64_t groups; /* vectors that it fills */
  int whole;      /* whether it is one span and fills them wholly */
  adm_span span[ADM_LANE_BLOCK];
  const char *held[ADM_LANE_OPERANDS]; /* the element that all lanes of an operand have, if so */
  unsigned char constant[ADM_LANE_OPERANDS]; /* whether that is so in all blocks */
  adm_lane_bounds bounds[ADM_LANE_OPERANDS];
  double values[ADM_LANE_VALUES]; /* operand x from x * lanes on */
} adm_lane_block;

VFN int adm_is_constant(const struct adm_products *p, const int64_t *strides) {
  int constant = 1;
  for (int64_t d = 0; d < p->rank; d++) constant &= strides[d] == 0 || p->sizes[d] == 1;
  return constant;
}

/* Copies strided elements to contiguous ones. */
VFN void adm_lane_copy(int bits, int64_t n, char *to, const char *from, int64_t stride) {
  if (stride == 1) {
    memcpy(to, from, (size_t)(n * (bits / 8)));
  } else if (bits == 8) {
    for (int64_t i = 0; i < n; i++) to[i] = from[i * stride];
  } else if (bits == 16) {
    for (int64_t i = 0; i < n; i++) ((adm_e16 *)to)[i] = ((const adm_e16 *)from)[i * stride];
  } else {
    for (int64_t i = 0; i < n; i++) ((adm_e32 *)to)[i] = ((const adm_e32 *)from)[i * stride];
  }
}

/* Operand x of the block. */
VFN void adm_lane_operand(int bits, int es, const struct adm_products *p, int64_t x,
                          adm_lane_block *block) {
  const int size = bits / 8;
  const int64_t *strides = p->operand_strides + x * p->rank;
  const int64_t inner = strides[p->rank - 1];
  const char *base = p->operands[x];
  const char *first = base + adm_span_offset(p, &block->span[0], strides) * size;
  char copy[ADM_LANE_BLOCK * 4];
  const char *from = copy;
  int64_t step = VL * size;
  if (block->whole && inner == 1) {
    block->held[x] = NULL;
    from = first;
  } else if ((block->spans == 1 && inner == 0) || block->constant[x]) {
    if (block->held[x] == first) return;
    block->held[x] = first;
    step = 0;
    for (int i = 0; i < VL; i++) memcpy(copy + i * size, first, (size_t)size);
  } else {
    int64_t at = 0;
    block->held[x] = NULL;
    for (int64_t s = 0; s < block->spans; s++) {
      adm_lane_copy(bits, block->span[s].count, copy + at * size,
                    base + adm_span_offset(p, &block->span[s], strides) * size, inner);
      at += block->span[s].count;
    }
    memset(copy + at * size, 0, (size_t)((block->groups * VL - at) * size));
  }
  const int64_t groups = step == 0 ? block->lanes / VL : block->groups;
  double *to = block->values + x * block->lanes;
  adm_lane_words w = adm_lane_decode(bits, es, 0, groups, from, step, to);
  if (!adm_lane_inside(es, w)) w = adm_lane_decode(bits, es, 1, groups, from, step, to);
  block->bounds[x] = adm_lane_bounds_of(bits, es, w);
}

/* How many lanes blocks should have. */
VFN int64_t adm_lanes_of_blocks(int64_t operands) {
  int64_t lanes = ADM_LANE_BLOCK;
  while (lanes > 2 * VL && operands * lanes > ADM_LANE_CACHED) lanes /= 2;
  while (lanes > VL && operands * lanes > ADM_LANE_VALUES) lanes /= 2;
  return lanes;
}

#endif
