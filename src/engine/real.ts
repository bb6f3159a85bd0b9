/**
 * Logarithm and exponential in plain arithmetic. `Math.log` and `Math.exp` differ in the last bit between browsers and
 * Node, and one flipped comparison later two runs part; these give the same bits wherever IEEE 754 doubles do.
 *
 * `log` and `exp` follow the algorithms and constants of fdlibm 5.3 (e_log.c, e_exp.c), whose notice is:
 *
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunSoft, a Sun Microsystems, Inc. business.
 *   Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
 *   is preserved.
 */

const double = new Float64Array(1);
const word = new Uint32Array(double.buffer);
double[0] = 1;
/** Which of the two words of a double holds its sign and exponent on this machine. */
const HIGH = word[1] === 0x3ff00000 ? 1 : 0;
const LOW = 1 - HIGH;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 18014398509481984;

/** Natural logarithm, within 1 ulp; -Infinity at 0, NaN below. */
export function log(x: number): number {
  double[0] = x;
  let high = (word[HIGH] as number) | 0;
  let k = 0;
  if (high < 0x00100000) {
    if (x === 0) return -Infinity;
    if (high < 0) return Number.NaN;
    k = -54;
    double[0] = x * TWO_54;
    high = word[HIGH] as number;
  }
  if (high >= 0x7ff00000) return x;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  // Brings x to f + 1 in [sqrt(1/2), sqrt(2)), times a power of two.
  const i = (high + 0x95f64) & 0x100000;
  word[HIGH] = high | (i ^ 0x3ff00000);
  k += i >> 20;
  return logOnePlus((double[0] as number) - 1, high, k);
}

/** log(2^k (1 + f)); `high` holds the upper 20 bits of the significand. */
function logOnePlus(f: number, high: number, k: number): number {
  if ((0x000fffff & (2 + high)) < 3) {
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const r = odd + even;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    return k === 0 ? f - (half - s * (half + r)) : k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  return k === 0 ? f - s * (f - r) : k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}

/** e to the x, within 1 ulp; 0 below -745.13, Infinity above 709.78. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  // fdlibm is one ulp out at 1; Node mends it so.
  if (x === 1) return Math.E;
  const size = Math.abs(x);
  if (size < TINY) return 1 + x;
  if (size < HALF_LN2) {
    const c = reduced(x);
    return 1 - ((x * c) / (c - 2) - x);
  }
  let k = x < 0 ? -1 : 1;
  if (size >= THREE_HALVES_LN2) k = (Math.LOG2E * x + 0.5 * k) | 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = reduced(r);
  return timesPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k);
}

const TINY = 1 / 268435456;
/** Where the upper words of the doubles part the ranges. */
const HALF_LN2 = 0.3465735912322998;
const THREE_HALVES_LN2 = 1.0397205352783203;

/** Remez' polynomial of fdlibm for r (e^r + 1)/(e^r - 1), turned so that e^r = 1 + r + r c/(2 - c). */
function reduced(r: number): number {
  const t = r * r;
  const inner = 0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8);
  return r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * inner));
}

/** y 2^k for -1075 <= k <= 1024, rounded once. */
function timesPowerOfTwo(y: number, k: number): number {
  if (k === 1024) return y * 2 * 8.98846567431158e307;
  const shift = k < -1021 ? 1000 : 0;
  word[LOW] = 0;
  word[HIGH] = (k + shift + 1023) << 20;
  const scaled = y * (double[0] as number);
  return shift === 0 ? scaled : scaled * 9.332636185032189e-302;
}

/** log(1 + x), good to a few ulp however small x is (Kahan's device, as in the HP-15C handbook, 1982). */
export function log1p(x: number): number {
  const u = 1 + x;
  return u === 1 || u === Infinity ? x : log(u) * (x / (u - 1));
}

/** e^x - 1, good to a few ulp however small x is (Kahan's device). */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1 || u === Infinity) return u === 1 ? x : u;
  return u - 1 === -1 ? -1 : ((u - 1) * x) / log(u);
}

/** x to the y for x >= 0, as e^(y log x): relative error about 1e-16 times the size of y log x. */
export function power(x: number, y: number): number {
  return y === 0 ? 1 : exp(y * log(x));
}
