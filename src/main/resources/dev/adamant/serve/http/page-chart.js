// Charts as SVG, drawn for a width in pixels so that their text keeps its size.

import { h, svg } from './page-dom.js';
import { figure } from './page-text.js';

const HEIGHT = 132;
const LEFT = 44;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 22;
const MINUS = '\u2212';

/**
 * Lines over time.
 *
 * @param chart.isLogarithmic whether equal steps upwards are equal factors; values are above 0 then
 * @param chart.series lists of { name, style, points: [[time, value or null], ...] } in milliseconds
 * @param chart.marks times of { time, style } that get an upright line
 */
export function timeChart({ id, title, description, width, from, to, series, marks, isLogarithmic }) {
  const values = series.flatMap((s) => s.points.map(([, v]) => v)).filter((v) => v !== null);
  const frame = frameOf(id, title, description, width);
  if (values.length === 0) {
    return frame.empty('No requests in this time');
  }
  const ticks = isLogarithmic ? factorTicks(Math.min(...values), Math.max(...values)) : linearTicks(Math.max(...values));
  const scale = isLogarithmic ? Math.log10 : (value) => value;
  const [low, high] = [scale(ticks[0]), scale(ticks[ticks.length - 1])];
  const x = (time) => LEFT + ((time - from) / (to - from)) * frame.inner;
  const y = (value) => TOP + (1 - (scale(value) - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  frame.rows(ticks, y, figure);
  for (const [share, anchor] of [[0, 'start'], [0.5, 'middle'], [1, 'end']]) {
    const before = Math.round(((1 - share) * (to - from)) / 1000);
    frame.column(LEFT + share * frame.inner, anchor, before === 0 ? 'now' : MINUS + timeLabel(before));
  }
  for (const mark of marks.filter(({ time }) => time >= from && time <= to)) {
    frame.add(
      svg('line', { class: 'mark ' + mark.style, x1: r(x(mark.time)), x2: r(x(mark.time)), y1: TOP, y2: HEIGHT - BOTTOM }),
    );
  }
  for (const { style, points } of series) {
    frame.add(svg('path', { class: 'line ' + style, d: path(points, from, x, y) }));
  }
  return frame.svg;
}

function timeLabel(seconds) {
  return seconds > 60 || seconds % 60 === 0 ? seconds / 60 + '\u00a0min' : seconds + '\u00a0s';
}

/** A path that breaks where there is no value; a value on its own is a dot. */
function path(points, from, x, y) {
  let text = '';
  let isDrawn = false;
  for (const [time, value] of points) {
    if (value === null || time < from) {
      isDrawn = false;
    } else {
      text += (isDrawn ? 'L' : 'M') + r(x(time)) + ' ' + r(y(value)) + (isDrawn ? '' : 'h0.1');
      isDrawn = true;
    }
  }
  return text;
}

/**
 * Points in their order on a logarithmic scale, each with the limit that it was held against.
 *
 * @param chart.points list of { label, value, limit, style }; what is 0 stands on the ground line, what is
 *     infinite at the upper edge
 */
export function pointChart({ id, title, description, width, points }) {
  const frame = frameOf(id, title, description, width);
  if (points.length === 0) {
    return frame.empty('No candidate was compared yet');
  }
  const positive = points.flatMap((p) => [p.value, p.limit]).filter((v) => v > 0 && Number.isFinite(v));
  const low = Math.min(-3, Math.floor(Math.log10(Math.min(...positive, 1))));
  const high = Math.max(0, Math.ceil(Math.log10(Math.max(...positive, 1e-9))));
  const ground = Math.max(low, high - 8);
  const y = (value) => {
    const share = (Math.log10(value) - ground) / (high - ground);
    return TOP + (1 - Math.min(1, Math.max(0, share))) * (HEIGHT - TOP - BOTTOM);
  };
  const step = frame.inner / points.length;
  const x = (i) => LEFT + (i + 0.5) * step;
  frame.rows(decades(ground, high), y, (v) => figure(v, 1));
  const every = Math.ceil(30 / step);
  points.forEach((p, i) => {
    if (p.limit !== null) {
      frame.add(
        svg('line', { class: 'limit', x1: r(x(i) - step / 2), x2: r(x(i) + step / 2), y1: r(y(p.limit)), y2: r(y(p.limit)) }),
      );
    }
    if ((points.length - 1 - i) % every === 0) {
      frame.column(x(i), 'middle', p.label);
    }
  });
  points.forEach((p, i) => frame.add(dot(p, r(x(i)), r(y(p.value)))));
  return frame.svg;
}

function dot({ style }, x, y) {
  return style === 'refused'
    ? svg('path', { class: 'cross', d: 'M' + (x - 4) + ' ' + (y - 4) + 'l8 8m0 -8l-8 8' })
    : svg('circle', { class: 'dot ' + style, cx: x, cy: y, r: 4 });
}

function decades(low, high) {
  const step = Math.max(1, Math.ceil((high - low) / 4));
  const list = [];
  for (let e = high; e >= low; e -= step) {
    list.unshift(Number('1e' + e));
  }
  return list;
}

/** Around two values above 0: powers of ten, and 2 and 5 times these where there are few. */
function factorTicks(least, greatest) {
  const low = Math.floor(Math.log10(least));
  const high = Math.max(low + 1, Math.ceil(Math.log10(greatest)));
  if (high - low > 2) {
    return decades(low, high);
  }
  const list = [];
  for (let e = low; e < high; e++) {
    list.push(...[1, 2, 5].map((m) => m * 10 ** e));
  }
  list.push(10 ** high);
  const first = list.findLastIndex((t) => t <= least);
  const last = list.findIndex((t) => t >= greatest);
  return list.slice(Math.max(first, 0), Math.max(last, first + 1) + 1);
}

/** From 0 to at least the value, in steps of 1, 2, 2.5 or 5 times a power of ten. */
function linearTicks(greatest) {
  const rough = (greatest > 0 ? greatest : 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
  const list = [];
  for (let i = 0; i * step < greatest + step * 0.999 && i < 6; i++) {
    list.push(i * step);
  }
  return list.length > 1 ? list : [0, step];
}

function frameOf(id, title, description, width) {
  const root = svg(
    'svg',
    { class: 'chart', role: 'img', width, height: HEIGHT, viewBox: '0 0 ' + width + ' ' + HEIGHT, 'aria-labelledby': id },
    svg('title', { id }, title + '. ' + description),
  );
  const inner = width - LEFT - RIGHT;
  const add = (node) => root.append(node);
  return {
    svg: root,
    inner,
    add,
    rows(ticks, y, label) {
      for (const tick of ticks) {
        add(svg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: r(y(tick)), y2: r(y(tick)) }));
        add(svg('text', { x: LEFT - 6, y: r(y(tick)) + 3.5, 'text-anchor': 'end' }, label(tick)));
      }
    },
    column(x, anchor, label) {
      add(svg('text', { x: r(x), y: HEIGHT - 6, 'text-anchor': anchor }, label));
    },
    empty(text) {
      add(svg('text', { class: 'none', x: width / 2, y: HEIGHT / 2, 'text-anchor': 'middle' }, text));
      return root;
    },
  };
}

function r(number) {
  return Math.round(number * 10) / 10;
}

/** A bar that is full to a share from 0 to 1. */
export function bar(share, name) {
  return svg(
    'svg',
    { class: 'share', role: 'img', width: 96, height: 8, 'aria-label': name },
    svg('rect', { class: 'all', width: 96, height: 8, rx: 4 }),
    svg('rect', { class: 'part', width: r(96 * share), height: 8, rx: 4 }),
  );
}

/** The same figures for those who read rather than look. */
export function chartTable(caption, columns, rows) {
  return h(
    'details',
    { class: 'as-table' },
    h('summary', {}, 'As a table'),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption },
      h(
        'table',
        {},
        h('caption', { class: 'hidden' }, caption),
        h('thead', {}, h('tr', {}, columns.map((c) => h('th', { scope: 'col' }, c)))),
        h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell) => h('td', {}, cell))))),
      ),
    ),
  );
}
