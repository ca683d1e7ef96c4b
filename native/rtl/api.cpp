/* The C interface: checks, strides in bytes, and jobs of as many terms as the array holds. */
#include <cstring>
#include <limits>
#include <new>

#include "device.h"

using adm_rtl::Job;
using adm_rtl::kTerms;
using adm_rtl::Term;

struct adm_rtl_device {
  std::unique_ptr<adm_rtl::Array> array;
  adm_rtl_counters cleared;
  bool broken;
};

namespace {

constexpr int64_t kMost = std::numeric_limits<int32_t>::max();

uint64_t address(const void *p) { return static_cast<uint64_t>(reinterpret_cast<uintptr_t>(p)); }

/* The pattern of 1, 0100...0, little-endian. */
const void *one(int bits) {
  static const unsigned char patterns[4][8] = {
      {0x40}, {0, 0x40}, {0, 0, 0, 0x40}, {0, 0, 0, 0, 0, 0, 0, 0x40}};
  return patterns[bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : 3];
}

int32_t run(adm_rtl_device *device, const Job &job) {
  if (device->broken) return ADM_RTL_EBROKEN;
  device->broken = !device->array->run(job);
  return device->broken ? ADM_RTL_EBROKEN : ADM_RTL_OK;
}

/* Runs the job with any number of terms: but for the last few, their sums go by way of quires. */
int32_t run_terms(adm_rtl_device *device, Job job, const std::vector<Term> &terms) {
  std::vector<uint64_t> sums;
  size_t done = 0;
  for (; terms.size() - done > kTerms; done += kTerms) {
    Job part = job;
    if (job.quires == nullptr && sums.empty())
      sums.resize(static_cast<size_t>(job.rows) * job.columns * device->array->words());
    part.quires = job.quires != nullptr ? job.quires : sums.data();
    part.terms.assign(terms.begin() + done, terms.begin() + done + kTerms);
    const int32_t status = run(device, part);
    if (status != ADM_RTL_OK) return status;
    job.merges = 1;
    job.given[0] = part.quires;
    job.subtract[0] = false;
  }
  job.terms.assign(terms.begin() + done, terms.end());
  return run(device, job);
}

/* A call that may run out of memory. */
template <class Body>
int32_t guarded(Body body) {
  try {
    return body();
  } catch (const std::bad_alloc &) {
    return ADM_RTL_ENOMEM;
  }
}

adm_rtl_term pair_of(const void *a, int64_t as, const void *b, int64_t bs) {
  return {a, 0, as, 0, b, 0, bs, 0, 1, 0};
}

/* n results side by side. */
int32_t elementwise(adm_rtl_device *device, int64_t n, int64_t terms, const adm_rtl_term *term,
                    void *dst, int64_t ds) {
  if (n > 0 && dst == nullptr) return ADM_RTL_EINVAL;
  return adm_rtl_contract(device, 1, n, terms, term, nullptr, dst, 0, ds);
}

/* n quires out of one or two. */
int32_t quirewise(adm_rtl_device *device, int64_t n, Job job) {
  if (device == nullptr || n < 0 || (n > 0 && job.given[0] == nullptr)) return ADM_RTL_EINVAL;
  if (n > kMost) return ADM_RTL_EUNSUPPORTED;
  if (n == 0) return ADM_RTL_OK;
  job.rows = 1;
  job.columns = static_cast<uint32_t>(n);
  return run(device, job);
}

}  // namespace

int32_t adm_rtl_abi_version(void) { return 1; }

int32_t adm_rtl_open(int32_t format, adm_rtl_device **device) {
  if (device == nullptr) return ADM_RTL_EINVAL;
  *device = nullptr;
  return guarded([&]() -> int32_t {
    auto opened = std::make_unique<adm_rtl_device>();
    opened->array = adm_rtl::make_array(format);
    if (!opened->array) return ADM_RTL_EUNSUPPORTED;
    opened->cleared = {};
    opened->broken = false;
    *device = opened.release();
    return ADM_RTL_OK;
  });
}

void adm_rtl_close(adm_rtl_device *device) { delete device; }

int32_t adm_rtl_read_counters(const adm_rtl_device *device, adm_rtl_counters *counters) {
  if (device == nullptr || counters == nullptr) return ADM_RTL_EINVAL;
  *counters = device->array->counters();
  counters->cycles -= device->cleared.cycles;
  counters->products -= device->cleared.products;
  counters->starved -= device->cleared.starved;
  counters->blocked -= device->cleared.blocked;
  return ADM_RTL_OK;
}

int32_t adm_rtl_clear_counters(adm_rtl_device *device) {
  if (device == nullptr) return ADM_RTL_EINVAL;
  device->cleared = device->array->counters();
  return ADM_RTL_OK;
}

int32_t adm_rtl_hold_back(adm_rtl_device *device, uint64_t seed, int32_t operands,
                          int32_t results) {
  if (device == nullptr || operands < 0 || operands > 1023 || results < 0 || results > 1023)
    return ADM_RTL_EINVAL;
  device->array->hold.state = seed;
  device->array->hold.operands = static_cast<uint32_t>(operands);
  device->array->hold.results = static_cast<uint32_t>(results);
  return ADM_RTL_OK;
}

int32_t adm_rtl_contract(adm_rtl_device *device, int64_t m, int64_t n, int64_t term_count,
                         const adm_rtl_term *terms, uint64_t *quires, void *c, int64_t c_row,
                         int64_t c_column) {
  if (device == nullptr || m < 0 || n < 0 || term_count < 0) return ADM_RTL_EINVAL;
  if (term_count > 0 && terms == nullptr) return ADM_RTL_EINVAL;
  for (int64_t i = 0; i < term_count; i++) {
    if (terms[i].count < 0) return ADM_RTL_EINVAL;
  }
  if (m == 0 || n == 0) return ADM_RTL_OK;
  if (quires == nullptr && c == nullptr) return ADM_RTL_EINVAL;
  if (m > kMost || n > kMost) return ADM_RTL_EUNSUPPORTED;
  return guarded([&]() -> int32_t {
    const int64_t bytes = device->array->bits() / 8;
    std::vector<Term> taken;
    int64_t products = 0;
    for (int64_t i = 0; i < term_count; i++) {
      const adm_rtl_term &t = terms[i];
      if (t.count == 0) continue;
      if (t.a == nullptr || t.b == nullptr) return ADM_RTL_EINVAL;
      if (t.count > kMost - products) return ADM_RTL_EUNSUPPORTED;
      products += t.count;
      const auto stride = [&](int64_t s) { return static_cast<uint64_t>(s) * bytes; };
      taken.push_back({address(t.a), stride(t.a_row), stride(t.a_column), stride(t.a_inner),
                       address(t.b), stride(t.b_row), stride(t.b_column), stride(t.b_inner),
                       static_cast<uint32_t>(t.count), t.negate != 0});
    }
    Job job;
    job.rows = static_cast<uint32_t>(m);
    job.columns = static_cast<uint32_t>(n);
    job.merges = quires != nullptr;
    job.given[0] = quires;
    if (c == nullptr) job.quires = quires;
    job.c = static_cast<unsigned char *>(c);
    job.c_row = c_row * bytes;
    job.c_column = c_column * bytes;
    return run_terms(device, job, taken);
  });
}

int32_t adm_rtl_matmul(adm_rtl_device *device, int64_t m, int64_t n, int64_t k, const void *a,
                       int64_t a_row, int64_t a_column, const void *b, int64_t b_row,
                       int64_t b_column, uint64_t *quires, void *c, int64_t c_row,
                       int64_t c_column) {
  const adm_rtl_term term = {a, a_row, 0, a_column, b, 0, b_column, b_row, k, 0};
  return adm_rtl_contract(device, m, n, 1, &term, quires, c, c_row, c_column);
}

int32_t adm_rtl_dot(adm_rtl_device *device, int64_t n, const void *a, int64_t as, const void *b,
                    int64_t bs, uint64_t *quire) {
  if (quire == nullptr) return ADM_RTL_EINVAL;
  return adm_rtl_matmul(device, 1, 1, n, a, 0, as, b, bs, 0, quire, nullptr, 0, 0);
}

int32_t adm_rtl_fdp(adm_rtl_device *device, int64_t n, const void *a, int64_t as, const void *b,
                    int64_t bs, void *dst) {
  return adm_rtl_matmul(device, 1, 1, n, a, 0, as, b, bs, 0, nullptr, dst, 0, 0);
}

int32_t adm_rtl_sum(adm_rtl_device *device, int64_t n, const void *a, int64_t as, uint64_t *quire) {
  if (device == nullptr) return ADM_RTL_EINVAL;
  return adm_rtl_dot(device, n, a, as, one(device->array->bits()), 0, quire);
}

int32_t adm_rtl_zip(adm_rtl_device *device, int32_t op, int64_t n, void *dst, int64_t ds,
                    const void *a, int64_t as, const void *b, int64_t bs) {
  if (device == nullptr) return ADM_RTL_EINVAL;
  const void *unit = one(device->array->bits());
  if (op == ADM_RTL_MUL) {
    const adm_rtl_term product = pair_of(a, as, b, bs);
    return elementwise(device, n, 1, &product, dst, ds);
  }
  if (op != ADM_RTL_ADD && op != ADM_RTL_SUB) return ADM_RTL_EINVAL;
  adm_rtl_term terms[2] = {pair_of(a, as, unit, 0), pair_of(b, bs, unit, 0)};
  terms[1].negate = op == ADM_RTL_SUB;
  return elementwise(device, n, 2, terms, dst, ds);
}

int32_t adm_rtl_fma(adm_rtl_device *device, int64_t n, void *dst, int64_t ds, const void *a,
                    int64_t as, const void *b, int64_t bs, const void *c, int64_t cs) {
  if (device == nullptr) return ADM_RTL_EINVAL;
  const adm_rtl_term terms[2] = {pair_of(a, as, b, bs),
                                 pair_of(c, cs, one(device->array->bits()), 0)};
  return elementwise(device, n, 2, terms, dst, ds);
}

int32_t adm_rtl_quire_to_posit(adm_rtl_device *device, int64_t n, const uint64_t *quires, void *dst,
                               int64_t ds) {
  if (device == nullptr || (n > 0 && dst == nullptr)) return ADM_RTL_EINVAL;
  Job job;
  job.merges = 1;
  job.given[0] = quires;
  job.c = static_cast<unsigned char *>(dst);
  job.c_column = ds * (device->array->bits() / 8);
  return quirewise(device, n, job);
}

int32_t adm_rtl_quire_merge(adm_rtl_device *device, int64_t n, uint64_t *into,
                            const uint64_t *from) {
  if (n > 0 && from == nullptr) return ADM_RTL_EINVAL;
  Job job;
  job.merges = 2;
  job.given[0] = into;
  job.given[1] = from;
  job.quires = into;
  return quirewise(device, n, job);
}

int32_t adm_rtl_quire_negate(adm_rtl_device *device, int64_t n, uint64_t *quires) {
  Job job;
  job.merges = 1;
  job.given[0] = quires;
  job.subtract[0] = true;
  job.quires = quires;
  return quirewise(device, n, job);
}
