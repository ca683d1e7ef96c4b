/* The arrays of every format against the C core, with and without a memory that holds back. */
#include <cstring>
#include <map>
#include <vector>

#include "../adamant_rtl.h"
#include "test.h"

namespace {

using ull = unsigned long long;

/* Elements of a format in memory. */
class Elements {
 public:
  Elements(const test_format &f, int64_t n)
      : bits_(f.bits), bytes_(static_cast<size_t>(n * f.bits / 8) + 1) {}
  void *at(int64_t i) { return bytes_.data() + i * bits_ / 8; }
  void set(int64_t i, uint64_t u) { test_store(bytes_.data(), bits_, i, u); }
  uint64_t get(int64_t i) const { return test_load(bytes_.data(), bits_, i); }

 private:
  int bits_;
  std::vector<unsigned char> bytes_;
};

struct Device {
  explicit Device(int format) {
    CHECK(adm_rtl_open(format, &device) == ADM_RTL_OK, "open %d", format);
  }
  ~Device() { adm_rtl_close(device); }
  adm_rtl_device *device = nullptr;
};

Elements random_elements(const test_format &f, int64_t n, uint64_t *state, bool real) {
  Elements x(f, n);
  for (int64_t i = 0; i < n; i++) x.set(i, real ? test_real(&f, state) : test_pattern(&f, state));
  return x;
}

/* Every product of two posit8. */
void test_all_products(adm_rtl_device *device) {
  const test_format &f = test_formats[0];
  Elements all(f, 256), out(f, 65536);
  for (int i = 0; i < 256; i++) all.set(i, static_cast<uint64_t>(i));
  const adm_rtl_term term = {all.at(0), 1, 0, 0, all.at(0), 0, 1, 0, 1, 0};
  CHECK(adm_rtl_contract(device, 256, 256, 1, &term, nullptr, out.at(0), 256, 1) == ADM_RTL_OK,
        "all products");
  for (uint64_t i = 0; i < 65536; i++) {
    CHECK(out.get(static_cast<int64_t>(i)) == f.zip[2](i / 256, i % 256), "p8 %02llx * %02llx",
          static_cast<ull>(i / 256), static_cast<ull>(i % 256));
  }
}

/* Every sum of two products of posit8, in so far as the products differ in value: the value is all
   that a sum can depend on. NaR and zero are among the operands. */
void test_all_sums_of_two(adm_rtl_device *device) {
  const test_format &f = test_formats[0];
  std::map<std::vector<uint64_t>, std::pair<uint64_t, uint64_t>> by_value;
  for (uint64_t i = 0; i < 65536; i++) {
    std::vector<uint64_t> quire(static_cast<size_t>(f.words));
    f.accumulate(quire.data(), i / 256, i % 256, 0);
    by_value.insert({quire, {i / 256, i % 256}});
  }
  const auto n = static_cast<int64_t>(by_value.size());
  Elements a(f, n), b(f, n), out(f, n * n);
  std::vector<std::vector<uint64_t>> quires;
  int64_t at = 0;
  for (const auto &[quire, pair] : by_value) {
    quires.push_back(quire);
    a.set(at, pair.first);
    b.set(at++, pair.second);
  }
  const adm_rtl_term terms[2] = {{a.at(0), 1, 0, 0, b.at(0), 1, 0, 0, 1, 0},
                                 {a.at(0), 0, 1, 0, b.at(0), 0, 1, 0, 1, 0}};
  CHECK(adm_rtl_contract(device, n, n, 2, terms, nullptr, out.at(0), n, 1) == ADM_RTL_OK,
        "all sums of two");
  for (int64_t i = 0; i < n; i++) {
    for (int64_t j = 0; j < n; j++) {
      uint64_t sum[TEST_MAX_WORDS];
      std::memcpy(sum, quires[static_cast<size_t>(i)].data(), 16);
      f.merge(sum, quires[static_cast<size_t>(j)].data());
      CHECK(out.get(i * n + j) == f.to_posit(sum), "p8 %02llx*%02llx + %02llx*%02llx is %02llx",
            static_cast<ull>(a.get(i)), static_cast<ull>(b.get(i)), static_cast<ull>(a.get(j)),
            static_cast<ull>(b.get(j)), static_cast<ull>(out.get(i * n + j)));
    }
  }
}

/* n random operations: a quarter each of sums, differences, products, and products with a sum. */
void test_operations(const test_format &f, adm_rtl_device *device, int64_t n, uint64_t *state) {
  const int64_t part = n / 4;
  const char *const names[] = {"+", "-", "*"};
  for (int op = 0; op < 4; op++) {
    Elements a = random_elements(f, part, state, false), b = random_elements(f, part, state, false);
    Elements c = random_elements(f, part, state, false), out(f, part);
    for (int64_t i = 0; i < part; i += 3) { /* operands that nearly cancel */
      if (op < 2) b.set(i, (op == 0 ? 0 - a.get(i) : a.get(i)) + test_random(state) % 3);
      if (op == 3) c.set(i, 0 - f.zip[2](a.get(i), b.get(i)));
    }
    const int32_t status =
        op < 3 ? adm_rtl_zip(device, op, part, out.at(0), 1, a.at(0), 1, b.at(0), 1)
               : adm_rtl_fma(device, part, out.at(0), 1, a.at(0), 1, b.at(0), 1, c.at(0), 1);
    CHECK(status == ADM_RTL_OK, "%s operations", f.name);
    for (int64_t i = 0; i < part; i++) {
      const uint64_t expected =
          op < 3 ? f.zip[op](a.get(i), b.get(i)) : f.fma(a.get(i), b.get(i), c.get(i));
      CHECK(out.get(i) == expected, "%s %llx %s %llx + %llx is %llx, not %llx", f.name,
            static_cast<ull>(a.get(i)), op < 3 ? names[op] : "*", static_cast<ull>(b.get(i)),
            op < 3 ? 0 : static_cast<ull>(c.get(i)), static_cast<ull>(out.get(i)),
            static_cast<ull>(expected));
    }
  }
}

/* Dot products of random lengths and strides, onto a quire that has something in it. */
void test_dots(const test_format &f, adm_rtl_device *device, int count, uint64_t *state) {
  const auto bytes = sizeof(uint64_t) * static_cast<size_t>(f.words);
  for (int i = 0; i < count; i++) {
    const auto n = static_cast<int64_t>(test_random(state) % (i % 8 == 0 ? 200 : 20));
    const int64_t strides[] = {1, 2, -1, 0};
    const int64_t as = strides[test_random(state) % 4], bs = strides[test_random(state) % 4];
    Elements a = random_elements(f, 2 * n + 1, state, i % 4 != 0);
    Elements b = random_elements(f, 2 * n + 1, state, true);
    const int64_t first_a = as < 0 ? n : 0, first_b = bs < 0 ? n : 0;
    uint64_t expected[TEST_MAX_WORDS] = {}, actual[TEST_MAX_WORDS] = {};
    Elements rounded(f, 1);
    for (int64_t k = 0; k < n; k++)
      f.accumulate(expected, a.get(first_a + k * as), b.get(first_b + k * bs), 0);
    CHECK(adm_rtl_fdp(device, n, a.at(first_a), as, b.at(first_b), bs, rounded.at(0)) == ADM_RTL_OK,
          "%s fdp", f.name);
    CHECK(rounded.get(0) == f.to_posit(expected), "%s fdp of %d is %llx, not %llx", f.name,
          static_cast<int>(n), static_cast<ull>(rounded.get(0)),
          static_cast<ull>(f.to_posit(expected)));
    const uint64_t begin = test_real(&f, state), minus = test_real(&f, state);
    f.accumulate(expected, begin, minus, 1);
    f.accumulate(actual, begin, minus, 1);
    CHECK(adm_rtl_dot(device, n, a.at(first_a), as, b.at(first_b), bs, actual) == ADM_RTL_OK &&
              std::memcmp(actual, expected, bytes) == 0,
          "%s dot of %d onto a quire", f.name, static_cast<int>(n));
    CHECK(adm_rtl_quire_to_posit(device, 1, actual, rounded.at(0), 1) == ADM_RTL_OK &&
              rounded.get(0) == f.to_posit(expected),
          "%s dot of %d rounded", f.name, static_cast<int>(n));
  }
}

/* A sum cut anywhere, its parts merged in another order, has the words of the whole. */
void test_merges(const test_format &f, adm_rtl_device *device, int count, uint64_t *state) {
  const auto words = static_cast<size_t>(f.words);
  for (int i = 0; i < count; i++) {
    const int64_t n = 40;
    Elements a = random_elements(f, n, state, true), b = random_elements(f, n, state, true);
    const auto cut = static_cast<int64_t>(test_random(state) % (n + 1));
    std::vector<uint64_t> parts(2 * words), whole(2 * words), expected(words);
    adm_rtl_dot(device, cut, a.at(0), 1, b.at(0), 1, parts.data());
    adm_rtl_dot(device, n - cut, a.at(cut), 1, b.at(cut), 1, parts.data() + words);
    CHECK(adm_rtl_dot(device, n, a.at(0), 1, b.at(0), 1, whole.data()) == ADM_RTL_OK, "%s dot",
          f.name);
    for (int64_t k = 0; k < n; k++) f.accumulate(expected.data(), a.get(k), b.get(k), 0);
    CHECK(std::memcmp(whole.data(), expected.data(), 8 * words) == 0, "%s the whole", f.name);
    std::memcpy(whole.data() + words, whole.data(), 8 * words);
    std::vector<uint64_t> merged(2 * words); /* 0 + part, part + part */
    std::memcpy(merged.data() + words, parts.data(), 8 * words);
    CHECK(adm_rtl_quire_merge(device, 2, merged.data(), parts.data()) == ADM_RTL_OK &&
              std::memcmp(merged.data(), parts.data(), 8 * words) == 0,
          "%s 0 + part", f.name);
    std::memcpy(merged.data() + words, parts.data(), 8 * words);
    adm_rtl_quire_merge(device, 1, merged.data(), parts.data() + words);
    CHECK(std::memcmp(merged.data(), expected.data(), 8 * words) == 0, "%s parts cut at %d", f.name,
          static_cast<int>(cut));
    CHECK(adm_rtl_quire_negate(device, 1, merged.data()) == ADM_RTL_OK, "%s negate", f.name);
    f.negate(expected.data());
    CHECK(std::memcmp(merged.data(), expected.data(), 8 * words) == 0, "%s negated", f.name);
    adm_rtl_quire_merge(device, 1, merged.data(), whole.data());
    for (size_t w = 0; w < words; w++) CHECK(merged[w] == 0, "%s x - x", f.name);
  }
}

/* NaR, the ends of the range, and what cancels but for the least bit. */
void test_ends(const test_format &f, adm_rtl_device *device) {
  const uint64_t nar = uint64_t{1} << (f.bits - 1), maxpos = nar - 1, mask = 2 * (nar - 1) + 1;
  const auto words = static_cast<size_t>(f.words);
  Elements out(f, 1);
  const auto fdp = [&](const std::vector<uint64_t> &a, const std::vector<uint64_t> &b) {
    const auto n = static_cast<int64_t>(a.size());
    Elements x(f, n), y(f, n);
    for (int64_t i = 0; i < n; i++) {
      x.set(i, a[static_cast<size_t>(i)]);
      y.set(i, b[static_cast<size_t>(i)]);
    }
    CHECK(adm_rtl_fdp(device, n, x.at(0), 1, y.at(0), 1, out.at(0)) == ADM_RTL_OK, "%s", f.name);
    return out.get(0);
  };
  CHECK(fdp({}, {}) == 0, "%s an empty sum", f.name);
  CHECK(fdp({0}, {maxpos}) == 0, "%s 0 * maxpos", f.name);
  CHECK(fdp({0}, {nar}) == nar && fdp({nar}, {0}) == nar, "%s 0 * NaR", f.name);
  CHECK(fdp({nar, 1, 1}, {1, 1, 1}) == nar && fdp({1, 1, 1}, {1, 1, nar}) == nar, "%s NaR stays",
        f.name);
  CHECK(fdp({1}, {1}) == 1 && fdp({1}, {mask}) == mask, "%s minpos^2", f.name);
  CHECK(fdp({maxpos}, {maxpos}) == maxpos && fdp({maxpos}, {maxpos + 2}) == maxpos + 2,
        "%s maxpos^2", f.name);
  CHECK(fdp({maxpos, 1, maxpos}, {maxpos, 1, maxpos + 2}) == 1, "%s what cancels", f.name);
  CHECK(fdp({maxpos, 1, maxpos}, {maxpos, mask, maxpos + 2}) == mask, "%s what cancels below 0",
        f.name);
  std::vector<uint64_t> quires(2 * words), least(words);
  quires[words - 1] = uint64_t{1} << 63; /* NaR and minpos^2 */
  f.accumulate(quires.data() + words, 1, 1, 0);
  least.assign(quires.begin() + static_cast<int64_t>(words), quires.end());
  std::vector<uint64_t> expected = quires;
  adm_rtl_quire_negate(device, 1, quires.data());
  CHECK(quires == expected, "%s -NaR", f.name);
  adm_rtl_quire_merge(device, 1, quires.data(), least.data());
  CHECK(quires == expected, "%s NaR + x", f.name);
  adm_rtl_quire_merge(device, 1, quires.data() + words, expected.data());
  CHECK(std::memcmp(quires.data() + words, expected.data(), 8 * words) == 0, "%s x + NaR", f.name);
  std::vector<uint64_t> ones(words, ~uint64_t{0}); /* the least below 0 */
  CHECK(adm_rtl_quire_to_posit(device, 1, ones.data(), out.at(0), 1) == ADM_RTL_OK &&
            out.get(0) == mask,
        "%s the least below 0", f.name);
}

/* Every bit of the quire alone, the same less the least bit, and both negative. */
void test_rounding(const test_format &f, adm_rtl_device *device) {
  const int64_t bits = 64 * f.words - 1, words = f.words;
  std::vector<uint64_t> quires(static_cast<size_t>(4 * bits * words));
  Elements out(f, 4 * bits);
  for (int64_t i = 0; i < bits; i++) {
    uint64_t *q = quires.data() + 4 * i * words;
    for (int k = 0; k < 4; k++) q[k * words + i / 64] = uint64_t{1} << i % 64;
    std::vector<uint64_t> minus(static_cast<size_t>(words), ~uint64_t{0});
    f.merge(q + words, minus.data());
    f.merge(q + 3 * words, minus.data());
    f.negate(q + 2 * words);
    f.negate(q + 3 * words);
  }
  CHECK(adm_rtl_quire_to_posit(device, 4 * bits, quires.data(), out.at(0), 1) == ADM_RTL_OK,
        "%s rounding", f.name);
  for (int64_t i = 0; i < 4 * bits; i++) {
    const uint64_t expected = f.to_posit(quires.data() + i * words);
    CHECK(out.get(i) == expected, "%s bit %d case %d rounds to %llx, not %llx", f.name,
          static_cast<int>(i / 4), static_cast<int>(i % 4), static_cast<ull>(out.get(i)),
          static_cast<ull>(expected));
  }
}

/* Q + sums of terms, of which there may be more than the array holds at a time. */
void test_contractions(const test_format &f, adm_rtl_device *device, int count, uint64_t *state) {
  const auto words = static_cast<size_t>(f.words);
  for (int i = 0; i < count; i++) {
    const auto m = static_cast<int64_t>(test_random(state) % 4 + 1);
    const auto n = static_cast<int64_t>(test_random(state) % 7 + 1);
    const size_t term_count = i % 4 == 0 ? test_random(state) % 20 : test_random(state) % 4;
    std::vector<Elements> operands;
    std::vector<adm_rtl_term> terms;
    std::vector<uint64_t> sums(words * static_cast<size_t>(m * n));
    for (size_t w = 0; w < sums.size(); w += words)
      f.accumulate(sums.data() + w, test_real(&f, state), test_real(&f, state), 0);
    std::vector<uint64_t> given = sums, expected = sums;
    if (i % 2) expected.assign(expected.size(), 0);
    for (size_t t = 0; t < term_count; t++) {
      const auto k = static_cast<int64_t>(test_random(state) % 6);
      operands.push_back(random_elements(f, m * k + 1, state, i % 8 != 0));
      operands.push_back(random_elements(f, k * n + 1, state, true));
      Elements &a = operands[2 * t], &b = operands[2 * t + 1];
      const auto negate = static_cast<int64_t>(test_random(state) % 2);
      terms.push_back({a.at(0), k, 0, 1, b.at(0), 0, 1, n, k, negate});
      for (int64_t o = 0; o < m * n; o++) {
        for (int64_t x = 0; x < k; x++)
          f.accumulate(expected.data() + words * static_cast<size_t>(o), a.get(o / n * k + x),
                       b.get(x * n + o % n), static_cast<int>(negate));
      }
    }
    Elements out(f, m * n);
    const auto count_of = static_cast<int64_t>(term_count);
    CHECK(adm_rtl_contract(device, m, n, count_of, terms.data(), i % 2 ? nullptr : given.data(),
                           out.at(n - 1), n, -1) == ADM_RTL_OK,
          "%s contraction", f.name);
    for (int64_t o = 0; o < m * n; o++) {
      const uint64_t *q = expected.data() + words * static_cast<size_t>(o);
      CHECK(out.get(o / n * n + n - 1 - o % n) == f.to_posit(q),
            "%s contraction %d x %d of %d terms, result %d", f.name, static_cast<int>(m),
            static_cast<int>(n), static_cast<int>(term_count), static_cast<int>(o));
    }
    CHECK(given == sums, "%s an addend is only read", f.name);
    if (i % 2) continue;
    CHECK(adm_rtl_contract(device, m, n, count_of, terms.data(), given.data(), nullptr, 0, 0) ==
              ADM_RTL_OK,
          "%s contraction", f.name);
    CHECK(given == expected, "%s contraction into quires", f.name);
  }
}

/* A long product keeps the lanes busy; a memory that holds back costs cycles, always the same. */
void test_counters(const test_format &f, adm_rtl_device *device, uint64_t *state) {
  const int64_t m = 2, n = 6, k = 100;
  Elements a = random_elements(f, m * k, state, true), b = random_elements(f, k * n, state, true);
  Elements out(f, m * n), again(f, m * n);
  adm_rtl_counters c[3];
  for (int i = 0; i < 3; i++) {
    CHECK(adm_rtl_hold_back(device, 7, i == 0 ? 0 : 300, i == 0 ? 0 : 300) == ADM_RTL_OK &&
              adm_rtl_clear_counters(device) == ADM_RTL_OK,
          "%s hold back", f.name);
    CHECK(adm_rtl_matmul(device, m, n, k, a.at(0), k, 1, b.at(0), n, 1, nullptr,
                         i == 0 ? out.at(0) : again.at(0), n, 1) == ADM_RTL_OK,
          "%s matmul", f.name);
    CHECK(adm_rtl_read_counters(device, &c[i]) == ADM_RTL_OK && c[i].products == m * n * k,
          "%s %d products", f.name, static_cast<int>(c[i].products));
    for (int64_t o = 0; i > 0 && o < m * n; o++)
      CHECK(out.get(o) == again.get(o), "%s held back", f.name);
  }
  const int64_t steps = m * k * ((n + c[0].lanes - 1) / c[0].lanes);
  CHECK(c[0].cycles >= steps && c[0].cycles < steps + 30, "%s %d cycles for %d steps", f.name,
        static_cast<int>(c[0].cycles), static_cast<int>(steps));
  CHECK(c[0].blocked == 0 && c[1].starved > steps / 8 && c[1].cycles > c[0].cycles + steps / 8,
        "%s %d cycles held back, %d starved", f.name, static_cast<int>(c[1].cycles),
        static_cast<int>(c[1].starved));
  CHECK(std::memcmp(&c[1], &c[2], sizeof c[1]) == 0, "%s the same seed, other cycles", f.name);
}

}  // namespace

void test_arrays() {
  uint64_t state = 4;
  for (int format = 0; format < TEST_FORMATS; format++) {
    const test_format &f = test_formats[format];
    Device d(format);
    if (format == 0) {
      test_all_products(d.device);
      test_all_sums_of_two(d.device);
    }
    test_operations(f, d.device, f.bits == 64 ? 100000 : f.bits == 8 ? 40000 : 1000000, &state);
    test_ends(f, d.device);
    test_rounding(f, d.device);
    test_counters(f, d.device, &state);
    for (int hold = 0; hold < 4; hold++) {
      adm_rtl_hold_back(d.device, test_random(&state), hold & 1 ? 400 : 0, hold & 2 ? 700 : 0);
      test_operations(f, d.device, 4000, &state);
      test_dots(f, d.device, 100, &state);
      test_merges(f, d.device, 20, &state);
      test_contractions(f, d.device, 40, &state);
      test_ends(f, d.device);
    }
  }
}
