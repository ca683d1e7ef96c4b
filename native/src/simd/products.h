/*
 * Sums of products of many lanes, exactly.
 *
 * The exponents of a block's operands bound each sum from above and give its lowest bit, and so its
 * accumulators, as in dot.h: doubles that stay within one binade, one where that is enough, else
 * two. Sums that need more go down the ladder of wide_product.h, whose last rung tells whether
 * anything fell below it. Either way the sum is known without error, so ties and cancellation are
 * nothing special; it is rounded once. What even the ladder cannot hold, or has one of the longest
 * regimes, is left to the portable core, lane by lane.
 */
#ifndef ADM_SIMD_PRODUCTS_H
#define ADM_SIMD_PRODUCTS_H

#include "lanes.h"
#include "wide_product.h"

/* Vectors of doubles that are summed side by side, to keep the adders busy. */
enum { ADM_LANE_WAYS = 4 };

/* Where no product can be below, and 1.5 * 2^e of it still is a double. */
enum { ADM_LANE_LEAST_ABOVE = -500 };

/* The terms of one result. */
typedef struct {
  const int32_t *at; /* two operands each */
  int64_t added, subtracted;
} adm_lane_terms;

/* What the bounds of a result's terms allow, by class. */
typedef struct {
  int levels;     /* accumulators that are exact, or 0 for none of up to two */
  vd start[2][2]; /* by level and half */
} adm_lane_plan;

/* 1.5 * 2^e. */
VFN void adm_lane_start(vi e, vd *halves) {
  const vi high = vi_or(vi_sll(vi_add(e, vi_set(1023)), 20), vi_set(1 << 19));
  halves[0] = vq_double(vi_pair_low(vi_set(0), high));
  halves[1] = vq_double(vi_pair_high(vi_set(0), high));
}

/* As adm_plan_of: what a fused multiply-add leaves below the first unit has at most the bits of a
   product, or, of posit32, those down to the second unit: always a double. */
VFN adm_lane_plan adm_lane_plan_of(const adm_lane_bounds *bounds, const adm_lane_terms *terms) {
  adm_lane_plan plan = {0, {{vd_set(0), vd_set(0)}, {vd_set(0), vd_set(0)}}};
  const int64_t count = terms->added + terms->subtracted;
  const int growth = adm_log2_up(count);
  vi above = vi_set(ADM_LANE_LEAST_ABOVE);
  vi depth = vi_set(ADM_LANE_LEAST_ABOVE);
  for (int64_t t = 0; t < count; t++) {
    const adm_lane_bounds *x = &bounds[terms->at[2 * t]];
    const adm_lane_bounds *y = &bounds[terms->at[2 * t + 1]];
    above = vi_max(above, vi_add(x->above, y->above));
    depth = vi_max(depth, vi_add(x->depth, y->depth));
  }
  const vi reach0 = vi_add(above, vi_set(growth + 1));
  const vi reach1 = vi_add(reach0, vi_set(growth + 1 - 52));
  adm_lane_start(reach0, plan.start[0]);
  adm_lane_start(reach1, plan.start[1]);
  /* The unit of a level is 2^(reach - 52); it must divide 2^-depth. */
  if (!vi_any(vi_gt(vi_add(reach0, depth), vi_set(52)))) {
    plan.levels = 1;
  } else if (!vi_any(vi_gt(vi_add(reach1, depth), vi_set(52)))) {
    plan.levels = 2;
  }
  return plan;
}

/* Adds, or subtracts, n products to accumulators of `ways` vectors. */
VFN void adm_lane_sum(int levels, int negated, int ways, int64_t n, const int32_t *terms,
                      const double *values, int64_t lanes, vd (*acc)[ADM_LANE_WAYS]) {
  for (int64_t t = 0; t < n; t++) {
    const double *x = values + terms[2 * t] * lanes;
    const double *y = values + terms[2 * t + 1] * lanes;
    for (int w = 0; w < ways; w++) {
      const vd a = vd_load(x + w * VD);
      const vd b = vd_load(y + w * VD);
      const vd sum = negated ? vd_fnma(a, b, acc[0][w]) : vd_fma(a, b, acc[0][w]);
      if (levels > 1) {
        const vd done = vd_sub(sum, acc[0][w]);
        const vd rest = negated ? vd_fnms(a, b, done) : vd_fms(a, b, done);
        acc[1][w] = vd_add(acc[1][w], rest);
      }
      acc[0][w] = sum;
    }
  }
}

/* ways / 2 vectors of patterns in lanes of 32 bits; *strange where they are not right. */
VFN void adm_lane_planned(int bits, int es, int levels, int ways, const adm_lane_plan *plan,
                          const adm_lane_terms *terms, const double *values, int64_t lanes,
                          vi *patterns, vi *strange) {
  vd acc[2][ADM_LANE_WAYS];
  for (int l = 0; l < levels; l++) {
    for (int w = 0; w < ways; w++) acc[l][w] = plan->start[l][w % 2];
  }
  adm_lane_sum(levels, 0, ways, terms->added, terms->at, values, lanes, acc);
  adm_lane_sum(levels, 1, ways, terms->subtracted, terms->at + 2 * terms->added, values, lanes,
               acc);
  for (int v = 0; v < ways / 2; v++) {
    adm_exact sums[2];
    for (int h = 0; h < 2; h++) {
      const vd first = vd_sub(acc[0][2 * v + h], plan->start[0][h]);
      if (levels > 1) {
        sums[h] = adm_two_sum(first, vd_sub(acc[1][2 * v + h], plan->start[1][h]));
      } else {
        sums[h].value = first;
        sums[h].rest = vd_set(0);
      }
    }
    patterns[v] = adm_round_exact(bits, es, sums, strange);
  }
}

/* One vector of patterns by three rungs; *strange where they are not right. */
VFN vi adm_lane_ladder(int bits, int es, const adm_lane_terms *terms, const double *values,
                       int64_t lanes, vi *strange) {
  const int long_product = bits == 32 && es == 2;
  const int64_t count = terms->added + terms->subtracted;
  const int carry = 1 + adm_log2_up(count);
  const vq magnitude = vq_set(INT64_MAX);
  vd most[2] = {vd_set(0), vd_set(0)};
  for (int64_t t = 0; t < count; t++) {
    for (int h = 0; h < 2; h++) {
      const vd p = vd_mul(vd_load(values + terms->at[2 * t] * lanes + h * VD),
                          vd_load(values + terms->at[2 * t + 1] * lanes + h * VD));
      most[h] = vd_max(vq_double(vq_and(vd_bits(p), magnitude)), most[h]);
    }
  }
  const vi exponent =
      vi_sub(vi_srl(vi_unpair_high(vd_bits(most[0]), vd_bits(most[1])), 20), vi_set(1022));
  const vi above = vi_max(exponent, vi_set(ADM_LANE_LEAST_ABOVE));
  vd start[ADM_LEVELS][2];
  for (int l = 0; l < ADM_LEVELS; l++) {
    adm_lane_start(vi_add(above, vi_set((l + 1) * (carry - 50) + 52)), start[l]);
  }
  adm_exact sums[2];
  vq lost[2] = {vq_set(0), vq_set(0)};
  for (int h = 0; h < 2; h++) {
    vd acc[ADM_LEVELS] = {start[0][h], start[1][h], start[2][h]};
    for (int64_t t = 0; t < count; t++) {
      const vq flip = vq_set(t < terms->added ? 0 : ADM_SIGN64);
      const vd a = vd_load(values + terms->at[2 * t] * lanes + h * VD);
      const vd b = vd_load(values + terms->at[2 * t + 1] * lanes + h * VD);
      adm_wide_add(long_product, ADM_LEVELS, vq_double(vq_xor(vd_bits(a), flip)), b, acc, &lost[h]);
    }
    lost[h] = vq_and(lost[h], magnitude);
    sums[h] = adm_wide_join(vd_sub(acc[0], start[0][h]), vd_sub(acc[1], start[1][h]),
                            vd_sub(acc[2], start[2][h]), &lost[h]);
    lost[h] = vq_and(lost[h], magnitude);
  }
  const vi patterns = adm_round_exact(bits, es, sums, strange);
  *strange =
      vi_or(*strange, vi_or(vi_unpair_high(lost[0], lost[1]), vi_unpair_low(lost[0], lost[1])));
  const vi high = vi_unpair_high(vd_bits(sums[0].value), vd_bits(sums[1].value));
  const vi finite = vi_set(ADM_LANE_FINITE);
  const vi nan = vi_eq(vi_and(high, finite), finite);
  *strange = vi_andnot(nan, *strange);
  return vi_or(vi_andnot(nan, patterns), vi_and(nan, vi_set((int32_t)(1u << (bits - 1)))));
}

/* A result of all lanes of the block as patterns. Whether some may not be right: those whose
   element of `wrong` then is not 0. */
VFN int adm_lane_result(int bits, int es, const adm_lane_block *block, const adm_lane_terms *terms,
                        uint32_t *patterns, uint32_t *wrong) {
  enum { MOST = ADM_LANE_WAYS / 2 };
  const adm_lane_plan plan = adm_lane_plan_of(block->bounds, terms);
  int any = 0;
  for (int64_t g = 0; g < block->groups;) {
    const double *values = block->values + g * VL;
    const int64_t lanes = block->lanes;
    const int64_t left = block->groups - g;
    const int64_t done = plan.levels > 0 && left >= MOST ? MOST : 1;
    vi q[MOST];
    vi strange = vi_set(0);
    if (done > 1) {
      if (plan.levels == 1) {
        adm_lane_planned(bits, es, 1, ADM_LANE_WAYS, &plan, terms, values, lanes, q, &strange);
      } else {
        adm_lane_planned(bits, es, 2, ADM_LANE_WAYS, &plan, terms, values, lanes, q, &strange);
      }
    } else if (plan.levels > 0) {
      adm_lane_planned(bits, es, 2, 2, &plan, terms, values, lanes, q, &strange);
    }
    if (plan.levels == 0 || vi_any(strange)) {
      if (!any) memset(wrong, 0, ADM_LANE_BLOCK * sizeof *wrong);
      any = 1;
      for (int64_t v = 0; v < done; v++) {
        strange = vi_set(0);
        q[v] = adm_lane_ladder(bits, es, terms, values + v * VL, lanes, &strange);
        vi_store(wrong + (g + v) * VL, strange);
      }
    }
    for (int64_t v = 0; v < done; v++) vi_store(patterns + (g + v) * VL, q[v]);
    g += done;
  }
  return any;
}

/* Patterns to n strided elements. */
VFN void adm_lane_store(int bits, int64_t n, char *to, int64_t stride, const uint32_t *from) {
  if (bits == 8) {
    for (int64_t i = 0; i < n; i++) to[i * stride] = (char)from[i];
  } else if (bits == 16) {
    for (int64_t i = 0; i < n; i++) ((adm_e16 *)to)[i * stride] = (adm_u16)from[i];
  } else if (stride == 1) {
    memcpy(to, from, (size_t)n * 4);
  } else {
    for (int64_t i = 0; i < n; i++) ((adm_e32 *)to)[i * stride] = from[i];
  }
}

/* Result r of the block, whose first lane is `first`. */
VFN void adm_lane_finish(int format, int bits, int es, const struct adm_products *p, int64_t first,
                         int64_t r, const adm_lane_terms *terms, const adm_lane_block *block) {
  const int64_t *strides = p->result_strides + r * p->rank;
  uint32_t patterns[ADM_LANE_BLOCK];
  uint32_t wrong[ADM_LANE_BLOCK];
  const int any = adm_lane_result(bits, es, block, terms, patterns, wrong);
  int64_t at = 0;
  for (int64_t s = 0; s < block->spans; s++) {
    const adm_span *span = &block->span[s];
    adm_lane_store(bits, span->count,
                   (char *)p->results[r] + adm_span_offset(p, span, strides) * (bits / 8),
                   strides[p->rank - 1], patterns + at);
    at += span->count;
  }
  for (int64_t lane = 0; any && lane < block->count; lane++) {
    if (wrong[lane] == 0) continue;
    struct adm_products one = *p;
    one.from = first + lane;
    one.to = first + lane + 1;
    one.result_count = 1;
    one.results = p->results + r;
    one.result_strides = strides;
    one.counts = p->counts + 2 * r;
    one.terms = terms->at;
    ADM_FALLBACK.products[format](&one);
  }
}

VFN void adm_lane_products(int format, int bits, int es, const struct adm_products *p) {
  adm_lane_block block;
  if (p->operand_count > ADM_LANE_OPERANDS) {
    ADM_FALLBACK.products[format](p);
    return;
  }
  block.lanes = adm_lanes_of_blocks(p->operand_count);
  for (int64_t x = 0; x < p->operand_count; x++) {
    block.held[x] = NULL;
    block.constant[x] = adm_is_constant(p, p->operand_strides + x * p->rank) != 0;
  }
  for (int64_t from = p->from; from < p->to; from += block.count) {
    const int32_t *terms = p->terms;
    block.count = p->to - from < block.lanes ? p->to - from : block.lanes;
    block.groups = (block.count + VL - 1) / VL;
    block.spans = adm_spans(p, from, block.count, block.span);
    block.whole = block.spans == 1 && block.count == block.groups * VL;
    for (int64_t x = 0; x < p->operand_count; x++) adm_lane_operand(bits, es, p, x, &block);
    for (int64_t r = 0; r < p->result_count; r++) {
      const adm_lane_terms own = {terms, p->counts[2 * r], p->counts[2 * r + 1]};
      adm_lane_finish(format, bits, es, p, from, r, &own, &block);
      terms += 2 * (own.added + own.subtracted);
    }
  }
}

#endif
