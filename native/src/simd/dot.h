/*
 * Exact dot products: quire += a . b.
 *
 * A block of at most ADM_BLOCK pairs is scanned for its largest and least magnitudes. They bound
 * the sum and give its lowest bit, and so the accumulators: doubles that stay within one binade,
 * whose unit in the last place is therefore fixed. s = fma(a, b, acc) adds the part of the product
 * above that unit, s - acc is that part, and the rest, fma(a, b, -(s - acc)), goes to the next
 * accumulator. All of it is exact when the last unit is at or below the lowest bit, which is what
 * the bounds decide; a block for which they cannot is left to the portable core.
 */
#ifndef ADM_SIMD_DOT_H
#define ADM_SIMD_DOT_H

#include <string.h>

#include "../../../kernels/quire.h"
#include "../dispatch.h"
#include "../element.h"
#include "fixed.h"
#include "plan.h"

/* Two vectors of accumulators a level, each starting at 1.5 * 2^52 units. */
typedef struct {
  vd start[ADM_LEVELS], x[ADM_LEVELS], y[ADM_LEVELS];
} adm_accumulators;

VFN void adm_accumulators_start(adm_accumulators *acc, const adm_plan *plan, int levels,
                                int shift) {
  for (int i = 0; i < levels; i++) {
    acc->start[i] = vd_set(1.5 * adm_power(plan->unit[i] + 52 + shift));
    acc->x[i] = acc->start[i];
    acc->y[i] = acc->start[i];
  }
}

VFN void adm_accumulate(adm_accumulators *acc, int levels, adm_operands d) {
  vd sx = vd_fma(d.a0, d.b0, acc->x[0]);
  vd sy = vd_fma(d.a1, d.b1, acc->y[0]);
  if (levels > 1) {
    vd rx = vd_fms(d.a0, d.b0, vd_sub(sx, acc->x[0]));
    vd ry = vd_fms(d.a1, d.b1, vd_sub(sy, acc->y[0]));
    vd tx = vd_add(acc->x[1], rx);
    vd ty = vd_add(acc->y[1], ry);
    if (levels > 2) {
      acc->x[2] = vd_add(acc->x[2], vd_sub(rx, vd_sub(tx, acc->x[1])));
      acc->y[2] = vd_add(acc->y[2], vd_sub(ry, vd_sub(ty, acc->y[1])));
    }
    acc->x[1] = tx;
    acc->y[1] = ty;
  }
  acc->x[0] = sx;
  acc->y[0] = sy;
}

/* The integer sums of each level, in its unit. */
VFN void adm_accumulators_end(const adm_accumulators *acc, int levels, int64_t *sums) {
  for (int i = 0; i < levels; i++) {
    vq dx = vq_sub(vd_bits(acc->x[i]), vd_bits(acc->start[i]));
    vq dy = vq_sub(vd_bits(acc->y[i]), vd_bits(acc->start[i]));
    sums[i] = vq_sum(vq_add(dx, dy));
  }
}

/* One scanned block. n is a multiple of a register's elements. */
VFN void adm_dot_block(int bits, int window, int levels, const adm_plan *plan, int64_t n,
                       const void *pa, const void *pb, int64_t *sums) {
  const char *a = pa;
  const char *b = pb;
  adm_accumulators acc;
  adm_accumulators_start(&acc, plan, levels, adm_window_shift(window));
  for (int64_t i = 0; i < n; i += ADM_REGISTER(bits)) {
    vi ua[4];
    vi ub[4];
    adm_load_group(bits, a + i * (bits / 8), ua);
    adm_load_group(bits, b + i * (bits / 8), ub);
    for (int g = 0; g < ADM_GROUP(bits); g++) {
      adm_accumulate(&acc, levels, adm_decode_pair(window, ua[g], ub[g]));
    }
  }
  adm_accumulators_end(&acc, levels, sums);
}

enum { ADM_TIGHT_FAILED, ADM_TIGHT_DONE, ADM_TIGHT_NAR, ADM_TIGHT_INCOMPLETE };

/* One block by the tight window. Strict: fails, without sums, where a magnitude is outside. Masked:
   leaves pairs with such a magnitude out and says INCOMPLETE where that changes the sum. */
VFN int adm_dot_tight(int bits, int es, int masked, int levels, const adm_plan *plan,
                      uint32_t least_a, uint32_t least_b, int64_t n, const void *pa, const void *pb,
                      int64_t *sums) {
  const char *a = pa;
  const char *b = pb;
  adm_tight t = {vi_set((int32_t)least_a), vi_set((int32_t)least_b), vi_set(0), vi_set(0)};
  adm_accumulators acc;
  adm_accumulators_start(&acc, plan, levels, adm_tight_shift(es));
  for (int64_t i = 0; i < n; i += ADM_REGISTER(bits)) {
    vi ua[4];
    vi ub[4];
    adm_load_group(bits, a + i * (bits / 8), ua);
    adm_load_group(bits, b + i * (bits / 8), ub);
    for (int g = 0; g < ADM_GROUP(bits); g++) {
      adm_accumulate(&acc, levels, adm_decode_tight(bits, es, masked, ua[g], ub[g], &t));
    }
  }
  uint32_t over = adm_max_lane(t.over);
  if (masked ? over >> 31 != 0 : over >= (es == 2 ? ADM_ES2_TIGHT_SPAN : ADM_BP_TIGHT_SPAN)) {
    return masked ? ADM_TIGHT_NAR : ADM_TIGHT_FAILED;
  }
  adm_accumulators_end(&acc, levels, sums);
  return masked && adm_max_lane(t.missed) != 0 ? ADM_TIGHT_INCOMPLETE : ADM_TIGHT_DONE;
}

/* quire += value * 2^exponent, a multiple of the quire's unit. */
VFN void adm_quire_add_int(int n, int rs, int es, adm_u64 *q, int64_t value, int exponent) {
  adm_u64 magnitude = value < 0 ? 0 - (adm_u64)value : (adm_u64)value;
  adm_quire_add_word(adm_quire_words(n, rs, es), q, value < 0, magnitude,
                     exponent + adm_quire_fraction_bits(n, rs, es));
}

VFN void adm_dot_planned(int bits, int es, const adm_plan *plan, int64_t n, const void *a,
                         const void *b, int64_t *sums) {
  int window = es == 2 ? plan->window : ADM_BP_MID;
  if (es == 2 && window == ADM_ES2_ANY) {
    switch (plan->levels) {
      case 1:
        adm_dot_block(bits, ADM_ES2_ANY, 1, plan, n, a, b, sums);
        return;
      case 2:
        adm_dot_block(bits, ADM_ES2_ANY, 2, plan, n, a, b, sums);
        return;
      default:
        adm_dot_block(bits, ADM_ES2_ANY, 3, plan, n, a, b, sums);
        return;
    }
  }
  int near = es == 2 ? ADM_ES2_LOW : ADM_BP_MID;
  switch (plan->levels) {
    case 1:
      adm_dot_block(bits, near, 1, plan, n, a, b, sums);
      return;
    case 2:
      adm_dot_block(bits, near, 2, plan, n, a, b, sums);
      return;
    default:
      adm_dot_block(bits, near, 3, plan, n, a, b, sums);
      return;
  }
}

VFN int64_t adm_whole_registers(int bits, int64_t n) {
  return (n + ADM_REGISTER(bits) - 1) / ADM_REGISTER(bits) * ADM_REGISTER(bits);
}

/* Copies n strided elements of the given width and pads with zeros to whole registers. */
VFN void adm_gather(int bits, int64_t n, void *to, const void *from, int64_t stride) {
  int64_t padded = adm_whole_registers(bits, n);
  if (stride == 1) {
    memcpy(to, from, (size_t)(n * (bits / 8)));
  } else {
    for (int64_t i = 0; i < n; i++) {
      if (bits == 8) {
        ((adm_e8 *)to)[i] = ((const adm_e8 *)from)[i * stride];
      } else if (bits == 16) {
        ((adm_e16 *)to)[i] = ((const adm_e16 *)from)[i * stride];
      } else {
        ((adm_e32 *)to)[i] = ((const adm_e32 *)from)[i * stride];
      }
    }
  }
  memset((char *)to + n * (bits / 8), 0, (size_t)((padded - n) * (bits / 8)));
}

/* A dot product on its way: the window it tries first, and how often it was wrong. */
typedef struct {
  adm_plan tight;
  uint32_t least_a, least_b;
  int blocks, strict_misses, masked_misses;
} adm_dot_guess;

/* The exponents that a tight window of an n-bit format allows. */
VFN adm_bounds adm_tight_bounds(int n, int rs, int es, uint32_t least) {
  adm_range range = {least + (es == 2 ? ADM_ES2_TIGHT_SPAN : ADM_BP_TIGHT_SPAN) - (1u << (32 - n)),
                     least - 1};
  return adm_bound(n, rs, es, range);
}

VFN void adm_guess(adm_dot_guess *g, int n, int rs, int es, uint32_t least_a, uint32_t least_b) {
  g->least_a = least_a;
  g->least_b = least_b;
  g->tight = adm_plan_of(0, adm_tight_bounds(n, rs, es, least_a),
                         adm_tight_bounds(n, rs, es, least_b), ADM_BLOCK / VL);
}

/* The least magnitude of a b-posit window of 20 octaves that ends with the range; within regimes 01
 * and 10. */
VFN uint32_t adm_bp_least(adm_range range) {
  uint32_t top = (range.max >> 24) + 1;
  return (top < 0x34 ? 0x20 : top - 20) << 24;
}

VFN int adm_dot_tight_planned(int bits, int es, int masked, const adm_dot_guess *g, int64_t n,
                              const void *a, const void *b, int64_t *sums) {
  if (g->tight.levels == 1) {
    return adm_dot_tight(bits, es, 1, 1, &g->tight, g->least_a, g->least_b, n, a, b, sums);
  }
  if (masked) {
    return adm_dot_tight(bits, es, 1, 2, &g->tight, g->least_a, g->least_b, n, a, b, sums);
  }
  return adm_dot_tight(bits, es, 0, 2, &g->tight, g->least_a, g->least_b, n, a, b, sums);
}

#define ADM_OUTLIERS 32

/* Moves the pairs outside the window to the front of la and lb; their number, or -1 for more than
 * ADM_OUTLIERS. */
VFN int adm_outliers(int bits, int es, const adm_dot_guess *g, int64_t n, const void *a,
                     const void *b, void *la, void *lb) {
  const uint32_t span = es == 2 ? ADM_ES2_TIGHT_SPAN : ADM_BP_TIGHT_SPAN;
  const vi vspan = vi_set((int32_t)span);
  int count = 0;
  for (int64_t i = 0; i < n; i += VL) {
    vi ma = vi_abs(adm_load_patterns(bits, (const char *)a + i * (bits / 8)));
    vi mb = vi_abs(adm_load_patterns(bits, (const char *)b + i * (bits / 8)));
    vi t =
        vi_maxu(vi_sub(ma, vi_set((int32_t)g->least_a)), vi_sub(mb, vi_set((int32_t)g->least_b)));
    vi out = vi_and(vi_eq(vi_maxu(t, vspan), t), vi_minu(ma, mb));
    if (!vi_any(out)) {
      continue;
    }
    uint32_t lanes[VL];
    vi_store(lanes, out);
    for (int j = 0; j < VL; j++) {
      if (lanes[j] == 0) {
        continue;
      }
      if (count == ADM_OUTLIERS) {
        return -1;
      }
      memcpy((char *)la + count * (bits / 8), (const char *)a + (i + j) * (bits / 8),
             (size_t)(bits / 8));
      memcpy((char *)lb + count * (bits / 8), (const char *)b + (i + j) * (bits / 8),
             (size_t)(bits / 8));
      count++;
    }
  }
  return count;
}

/* What a block gave besides sums in the units of a plan. */
typedef struct {
  adm_plan plan; /* levels = 0 where the portable core must do the whole block, -1 for NaR */
  int outliers;  /* pairs that the portable core must add */
  unsigned char a[ADM_OUTLIERS * 4], b[ADM_OUTLIERS * 4];
} adm_block;

/* A block by its scan. */
VFN adm_plan adm_dot_scanned(adm_dot_guess *g, int bits, int rs, int es, int64_t n, const void *a,
                             const void *b, int64_t *sums) {
  adm_plan plan = {-1, 0, {0, 0, 0}};
  adm_range ra = adm_scan(bits, n, a);
  adm_range rb = adm_scan(bits, n, b);
  if ((ra.max | rb.max) >> 31) {
    plan.levels = -1;
    return plan;
  }
  if (ra.max == 0 || rb.max == 0) {
    plan.levels = 1;
    sums[0] = 0;
    return plan;
  }
  int window = adm_window_of(es, ra, rb);
  if (window >= 0) {
    plan = adm_plan_of(window, adm_bound(bits, rs, es, ra), adm_bound(bits, rs, es, rb), n / VL);
    if (plan.levels > 0) {
      adm_dot_planned(bits, es, &plan, n, a, b, sums);
    }
    if (es != 2) {
      adm_guess(g, bits, rs, es, adm_bp_least(ra), adm_bp_least(rb));
    }
  }
  return plan;
}

/* A block by the cheapest way that is likely to do, then by the next. */
VFN void adm_dot_any(adm_dot_guess *g, int bits, int rs, int es, int64_t n, const void *a,
                     const void *b, int64_t *sums, adm_block *out) {
  const int usable = g->tight.levels == 1 || g->tight.levels == 2;
  const int strict =
      usable && (bits <= 16 || g->tight.levels == 2) && g->strict_misses * 4 <= g->blocks;
  const int masked = usable && g->masked_misses * 4 <= g->blocks;
  g->blocks++;
  out->plan = g->tight;
  out->outliers = 0;
  if (strict && bits <= 16) {
    adm_i128 sum;
    if (adm_dot_fixed(bits, es, n, a, b, &sum)) {
      out->plan = (adm_plan){0, 2, {2 * ADM_FIXED_UNIT + 32, 2 * ADM_FIXED_UNIT, 0}};
      sums[0] = (int64_t)(sum >> 32);
      sums[1] = (int64_t)(sum & 0xffffffff);
      return;
    }
    g->strict_misses++;
  } else if (strict) {
    if (adm_dot_tight_planned(bits, es, 0, g, n, a, b, sums) == ADM_TIGHT_DONE) {
      return;
    }
    g->strict_misses++;
  }
  if (masked) {
    switch (adm_dot_tight_planned(bits, es, 1, g, n, a, b, sums)) {
      case ADM_TIGHT_DONE:
        return;
      case ADM_TIGHT_NAR:
        out->plan.levels = -1;
        return;
      default:
        out->outliers = adm_outliers(bits, es, g, n, a, b, out->a, out->b);
        if (out->outliers >= 0) {
          return;
        }
        out->outliers = 0;
        g->masked_misses++;
    }
  }
  out->plan = adm_dot_scanned(g, bits, rs, es, n, a, b, sums);
}

VFN void adm_dot_vector(int format, int bits, int rs, int es, int64_t n, const void *a, int64_t as,
                        const void *b, int64_t bs, adm_u64 *q) {
  const int size = bits / 8;
  const uint32_t least = es == 2 ? ADM_ES2_TIGHT_LEAST : ADM_BP_TIGHT_LEAST;
  unsigned char copy_a[ADM_BLOCK * 4];
  unsigned char copy_b[ADM_BLOCK * 4];
  adm_dot_guess guess = {.blocks = 0};
  if (adm_quire_is_nar(bits, rs, es, q)) {
    return;
  }
  adm_guess(&guess, bits, rs, es, least, least);
  for (int64_t i = 0; i < n; i += ADM_BLOCK) {
    int64_t count = n - i < ADM_BLOCK ? n - i : ADM_BLOCK;
    int64_t padded = adm_whole_registers(bits, count);
    const void *pa = (const char *)a + i * as * size;
    const void *pb = (const char *)b + i * bs * size;
    const void *va = pa;
    const void *vb = pb;
    if (as != 1 || padded != count) {
      adm_gather(bits, count, copy_a, pa, as);
      va = copy_a;
    }
    if (bs != 1 || padded != count) {
      adm_gather(bits, count, copy_b, pb, bs);
      vb = copy_b;
    }
    int64_t sums[ADM_LEVELS];
    adm_block block;
    adm_dot_any(&guess, bits, rs, es, padded, va, vb, sums, &block);
    if (block.plan.levels < 0) {
      adm_quire_set_nar(bits, rs, es, q);
      return;
    }
    for (int level = 0; level < block.plan.levels; level++) {
      adm_quire_add_int(bits, rs, es, q, sums[level], block.plan.unit[level]);
    }
    if (block.plan.levels == 0) {
      ADM_FALLBACK.dot[format](count, pa, as, pb, bs, q);
    } else if (block.outliers > 0) {
      ADM_FALLBACK.dot[format](block.outliers, block.a, 1, block.b, 1, q);
    }
  }
}

#endif
