// The charts of a model: its load from the samples of the server, its divergence from the decisions.

import { chartTable, pointChart, timeChart } from './page-chart.js';
import { h } from './page-dom.js';
import { absolute, figure, parse, steady } from './page-text.js';

const MINUTE = 60 * 1000;
const WINDOWS = [1, 2, 5, 10].map((n) => n * MINUTE);
const TABLE_ROWS = 20;

/** Latency and requests of at most ten minutes, with a line for each change of the live version. */
export function loadCharts({ model, samples, decisions, now, width }) {
  const known = samples.length === 0 ? 0 : now - Date.parse(samples[0].time);
  const span = WINDOWS.find((w) => w >= known) ?? WINDOWS[WINDOWS.length - 1];
  const period = span === MINUTE ? 'the last minute' : 'the last ' + span / MINUTE + ' minutes';
  const points = (read) => samples.map((s) => [Date.parse(s.time), read(s)]);
  const marks = decisions.filter((d) => d.action !== 'refused').map((d) => ({ time: Date.parse(d.time), style: d.action }));
  const range = { from: now - span, to: now, width, marks };
  const last = samples[samples.length - 1];
  const rows = samples
    .slice(-TABLE_ROWS)
    .reverse()
    .map((s) => [absolute(s.time), figure(s.requestsPerSecond), figure(s.p50Millis), figure(s.p99Millis)]);
  const hasMarks = marks.some((m) => m.time >= range.from);
  const key = hasMarks ? h('p', { class: 'key' }, 'dotted: another version went live') : null;
  const columns = ['Time', 'Requests/s', 'p50 in ms', 'p99 in ms'];
  return [
    card(
      'latency',
      'Latency',
      [reading('p50', 'p50', last?.p50Millis, 'ms'), reading('p99', 'p99', last?.p99Millis, 'ms')],
      timeChart({
        ...range,
        id: 'chart-latency',
        isLogarithmic: true,
        title: 'Latency of ' + model.name + ' over ' + period + ' in milliseconds',
        description: 'Now: median ' + figure(last?.p50Millis ?? null) + ', 99th percentile ' + figure(last?.p99Millis ?? null),
        series: [
          { style: 'p99', points: points((s) => s.p99Millis) },
          { style: 'p50', points: points((s) => s.p50Millis) },
        ],
      }),
      key,
      chartTable('Load of ' + model.name, columns, rows),
    ),
    card(
      'requests',
      'Requests',
      [reading('rate', 'answered', last?.requestsPerSecond, '/s')],
      timeChart({
        ...range,
        id: 'chart-requests',
        title: 'Requests a second to ' + model.name + ' over ' + period,
        description: 'Now: ' + figure(last?.requestsPerSecond ?? null),
        series: [{ style: 'rate', points: points((s) => s.requestsPerSecond) }],
      }),
      chartTable('Load of ' + model.name, columns, rows),
    ),
  ];
}

/** How far each candidate was from the version that was live then. */
export function divergenceCard({ model, decisions, width }) {
  const points = decisions.map(compared).filter((p) => p !== null);
  const last = points[points.length - 1];
  return card(
    'divergence',
    'Divergence',
    [last === undefined ? null : reading(last.style, 'KL to ' + last.to, last.value, 'nats')],
    pointChart({
      id: 'chart-divergence',
      title: 'Divergence of candidates of ' + model.name + ' from the live version in nats a sample',
      description: last === undefined ? '' : 'Last: ' + figure(last.value) + ' of at most ' + figure(last.limit),
      width,
      points: points.slice(-40),
    }),
    chartTable(
      'Divergence of candidates of ' + model.name,
      ['Candidate', 'Decision', 'Divergence', 'Limit', 'Time'],
      [...points].reverse().map((p) => [p.label, p.style, figure(p.value), figure(p.limit), absolute(p.time)]),
    ),
  );
}

function compared(decision) {
  const check = decision.checks.find((c) => parse(c.measures.divergence) !== null);
  return check === undefined
    ? null
    : {
        label: '\u2192' + decision.to,
        to: decision.to,
        value: parse(check.measures.divergence),
        limit: parse(check.measures.threshold),
        style: decision.action,
        time: decision.time,
      };
}

function reading(style, name, value, unit) {
  return h('span', { class: 'reading ' + style }, h('span', { class: 'name' }, name), ' ', h('strong', {}, steady(value ?? null)), h('span', { class: 'unit' }, ' ' + unit));
}

function card(key, title, readings, ...children) {
  return h(
    'section',
    { class: 'card figure', 'data-key': key, 'aria-label': title },
    h('div', { class: 'head' }, h('h2', {}, title), h('p', { class: 'readings' }, readings)),
    children,
  );
}
