// The widths that follow from a format <n, rS, eS>: n bits, a regime of at most rS bits, eS
// exponent bits. A posit of the 2022 standard is <n, n-1, 2>. There must be room for a fraction
// bit: behind the shortest regime of a posit, n > 3 + eS, behind the longest of a b-posit, n > 1 +
// rS + eS.
package adm_format;

  // Fraction bits behind the shortest regime.
  function automatic integer fraction(input integer n, input integer es);
    fraction = n - 3 - es;
  endfunction

  // Bits of a scale in two's complement, that of the end of the range of negatives included.
  function automatic integer scale(input integer rs, input integer es);
    scale = $clog2(rs) + 1 + es;
  endfunction

  // Minus the exponent of the least bit of a product.
  function automatic integer quire_fraction(input integer n, input integer rs, input integer es);
    if (n - 1 == rs) quire_fraction = 2 * (n - 2) * (1 << es);
    else quire_fraction = 2 * (rs * (1 << es) + n - 1 - rs - es);
  endfunction

  // ceil(log2(maxpos^2)).
  function automatic integer quire_integer(input integer n, input integer rs, input integer es);
    if (n - 1 == rs) quire_integer = 2 * (n - 2) * (1 << es);
    else quire_integer = 2 * rs * (1 << es);
  endfunction

  // Bits of a quire with its sign and 31 carry bits, in whole words of 64 bits.
  function automatic integer quire(input integer n, input integer rs, input integer es);
    quire = (32 + quire_integer(n, rs, es) + quire_fraction(n, rs, es) + 63) / 64 * 64;
  endfunction

  // Bits below the least of the quire that a product of significands can reach to, all of them
  // zeros.
  function automatic integer below_quire(input integer n, input integer rs, input integer es);
    if (n - 1 == rs) below_quire = 2 * fraction(n, es) + 2;
    else below_quire = 2 * (rs - 2);
  endfunction

endpackage
