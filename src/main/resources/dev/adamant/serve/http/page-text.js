// Numbers and times as people read them.

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const MINUS = '\u2212';

/** A number in at most so many significant digits, without an exponent where it has a sensible length. */
export function figure(value, digits = 3, least = 1) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '\u2013';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '\u221e' : MINUS + '\u221e';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    return sign(mantissa) + '\u00b7' + '10' + superscript(Number(exponent));
  }
  const most = Math.max(digits, whole(size));
  return sign(value.toLocaleString('en', { minimumSignificantDigits: least, maximumSignificantDigits: most }));
}

/** The same in three digits always, so that what changes each second keeps its width. */
export function steady(value) {
  return figure(value, 3, 3);
}

function whole(size) {
  return size < 1 ? 1 : Math.min(Math.floor(Math.log10(size)) + 1, 12);
}

function sign(text) {
  return text.replace('-', MINUS);
}

function superscript(number) {
  return [...String(number)].map((c) => (c === '-' ? '\u207b' : '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079'[c])).join('');
}

/** Decimal text of the server as people read it; as it is when it is none. */
export function decimal(text, digits) {
  const value = parse(text);
  return value === null ? String(text ?? '') : figure(value, digits);
}

/** The value of decimal text; null where it is none. */
export function parse(text) {
  if (text === null || text === undefined || text === '') {
    return null;
  }
  const value = Number(text);
  return Number.isNaN(value) ? null : value;
}

/** A count of bytes. */
export function bytes(count) {
  let unit = 0;
  let value = count;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return figure(value) + '\u00a0' + UNITS[unit];
}

/** A length of time in its two largest units. */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(s / 86400), 'd'],
    [Math.floor(s / 3600) % 24, 'h'],
    [Math.floor(s / 60) % 60, 'min'],
    [s % 60, 's'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  return first < 0
    ? '0\u00a0s'
    : parts
        .slice(first, first + 2)
        .filter(([n]) => n > 0)
        .map(([n, unit]) => n + '\u00a0' + unit)
        .join(' ');
}

/** How long before now, in its largest unit. */
export function ago(time, now) {
  const seconds = (now - Date.parse(time)) / 1000;
  return seconds < 5 ? 'just now' : duration(seconds).split(' ')[0] + ' ago';
}

/** Date and time in the reader's own zone, to the second. */
export function absolute(time) {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** The first digits of a digest. */
export function short(digest) {
  return digest.slice(0, 12);
}

/** testAccuracy as "test accuracy". */
export function words(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase();
}
