/* Decoders and encoders against those of the C core. */
#include <Vcodec.h>
#include <verilated.h>

#include <cmath>
#include <cstring>

#include "test.h"

namespace {

using ull = unsigned long long;

uint64_t slot(const WData *words, int i) {
  return words[2 * i] | static_cast<uint64_t>(words[2 * i + 1]) << 32;
}

int fraction_bits(const test_format &f) { return f.bits - 3 - f.exponent_bits; }

/* A decoded value as the RTL has it: a significand of either sign. */
void check_decoded(const Vcodec &codec, int i, uint64_t pattern) {
  const test_format &f = test_formats[i];
  const uint64_t u = pattern << (64 - f.bits) >> (64 - f.bits);
  const bool special = u << (65 - f.bits) == 0;
  const bool nar = special && u != 0;
  CHECK((codec.zero >> i & 1) == (special && !nar) && (codec.nar >> i & 1) == nar,
        "%s %llx zero or NaR", f.name, static_cast<ull>(u));
  if (special) return;
  int negative, scale;
  uint64_t magnitude;
  f.decode(u, &negative, &scale, &magnitude);
  int64_t expected = static_cast<int64_t>(magnitude >> (63 - fraction_bits(f)));
  if (negative) {
    expected = -expected;
    if (magnitude << 1 == 0) { /* -1 is -2 * 2^-1 */
      expected *= 2;
      scale--;
    }
  }
  const auto significand = static_cast<int64_t>(slot(codec.significand, i));
  CHECK(significand == expected && static_cast<int64_t>(slot(codec.scale, i)) == scale,
        "%s %llx decodes to %lld, scale %lld", f.name, static_cast<ull>(u),
        static_cast<long long>(significand), static_cast<long long>(slot(codec.scale, i)));
}

void check_float_decoded(const Vcodec &codec, uint32_t pattern) {
  float value;
  std::memcpy(&value, &pattern, sizeof value);
  CHECK(codec.float_nar == !std::isfinite(value), "float32 %x nar", pattern);
  CHECK(codec.float_zero == (value == 0), "float32 %x zero", pattern);
  if (!std::isfinite(value) || value == 0) return;
  const int scale = static_cast<int16_t>(codec.float_scale << 7) >> 7;
  const double decoded = std::ldexp(static_cast<double>(codec.float_significand), scale - 23);
  CHECK(decoded == std::fabs(value) && codec.float_significand >> 23 == 1 &&
            codec.float_negative == std::signbit(value),
        "float32 %x decodes to %g", pattern, decoded);
}

/* What the encoders are given: a fraction in 64 bits, and a scale for each format. */
struct Unrounded {
  bool negative;
  int scale[TEST_FORMATS];
  uint64_t fraction;
  bool sticky;
};

/* The pattern of (1 + f or -2 + f) * 2^scale by the C core, from the fraction bits that the encoder
   reads. */
uint64_t core_encode(const test_format &f, int i, const Unrounded &v) {
  const int low = 63 - fraction_bits(f); /* of the fraction, below those that are read */
  const uint64_t read = v.fraction >> low << low;
  const bool sticky = v.sticky || read != v.fraction;
  if (!v.negative) return f.encode(0, v.scale[i], uint64_t{1} << 63 | read >> 1, sticky);
  /* 2 - f, or with more below, what is above the last bit that is read */
  const uint64_t fraction = (0 - read) - (sticky ? uint64_t{1} << low : 0);
  if (read == 0 && !sticky) return f.encode(1, v.scale[i] + 1, uint64_t{1} << 63, 0);
  return f.encode(1, v.scale[i], uint64_t{1} << 63 | fraction >> 1, sticky);
}

void check_encoded(Vcodec *codec, const Unrounded &v) {
  codec->encode_zero = 0;
  codec->encode_nar = 0;
  codec->negative = v.negative;
  codec->fraction = v.fraction;
  codec->sticky = v.sticky;
  for (int i = 0; i < TEST_FORMATS; i++) {
    codec->encode_scale[2 * i] = static_cast<uint32_t>(v.scale[i]);
    codec->encode_scale[2 * i + 1] = v.scale[i] < 0 ? ~0u : 0u;
  }
  codec->eval();
  for (int i = 0; i < TEST_FORMATS; i++) {
    const test_format &f = test_formats[i];
    const uint64_t expected = core_encode(f, i, v);
    CHECK(slot(codec->encoded, i) == expected, "%s encodes %c %d %016llx%c to %llx, not %llx",
          f.name, v.negative ? '-' : '+', v.scale[i], static_cast<ull>(v.fraction),
          v.sticky ? '+' : ' ', static_cast<ull>(slot(codec->encoded, i)),
          static_cast<ull>(expected));
  }
}

/* Bits of a scale that the encoder takes. */
int scale_bits(const test_format &f) {
  int bits = f.exponent_bits + 2;
  while (1 << (bits - f.exponent_bits - 2) < f.max_regime) bits++;
  return bits;
}

void test_decoders(Vcodec *codec) {
  uint64_t state = 1;
  for (int i = 0; i < 1 << 20; i++) {
    uint64_t pattern =
        static_cast<uint64_t>(i) << 32 | static_cast<uint64_t>(i); /* all of 16 bits */
    if (i >= 1 << 16) pattern = test_pattern(&test_formats[2 + i % 2], &state);
    if (i >= 1 << 18) pattern = test_random(&state);
    codec->pattern = pattern;
    codec->eval();
    for (int k = 0; k < TEST_FORMATS; k++) check_decoded(*codec, k, pattern);
    check_float_decoded(*codec, static_cast<uint32_t>(pattern));
  }
  for (uint32_t i = 0; i < 1 << 16; i++) { /* of IEEE: subnormals, infinities and NaN */
    const auto r = static_cast<uint32_t>(test_random(&state));
    uint32_t pattern = r & 0x807fffffu;
    if (i % 4 == 0) pattern |= 0x7f800000u;
    if (i % 4 == 1) pattern &= 0x80000000u | 0x7fffffu >> i % 23;
    if (i % 8 == 0) pattern &= 0xff800000u;
    codec->pattern = pattern;
    codec->eval();
    check_float_decoded(*codec, pattern);
  }
}

void test_encoders(Vcodec *codec) {
  uint64_t state = 2;
  Unrounded v;
  for (int i = 0; i < 1 << 13; i++) { /* all that the encoder of posit8 can be given */
    v.negative = i & 1;
    v.sticky = i >> 1 & 1;
    v.fraction = static_cast<uint64_t>(i >> 2 & 15) << 60;
    for (int k = 0; k < TEST_FORMATS; k++) v.scale[k] = (i >> 6) - 64;
    check_encoded(codec, v);
  }
  for (int i = 0; i < 1 << 19; i++) {
    const uint64_t r = test_random(&state);
    v.negative = r & 1;
    v.sticky = r >> 1 & 1;
    v.fraction = test_random(&state);
    if (r >> 2 & 1) v.fraction = (r >> 3 & 1 ? ~uint64_t{0} : 0) << (r >> 8) % 64; /* runs */
    if (r >> 4 & 1) v.fraction ^= uint64_t{1} << (r >> 16) % 64;
    for (int k = 0; k < TEST_FORMATS; k++) {
      const int half = 1 << (scale_bits(test_formats[k]) - 1);
      v.scale[k] = static_cast<int>(test_random(&state) % static_cast<uint64_t>(2 * half)) - half;
    }
    check_encoded(codec, v);
  }
  for (int special = 0; special < 2; special++) {
    codec->encode_zero = special == 0;
    codec->encode_nar = special == 1;
    codec->eval();
    for (int k = 0; k < TEST_FORMATS; k++) {
      const uint64_t nar = uint64_t{1} << (test_formats[k].bits - 1);
      CHECK(slot(codec->encoded, k) == (special ? nar : 0), "%s encodes zero or NaR",
            test_formats[k].name);
    }
    CHECK(codec->float_encoded == (special ? 0x7fc00000u : 0u), "float32 encodes zero or NaN");
  }
}

/* Patterns that the core turns into floats, with subnormals and infinities in the case of b-posits.
 */
void test_float_encoder(Vcodec *codec) {
  uint64_t state = 3;
  for (int i = 0; i < 1 << 18; i++) {
    const test_format &f = test_formats[i % TEST_FORMATS];
    const uint64_t u = test_pattern(&f, &state);
    if (u << (65 - f.bits) == 0) continue;
    int negative, scale;
    uint64_t significand;
    f.decode(u, &negative, &scale, &significand);
    codec->encode_zero = 0;
    codec->encode_nar = 0;
    codec->negative = static_cast<CData>(negative);
    codec->float_encode_scale = static_cast<SData>(scale & 1023);
    codec->fraction = significand << 1;
    codec->sticky = 0;
    codec->eval();
    CHECK(codec->float_encoded == f.to_f32(u), "%s %llx to float32 is %x, not %x", f.name,
          static_cast<ull>(u), codec->float_encoded, f.to_f32(u));
  }
}

}  // namespace

void test_codecs() {
  VerilatedContext *const before = Verilated::threadContextp();
  VerilatedContext context; /* makes itself the thread's */
  Vcodec codec(&context);
  test_decoders(&codec);
  test_encoders(&codec);
  test_float_encoder(&codec);
  codec.final();
  Verilated::threadContextp(before);
}
