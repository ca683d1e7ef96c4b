/* The scalar core: known answers, identities, and 8 bits exhaustively against exact comparisons of
 * integers. */
#include "../../kernels/posit.h"
#include "answers.h"
#include "test.h"

__extension__ typedef __int128 wide;

/* The operation codes of this file, as dispatch.h orders them. */
#define CODE(code, op, unused) OP_##op = code,
enum { ADM_MAP_OPS(CODE, ) ADM_ZIP_OPS(CODE, ) };

/* The index of a format code of adamant.h in the convert table. */
static int convert_index(int code) {
  return code < ADM_FORMAT_COUNT ? code : code - 16 + ADM_TYPE_FLOAT32;
}

static void test_answers(void) {
  for (int i = 0; i < unary_answer_count; i++) {
    const struct unary_answer *t = &unary_answers[i];
    uint64_t actual = test_formats[t->format].map[t->op](t->a);
    CHECK(actual == t->expected, "%s op %d of %llx is %llx, not %llx", test_formats[t->format].name,
          t->op, (unsigned long long)t->a, (unsigned long long)t->expected,
          (unsigned long long)actual);
  }
  for (int i = 0; i < binary_answer_count; i++) {
    const struct binary_answer *t = &binary_answers[i];
    uint64_t actual = test_formats[t->format].zip[t->op](t->a, t->b);
    CHECK(actual == t->expected, "%s op %d of %llx and %llx is %llx, not %llx",
          test_formats[t->format].name, t->op, (unsigned long long)t->a, (unsigned long long)t->b,
          (unsigned long long)t->expected, (unsigned long long)actual);
  }
  for (int i = 0; i < fma_answer_count; i++) {
    const struct fma_answer *t = &fma_answers[i];
    uint64_t actual = test_formats[t->format].fma(t->a, t->b, t->c);
    CHECK(actual == t->expected, "%s: %llx * %llx + %llx is %llx, not %llx",
          test_formats[t->format].name, (unsigned long long)t->a, (unsigned long long)t->b,
          (unsigned long long)t->c, (unsigned long long)t->expected, (unsigned long long)actual);
  }
  for (int i = 0; i < convert_answer_count; i++) {
    const struct convert_answer *t = &convert_answers[i];
    uint64_t actual = t->from < ADM_FORMAT_COUNT
                          ? test_formats[t->from].convert[convert_index(t->to)](t->a)
                          : test_formats[t->to].from_ieee[t->from - 16](t->a);
    CHECK(actual == t->expected, "format %d to %d: %llx is %llx, not %llx", t->from, t->to,
          (unsigned long long)t->a, (unsigned long long)t->expected, (unsigned long long)actual);
  }
}

/* 8 bits: the value of a posit<9, 8, 2>, read bit by bit, in units of 2^-28; a posit8 is one with a
 * last bit 0. */
static wide value9(int pattern) {
  int magnitude = pattern;
  int run = 0;
  int scale;
  int at = 7;
  wide value = 1;
  if (magnitude == 0) return 0;
  while (at >= 0 && (magnitude >> at & 1) == (magnitude >> 7 & 1)) {
    at--;
    run++;
  }
  scale = 4 * (magnitude >> 7 & 1 ? run - 1 : -run);
  at--;
  for (int weight = 2; weight > 0; weight >>= 1, at--) {
    if (at >= 0) scale += weight * (magnitude >> at & 1);
  }
  for (; at >= 0; at--, scale--) value = 2 * value + (magnitude >> at & 1);
  return value << (scale + 28);
}

/* NaR has no value; 0 stands for it where it is not asked for. */
static wide value8(int pattern) {
  if (pattern == 128) return 0;
  return pattern & 128 ? -value9(2 * (256 - pattern) & 511) : value9(2 * pattern);
}

static int sign_of(wide x) { return (x > 0) - (x < 0); }

/* How |a op b| compares with t * 2^-28 (t >= 0): -1, 0 or 1. a and b are in units of 2^-28. */
static int compare_magnitude(int op, wide a, wide b, wide t) {
  a = a < 0 ? -a : a;
  b = b < 0 ? -b : b;
  if (op == OP_mul)
    return sign_of((a >> 4) * (b >> 4) - (t << 20)); /* values of 8 bits are multiples of 2^-24 */
  return sign_of((a << 28) - t * b);
}

/* Whether the pattern r is |x| rounded, for x != 0 that `compare` orders against thresholds. */
#define IS_ROUNDED(r, compare)                            \
  ((r) > 0 && (r) < 128 &&                                \
   ((r) == 1 || compare(value9(2 * (r)-1)) > 0 ||         \
    (compare(value9(2 * (r)-1)) == 0 && (r) % 2 == 0)) && \
   ((r) == 127 || compare(value9(2 * (r) + 1)) < 0 ||     \
    (compare(value9(2 * (r) + 1)) == 0 && (r) % 2 == 0)))

static void test_posit8_pair(int op, int a, int b) {
  const struct test_format *f = &test_formats[0];
  int actual = (int)f->zip[op]((uint64_t)a, (uint64_t)b);
  int magnitude = actual & 128 ? 256 - actual : actual;
  wide x = value8(a);
  wide y = value8(b);
  int sign;
  int holds;
  if (a == 128 || b == 128 || (op == OP_div && b == 0)) {
    CHECK(actual == 128, "posit8 op %d of %02x and %02x is NaR, not %02x", op, a, b, actual);
    return;
  }
  if (op == OP_add || op == OP_sub) {
    wide sum = op == OP_add ? x + y : x - y;
    wide absolute = sum < 0 ? -sum : sum;
    sign = sign_of(sum);
#define AGAINST(t) sign_of(absolute - (t))
    holds = sign == 0 || IS_ROUNDED(magnitude, AGAINST);
#undef AGAINST
  } else {
    sign = sign_of(x) * sign_of(y);
#define AGAINST(t) compare_magnitude(op, x, y, t)
    holds = sign == 0 || IS_ROUNDED(magnitude, AGAINST);
#undef AGAINST
  }
  holds = holds && (sign == 0 ? actual == 0 : (sign < 0) == (actual > 128));
  CHECK(holds, "posit8 op %d of %02x and %02x rounds to %02x", op, a, b, actual);
}

static void test_posit8(void) {
  for (int a = 0; a < 256; a++) {
    for (int b = 0; b < 256; b++) {
      for (int op = OP_add; op <= OP_div; op++) test_posit8_pair(op, a, b);
    }
    int root = (int)test_formats[0].map[OP_sqrt]((uint64_t)a);
    wide x = value8(a);
#define AGAINST(t) sign_of((x << 28) - (t) * (t))
    int holds = a == 0 ? root == 0 : a >= 128 ? root == 128 : IS_ROUNDED(root, AGAINST);
#undef AGAINST
    CHECK(holds, "posit8 sqrt of %02x rounds to %02x", a, root);
  }
}

/* What holds in every format, at the special values and for any pattern. */
static void test_identities(const struct test_format *f) {
  const uint64_t nar = test_nar(f);
  const uint64_t one = nar >> 1;
  const uint64_t minus_one = nar | one;
  uint64_t state = 11;
  for (int op = 0; op < ADM_MAP_COUNT; op++) {
    CHECK(f->map[op](nar) == nar, "%s op %d of NaR", f->name, op);
  }
  for (int op = 0; op < ADM_ZIP_COUNT; op++) {
    CHECK(f->zip[op](nar, one) == nar && f->zip[op](one, nar) == nar && f->zip[op](nar, 0) == nar &&
              f->zip[op](0, nar) == nar,
          "%s zip %d with NaR", f->name, op);
  }
  CHECK(f->fma(nar, 0, one) == nar && f->fma(0, nar, one) == nar && f->fma(0, 0, nar) == nar,
        "%s fma with NaR", f->name);
  CHECK(f->zip[OP_gate](minus_one, 1) == minus_one && f->zip[OP_gate](one, 0) == 0 &&
            f->zip[OP_gate](one, minus_one) == 0,
        "%s gate", f->name);
  CHECK(f->zip[OP_div](one, 0) == nar && f->zip[OP_div](0, 0) == nar, "%s x/0", f->name);
  CHECK(f->map[OP_sqrt](minus_one) == nar && f->map[OP_log](minus_one) == nar &&
            f->map[OP_log](0) == nar && f->map[OP_rsqrt](0) == nar &&
            f->map[OP_reciprocal](0) == nar,
        "%s outside the domain", f->name);
  CHECK(f->map[OP_exp](0) == one && f->map[OP_exp2](0) == one && f->map[OP_cos](0) == one &&
            f->map[OP_log](one) == 0 && f->map[OP_log2](one) == 0 && f->map[OP_sin](0) == 0 &&
            f->map[OP_tanh](0) == 0 && f->map[OP_rsqrt](one) == one &&
            f->map[OP_reciprocal](one) == one,
        "%s functions at 0 and 1", f->name);
  CHECK(f->convert[ADM_TYPE_FLOAT64](nar) == 0x7ff8000000000000u &&
            f->convert[ADM_TYPE_FLOAT32](nar) == 0x7fc00000u,
        "%s NaR to IEEE", f->name);
  CHECK(f->from_ieee[1](0x7ff0000000000000u) == nar &&
            f->from_ieee[1](0xfff0000000000000u) == nar &&
            f->from_ieee[1](0x7ff0000000000001u) == nar &&
            f->from_ieee[1](0x8000000000000000u) == 0 && f->from_ieee[0](0x7f800000u) == nar &&
            f->from_ieee[0](0x80000000u) == 0,
        "%s from IEEE specials", f->name);
  for (int i = 0; i < 20000; i++) {
    uint64_t a = test_pattern(f, TEST_MIXED, &state);
    uint64_t b = test_pattern(f, TEST_MIXED, &state);
    uint64_t c = test_pattern(f, TEST_MIXED, &state);
    uint64_t sum = f->zip[OP_add](a, b);
    CHECK(
        sum == f->zip[OP_add](b, a) && f->zip[OP_sub](a, b) == f->zip[OP_add](a, f->map[OP_neg](b)),
        "%s sums of %llx and %llx", f->name, (unsigned long long)a, (unsigned long long)b);
    CHECK(f->fma(a, one, b) == sum && f->fma(a, b, 0) == f->zip[OP_mul](a, b) &&
              f->fma(a, b, c) == f->fma(b, a, c),
          "%s fma of %llx, %llx and %llx", f->name, (unsigned long long)a, (unsigned long long)b,
          (unsigned long long)c);
    uint64_t negated = f->fma(f->map[OP_neg](a), b, f->map[OP_neg](c));
    CHECK(negated == f->map[OP_neg](f->fma(a, b, c)), "%s -(%llx * %llx + %llx)", f->name,
          (unsigned long long)a, (unsigned long long)b, (unsigned long long)c);
    CHECK(f->convert[f->code](a) == a, "%s to itself of %llx", f->name, (unsigned long long)a);
    CHECK(f->bits == 64 || f->from_ieee[1](f->convert[ADM_TYPE_FLOAT64](a)) == a,
          "%s %llx by way of a double", f->name, (unsigned long long)a);
  }
}

/* The portable integer helpers against the compiler's wide integers. */
static void test_integers(void) {
  __extension__ typedef unsigned __int128 uwide;
  uint64_t state = 5;
  for (int i = 0; i < 200000; i++) {
    uint64_t a = test_random(&state) | ADM_TOP_BIT >> (i & 1);
    uint64_t b = test_random(&state) >> (i & 31) | 1;
    uint64_t remainder;
    adm_i32 inexact;
    uwide x;
    uint64_t root;
    CHECK(adm_mulhi64(a, b) == (uint64_t)((uwide)a * b >> 64), "high half of %llx * %llx",
          (unsigned long long)a, (unsigned long long)b);
    b |= ADM_TOP_BIT;
    x = (uwide)(a % b) << 64 | (uint64_t)i * a;
    CHECK(adm_div128((uint64_t)(x >> 64), (uint64_t)x, b, &remainder) == (uint64_t)(x / b) &&
              remainder == (uint64_t)(x % b),
          "quotient by %llx", (unsigned long long)b);
    x = (uwide)(a | ADM_TOP_BIT >> 1) << 64 | b;
    root = adm_isqrt128((uint64_t)(x >> 64), (uint64_t)x, &inexact);
    CHECK((uwide)root * root <= x && x - (uwide)root * root <= 2 * (uwide)root &&
              (inexact != 0) == ((uwide)root * root != x),
          "root of %llx:%llx", (unsigned long long)(x >> 64), (unsigned long long)x);
  }
}

void test_core(void) {
  test_integers();
  test_answers();
  test_posit8();
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) test_identities(&test_formats[i]);
}
