/* The accelerated entries of one path, over the vector words that the including file chose. */
#include "dot.h"
#include "elementwise.h"
#include "matmul.h"
#include "products.h"

/* The formats whose values are doubles. */
#define ADM_VECTOR_FORMATS(X) \
  X(0, p8, 8, 7, 2)           \
  X(1, p16, 16, 15, 2)        \
  X(2, p32, 32, 31, 2)        \
  X(4, bp16, 16, 6, 5)        \
  X(5, bp32, 32, 6, 5)

#define ADM_DEFINE(code, prefix, bits, rs, es)                                               \
  static void prefix##_dot(int64_t n, const void *a, int64_t as, const void *b, int64_t bs,  \
                           uint64_t *quire) {                                                \
    adm_dot_vector(code, bits, rs, es, n, a, as, b, bs, quire);                              \
  }                                                                                          \
  static int64_t prefix##_matmul_workspace(int64_t m, int64_t n, int64_t k) {                \
    int64_t sliced = adm_sliced_workspace(m, n);                                             \
    int64_t portable = ADM_FALLBACK.matmul_workspace[code](m, n, k);                         \
    return sliced > portable ? sliced : portable;                                            \
  }                                                                                          \
  static void prefix##_matmul(int64_t m, int64_t n, int64_t k, const void *a, int64_t a_row, \
                              int64_t a_col, const void *b, int64_t b_row, int64_t b_col,    \
                              uint64_t *quires, void *c, int64_t c_row, int64_t c_col,       \
                              void *workspace) {                                             \
    const adm_matrix x = {a, a_row, a_col};                                                  \
    const adm_matrix y = {b, b_row, b_col};                                                  \
    const adm_result z = {quires, c, c_row, c_col};                                          \
    adm_matmul_sliced(bits, rs, es, prefix##_dot, m, n, k, &x, &y, &z, workspace);           \
  }                                                                                          \
  static void prefix##_products(const struct adm_products *p) {                              \
    adm_lane_products(code, bits, es, p);                                                    \
  }
ADM_VECTOR_FORMATS(ADM_DEFINE)

/* Pairs of 8 bits are looked up in tables by the portable core. */
#define ADM_ZIP_FORMATS(X) \
  X(1, p16, 16, 2)         \
  X(2, p32, 32, 2)         \
  X(4, bp16, 16, 5)        \
  X(5, bp32, 32, 5)

#define ADM_DEFINE_ZIP(code, prefix, bits, es, name, op)                                   \
  static void prefix##_##name(int64_t n, void *dst, int64_t ds, const void *a, int64_t as, \
                              const void *b, int64_t bs) {                                 \
    if (n <= ADM_FEW) {                                                                    \
      ADM_FALLBACK.zip[op][code](n, dst, ds, a, as, b, bs);                                \
    } else {                                                                               \
      const void *const from[] = {a, b};                                                   \
      const int64_t stride[] = {as, bs};                                                   \
      adm_elementwise(code, bits, es, op, n, dst, ds, from, stride);                       \
    }                                                                                      \
  }
#define ADM_DEFINE_FMA(code, prefix, bits, es)                                          \
  static void prefix##_fma(int64_t n, void *dst, int64_t ds, const void *a, int64_t as, \
                           const void *b, int64_t bs, const void *c, int64_t cs) {      \
    if (n <= ADM_FEW) {                                                                 \
      ADM_FALLBACK.fma[code](n, dst, ds, a, as, b, bs, c, cs);                          \
    } else {                                                                            \
      const void *const from[] = {a, b, c};                                             \
      const int64_t stride[] = {as, bs, cs};                                            \
      adm_elementwise(code, bits, es, ADM_FMA, n, dst, ds, from, stride);               \
    }                                                                                   \
  }
#define ADM_DEFINE_ZIPS(code, prefix, bits, es)            \
  ADM_DEFINE_ZIP(code, prefix, bits, es, add, ADM_ZIP_ADD) \
  ADM_DEFINE_ZIP(code, prefix, bits, es, sub, ADM_ZIP_SUB) \
  ADM_DEFINE_ZIP(code, prefix, bits, es, mul, ADM_ZIP_MUL) \
  ADM_DEFINE_ZIP(code, prefix, bits, es, div, ADM_ZIP_DIV) \
  ADM_DEFINE_FMA(code, prefix, bits, es)
ADM_ZIP_FORMATS(ADM_DEFINE_ZIPS)

/* Those of 16 bits are looked up likewise. */
#define ADM_VECTOR_MAPS(X)               \
  X(2, p32, 32, 2, sqrt, ADM_SQRT)       \
  X(2, p32, 32, 2, exp, ADM_EXP)         \
  X(2, p32, 32, 2, tanh, ADM_TANH)       \
  X(2, p32, 32, 2, sigmoid, ADM_SIGMOID) \
  X(5, bp32, 32, 5, sqrt, ADM_SQRT)      \
  X(5, bp32, 32, 5, exp, ADM_EXP)        \
  X(5, bp32, 32, 5, tanh, ADM_TANH)      \
  X(5, bp32, 32, 5, sigmoid, ADM_SIGMOID)

#define ADM_DEFINE_MAP(code, prefix, bits, es, name, op)                                     \
  static void prefix##_##name(int64_t n, void *dst, int64_t ds, const void *a, int64_t as) { \
    if (n <= ADM_FEW) {                                                                      \
      ADM_FALLBACK.map[op - ADM_MAPS][code](n, dst, ds, a, as);                              \
    } else {                                                                                 \
      adm_elementwise(code, bits, es, op, n, dst, ds, &a, &as);                              \
    }                                                                                        \
  }
ADM_VECTOR_MAPS(ADM_DEFINE_MAP)

static float f32_dot(int64_t n, const float *a, const float *b) {
  vf s[8];
  for (int j = 0; j < 8; j++) {
    s[j] = vf_set(0.0f);
  }
  int64_t i = 0;
  for (; i + 8 * VL <= n; i += 8 * VL) {
    for (int j = 0; j < 8; j++) {
      s[j] = vf_fma(vf_load(a + i + j * VL), vf_load(b + i + j * VL), s[j]);
    }
  }
  float r = vf_sum(vf_add(vf_add(vf_add(s[0], s[1]), vf_add(s[2], s[3])),
                          vf_add(vf_add(s[4], s[5]), vf_add(s[6], s[7]))));
  for (; i < n; i++) {
    r = __builtin_fmaf(a[i], b[i], r);
  }
  return r;
}

void ADM_FILL(struct adm_kernels *k) {
#define ADM_INSTALL(code, prefix, bits, rs, es)          \
  k->dot[code] = prefix##_dot;                           \
  k->matmul_workspace[code] = prefix##_matmul_workspace; \
  k->matmul[code] = prefix##_matmul;                     \
  k->products[code] = prefix##_products;
  ADM_VECTOR_FORMATS(ADM_INSTALL)
#define ADM_INSTALL_ZIP(code, prefix, bits, es) \
  k->zip[ADM_ZIP_ADD][code] = prefix##_add;     \
  k->zip[ADM_ZIP_SUB][code] = prefix##_sub;     \
  k->zip[ADM_ZIP_MUL][code] = prefix##_mul;     \
  k->zip[ADM_ZIP_DIV][code] = prefix##_div;     \
  k->fma[code] = prefix##_fma;
  ADM_ZIP_FORMATS(ADM_INSTALL_ZIP)
#define ADM_INSTALL_MAP(code, prefix, bits, es, name, op) \
  k->map[op - ADM_MAPS][code] = prefix##_##name;
  ADM_VECTOR_MAPS(ADM_INSTALL_MAP)
  k->f32_dot = f32_dot;
}
