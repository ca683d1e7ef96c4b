/*
 * The arithmetic of kernels/rtl, cycle by cycle: an array of lanes, as it would stand in an FPGA,
 * that computes exact sums of products of posits and b-posits. The design is verilated into this
 * library, one model a format.
 *
 * Layouts are those of adamant.h: elements are little-endian unsigned integers of the format's
 * width and need no alignment; quires are little-endian two's complement words of 64 bits, as many
 * as adm_quire_words() says, aligned to 8 bytes. Strides are in elements and may be zero or
 * negative. Results may not overlap operands, except that quires may be both addend and result, and
 * that a result may be where an operand of that result alone is: a sum is given after all that it
 * is made of was read.
 *
 * Calls return ADM_RTL_OK or a negative status, and with ADM_RTL_EINVAL, ADM_RTL_EUNSUPPORTED and
 * ADM_RTL_ENOMEM have written nothing. A device is used by one thread at a time; different devices
 * are independent.
 */
#ifndef ADAMANT_RTL_H
#define ADAMANT_RTL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ADM_RTL_API __attribute__((visibility("default")))
#else
#define ADM_RTL_API
#endif

enum adm_rtl_status {
  ADM_RTL_OK = 0,
  ADM_RTL_EINVAL = -1,       /* a negative size, a NULL pointer, an unknown code */
  ADM_RTL_EUNSUPPORTED = -2, /* a format or a size that the design does not have */
  ADM_RTL_ENOMEM = -3,       /* no memory for a device or for the sums between its jobs */
  ADM_RTL_EBROKEN = -4       /* an assertion of the design failed, or nothing moved for 100,000
                                cycles: results may be half written, and the device answers so from
                                here on */
};

/* Codes as in adamant.h. */
enum adm_rtl_format {
  ADM_RTL_POSIT8 = 0,
  ADM_RTL_POSIT16 = 1,
  ADM_RTL_POSIT32 = 2,
  ADM_RTL_POSIT64 = 3,
  ADM_RTL_BPOSIT16 = 4,
  ADM_RTL_BPOSIT32 = 5,
  ADM_RTL_BPOSIT64 = 6
};

enum adm_rtl_zip_op { ADM_RTL_ADD = 0, ADM_RTL_SUB = 1, ADM_RTL_MUL = 2 };

/* The array of one format. */
typedef struct adm_rtl_device adm_rtl_device;

/* Products of a contraction: those of a at row, column and inner index with b there, or where
   `negate` is not 0, what they subtract. */
typedef struct adm_rtl_term {
  const void *a;
  int64_t a_row;
  int64_t a_column;
  int64_t a_inner;
  const void *b;
  int64_t b_row;
  int64_t b_column;
  int64_t b_inner;
  int64_t count; /* of inner indices, 0 or more */
  int64_t negate;
} adm_rtl_term;

/* What the device did since it was opened or its counters were cleared. */
typedef struct adm_rtl_counters {
  int64_t cycles;   /* in which there was work */
  int64_t products; /* multiply-adds of lanes in use */
  int64_t starved;  /* cycles in which free lanes waited for operands */
  int64_t blocked;  /* cycles in which operands waited for lanes that were full */
  int64_t lanes;    /* so that utilisation is products / (lanes * cycles) */
} adm_rtl_counters;

/* The version of this interface: 1. */
ADM_RTL_API int32_t adm_rtl_abi_version(void);

/* Makes a device, reset, which the caller closes. On failure *device is NULL. */
ADM_RTL_API int32_t adm_rtl_open(int32_t format, adm_rtl_device **device);

/* NULL is closed already. */
ADM_RTL_API void adm_rtl_close(adm_rtl_device *device);

ADM_RTL_API int32_t adm_rtl_read_counters(const adm_rtl_device *device, adm_rtl_counters *counters);

ADM_RTL_API int32_t adm_rtl_clear_counters(adm_rtl_device *device);

/* From here on the memory holds back each request, operand and given quire, and each result, in so
   many of 1024 cycles at random (0 to 1023): other cycles, the same bits. 0, the beginning, holds
   back nothing; operands come one cycle after their request. */
ADM_RTL_API int32_t adm_rtl_hold_back(adm_rtl_device *device, uint64_t seed, int32_t operands,
                                      int32_t results);

/* For every row in [0, m) and column in [0, n): round(Q + sums of products of the terms). quires (m
   * n, row-major) is the addend Q, or NULL for none; where c is NULL the sums stay in quires,
   unrounded, and otherwise quires is only read. m, n and the sum of the counts may be up to 2^31
   - 1. */
ADM_RTL_API int32_t adm_rtl_contract(adm_rtl_device *device, int64_t m, int64_t n,
                                     int64_t term_count, const adm_rtl_term *terms,
                                     uint64_t *quires, void *c, int64_t c_row, int64_t c_column);

/* C = round(Q + A * B) with A m x k and B k x n; quires and c as in adm_rtl_contract. */
ADM_RTL_API int32_t adm_rtl_matmul(adm_rtl_device *device, int64_t m, int64_t n, int64_t k,
                                   const void *a, int64_t a_row, int64_t a_column, const void *b,
                                   int64_t b_row, int64_t b_column, uint64_t *quires, void *c,
                                   int64_t c_row, int64_t c_column);

/* quire += sum of a[i] * b[i], exactly. */
ADM_RTL_API int32_t adm_rtl_dot(adm_rtl_device *device, int64_t n, const void *a, int64_t as,
                                const void *b, int64_t bs, uint64_t *quire);

/* dst[0] = the sum of a[i] * b[i], rounded once. */
ADM_RTL_API int32_t adm_rtl_fdp(adm_rtl_device *device, int64_t n, const void *a, int64_t as,
                                const void *b, int64_t bs, void *dst);

/* dst[i] = a[i] op b[i]. */
ADM_RTL_API int32_t adm_rtl_zip(adm_rtl_device *device, int32_t op, int64_t n, void *dst,
                                int64_t ds, const void *a, int64_t as, const void *b, int64_t bs);

/* dst[i] = a[i] * b[i] + c[i], rounded once. */
ADM_RTL_API int32_t adm_rtl_fma(adm_rtl_device *device, int64_t n, void *dst, int64_t ds,
                                const void *a, int64_t as, const void *b, int64_t bs, const void *c,
                                int64_t cs);

/* quire += sum of a[i], exactly. */
ADM_RTL_API int32_t adm_rtl_sum(adm_rtl_device *device, int64_t n, const void *a, int64_t as,
                                uint64_t *quire);

/* dst[i] = the i-th of n consecutive quires, rounded. */
ADM_RTL_API int32_t adm_rtl_quire_to_posit(adm_rtl_device *device, int64_t n,
                                           const uint64_t *quires, void *dst, int64_t ds);

/* into[i] += from[i] for n consecutive quires. */
ADM_RTL_API int32_t adm_rtl_quire_merge(adm_rtl_device *device, int64_t n, uint64_t *into,
                                        const uint64_t *from);

/* quires[i] = -quires[i] for n consecutive quires. */
ADM_RTL_API int32_t adm_rtl_quire_negate(adm_rtl_device *device, int64_t n, uint64_t *quires);

#ifdef __cplusplus
}
#endif

#endif
