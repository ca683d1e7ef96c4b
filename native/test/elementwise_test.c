/* Map, zip, fma and convert of a path against the scalar core: sizes, strides, misalignment, in
 * place, sentinels. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

enum {
  MAX_LENGTH = 4098,
  MAX_STRIDE = 3,
  GUARD = 64,
  BUFFER = (MAX_LENGTH * MAX_STRIDE + 1) * 8 + 2 * GUARD
};

#define CODE(code, op, unused) OP_##op = code,
enum { ADM_ZIP_OPS(CODE, ) };

static const int lengths[] = {1, 2, 3, 7, 8, 13, 31, 207, 1024, MAX_LENGTH};
static const int strides[][4] = {{1, 1, 1, 1}, {1, 0, 1, 1},  {1, 1, 0, 1},   {1, 0, 0, 1},
                                 {1, 0, 1, 0}, {2, 1, -1, 0}, {-1, 2, 1, -2}, {3, -1, 0, 2}};

/* One entry of a path's table, and the scalar function that says what it must give. */
struct operation {
  const char *path;
  const char *format;
  const char *name;
  int arity;
  int source_bits;
  int target_bits;
  const struct test_format *operands; /* NULL: IEEE patterns */
  adm_map_fn *map;
  adm_zip_fn *zip;
  adm_fma_fn *fma;
  uint64_t (*expected1)(uint64_t a);
  uint64_t (*expected2)(uint64_t a, uint64_t b);
  uint64_t (*expected3)(uint64_t a, uint64_t b, uint64_t c);
};

static unsigned char *sources[3];
static unsigned char *target;
static unsigned char *image; /* what target must hold afterwards */

/* Element 0 of n elements in a buffer of which GUARD bytes at either end stay free. */
static unsigned char *origin(unsigned char *buffer, int bits, int n, int stride, int misalignment) {
  int64_t back = stride < 0 ? (int64_t)(n - 1) * -stride : 0;
  return buffer + GUARD + misalignment + back * (bits / 8);
}

static uint64_t operand(const struct operation *o, enum test_temper temper, uint64_t *state) {
  if (o->operands != NULL) return test_pattern(o->operands, temper, state);
  uint64_t u = test_random(state);
  switch (test_random(state) % 4) {
    case 0:
      return u & 0x8000000000000000u; /* zero or, in 32 bits, 0 */
    case 1:                           /* exponents that every format has */
      return o->source_bits == 64 ? 0x3f00000000000000u | (u & 0x80ffffffffffffffu)
                                  : 0x3c000000u | (u & 0x87ffffffu);
    case 2:
      return o->source_bits == 64 ? u | 0x7ff0000000000000u : (u & 0xffffffffu) | 0x7f800000u;
    default:
      return o->source_bits == 64 ? u : u & 0xffffffffu;
  }
}

/* Makes the addends those that cancel the products, or nearly so. */
static void cancel(const struct operation *o, int n, unsigned char *const *source,
                   const int *stride, uint64_t *state) {
  const struct test_format *f = o->operands;
  for (int64_t i = 0; i < n; i++) {
    const uint64_t x = test_load(source[0], f->bits, i * stride[1]);
    const uint64_t y = test_load(source[1], f->bits, i * stride[2]);
    const uint64_t z = 0 - f->zip[OP_mul](x, y) + test_random(state) % 3 - 1;
    test_store(source[2], f->bits, i * stride[3], z & test_mask(f));
  }
}

/* Makes operands of which the sum, or the product of two and the third, is a tie of two patterns or
   beside one. */
static void tie(const struct operation *o, int n, unsigned char *const *source, const int *stride,
                uint64_t *state) {
  const struct test_format *f = o->operands;
  const uint64_t one = (uint64_t)1 << (f->bits - 2);
  const uint64_t half = f->zip[OP_div](one, f->zip[OP_add](one, one));
  for (int64_t i = 0; i < n; i++) {
    const uint64_t near_one = one + test_random(state) % 3 - 1;
    const uint64_t whole = test_pattern(f, TEST_UNIT, state);
    const uint64_t step = f->zip[OP_sub]((whole + 1) & test_mask(f), whole);
    const uint64_t part = f->zip[OP_mul](half, step);
    const uint64_t last = o->arity == 3 ? whole : f->zip[OP_mul](part, near_one);
    test_store(source[0], f->bits, i * stride[1], o->arity == 3 ? part : whole);
    if (o->arity == 3) test_store(source[1], f->bits, i * stride[2], near_one);
    test_store(source[o->arity - 1], f->bits, i * stride[o->arity], last);
  }
}

static void test_case(const struct operation *o, int n, const int *stride, int in_place,
                      uint64_t *state) {
  const int misalignment = (int)(test_random(state) % 8);
  /* Mostly one for all elements, so that whole vectors have what one path is made for. */
  const enum test_temper temper = (enum test_temper)(test_random(state) % TEST_TEMPERS);
  unsigned char *source[3];
  unsigned char *result;
  for (int s = 0; s < o->arity; s++) {
    source[s] = origin(sources[s], o->source_bits, n, stride[s + 1], misalignment);
    for (int i = 0; i < n; i++)
      test_store(source[s], o->source_bits, (int64_t)i * stride[s + 1], operand(o, temper, state));
  }
  const uint64_t kind = test_random(state) % 4;
  if (o->arity == 3 && kind == 0) cancel(o, n, source, stride, state);
  if (o->arity >= 2 && kind == 1) tie(o, n, source, stride, state);
  result = in_place ? source[0] : origin(target, o->target_bits, n, stride[0], misalignment);
  unsigned char *buffer = in_place ? sources[0] : target;
  if (!in_place) memset(buffer, 0xa5, BUFFER);
  memcpy(image, buffer, BUFFER);
  for (int64_t i = 0; i < n; i++) {
    uint64_t x[3] = {0};
    for (int s = 0; s < o->arity; s++)
      x[s] = test_load(source[s], o->source_bits, i * stride[s + 1]);
    uint64_t y = o->arity == 1   ? o->expected1(x[0])
                 : o->arity == 2 ? o->expected2(x[0], x[1])
                                 : o->expected3(x[0], x[1], x[2]);
    test_store(image + (result - buffer), o->target_bits, i * stride[0], y);
  }
  if (o->arity == 1) {
    o->map(n, result, stride[0], source[0], stride[1]);
  } else if (o->arity == 2) {
    o->zip(n, result, stride[0], source[0], stride[1], source[1], stride[2]);
  } else {
    o->fma(n, result, stride[0], source[0], stride[1], source[1], stride[2], source[2], stride[3]);
  }
  int64_t differs = 0;
  while (differs < BUFFER && image[differs] == buffer[differs]) differs++;
  CHECK(differs == BUFFER,
        "%s %s %s: %d elements, strides %d %d %d %d%s: byte %lld from the first element", o->path,
        o->format, o->name, n, stride[0], stride[1], stride[2], stride[3],
        in_place ? ", in place" : "", (long long)(differs - (result - buffer)));
}

static void test_operation(const struct operation *o) {
  uint64_t state = 97;
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    for (size_t s = 0; s < sizeof strides / sizeof *strides; s++) {
      if (s > 0 && lengths[i] > 1024) continue;
      test_case(o, lengths[i], strides[s], 0, &state);
    }
    if (o->source_bits == o->target_bits) {
      static const int in_place[][4] = {{1, 1, 1, 1}, {-2, -2, 1, 1}};
      test_case(o, lengths[i], in_place[i % 2], 1, &state);
    }
  }
}

#define NAME(code, op, unused) #op,
static const char *const map_names[] = {ADM_MAP_OPS(NAME, )};
static const char *const zip_names[] = {ADM_ZIP_OPS(NAME, )};
static const char *const ieee_names[] = {"float32", "float64"};

static void test_conversions(const struct adm_kernels *path, const struct test_format *f) {
  struct operation o = {.path = path->name, .format = f->name, .arity = 1};
  for (int to = 0; to < ADM_TYPE_COUNT; to++) {
    o.name = to < ADM_FORMAT_COUNT ? test_formats[to].name : ieee_names[to - ADM_TYPE_FLOAT32];
    o.operands = f;
    o.source_bits = f->bits;
    o.target_bits = to < ADM_FORMAT_COUNT       ? test_formats[to].bits
                    : to == ADM_TYPE_FLOAT32 ? 32
                                                : 64;
    o.map = path->convert[f->code][to];
    o.expected1 = f->convert[to];
    test_operation(&o);
  }
  for (int ieee = 0; ieee < 2; ieee++) {
    o.name = ieee == 0 ? "from float32" : "from float64";
    o.operands = NULL;
    o.source_bits = 32 << ieee;
    o.target_bits = f->bits;
    o.map = path->convert[ADM_TYPE_FLOAT32 + ieee][f->code];
    o.expected1 = f->from_ieee[ieee];
    test_operation(&o);
  }
}

void test_elementwise(const struct adm_kernels *path) {
  for (int s = 0; s < 3; s++) sources[s] = calloc(1, BUFFER);
  target = calloc(1, BUFFER);
  image = calloc(1, BUFFER);
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    const struct test_format *f = &test_formats[i];
    struct operation o = {.path = path->name,
                          .format = f->name,
                          .source_bits = f->bits,
                          .target_bits = f->bits,
                          .operands = f};
    for (int op = 0; op < ADM_MAP_COUNT; op++) {
      o.arity = 1;
      o.name = map_names[op];
      o.map = path->map[op][i];
      o.expected1 = f->map[op];
      test_operation(&o);
    }
    for (int op = 0; op < ADM_ZIP_COUNT; op++) {
      o.arity = 2;
      o.name = zip_names[op];
      o.zip = path->zip[op][i];
      o.expected2 = f->zip[op];
      test_operation(&o);
    }
    o.arity = 3;
    o.name = "fma";
    o.fma = path->fma[i];
    o.expected3 = f->fma;
    test_operation(&o);
    test_conversions(path, f);
  }
  for (int s = 0; s < 3; s++) free(sources[s]);
  free(target);
  free(image);
}
