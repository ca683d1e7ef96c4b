// What the ledger has of a model: its versions, and the decisions on them with their evidence.

import { badge, digest, time } from './page-bits.js';
import { h } from './page-dom.js';
import { absolute, decimal, short, words } from './page-text.js';

const SHOWN_VERSIONS = 10;
const ACTIONS = { rotated: 'Rotated', refused: 'Refused', 'rolled-back': 'Rolled back' };
const STATES = {
  live: 'Live',
  previous: 'Previous',
  ready: 'Ready',
  revoked: 'Revoked',
  collected: 'Collected',
};

/** All versions, the newest first. */
export function versions(view) {
  const { model, isWhole } = view;
  const newest = [...model.versions].reverse();
  const shown = newest.filter((v, i) => isWhole || i < SHOWN_VERSIONS || v.state === 'live' || v.state === 'previous');
  const columns = ['Version', 'State', ...measures(model), 'Divergence', 'Published', 'Weights'];
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'versions-title' },
    h('h2', { id: 'versions-title' }, 'Versions'),
    h(
      'table',
      { class: 'stack', role: 'table', id: 'versions' },
      h('caption', { class: 'hidden' }, 'Versions of ' + model.name + ', the newest first'),
      h(
        'thead',
        { role: 'rowgroup' },
        h(
          'tr',
          { role: 'row' },
          columns.map((c) => h('th', { scope: 'col', role: 'columnheader' }, words(c))),
          h('th', { scope: 'col', role: 'columnheader' }, h('span', { class: 'hidden' }, 'Action')),
        ),
      ),
      h('tbody', { role: 'rowgroup' }, shown.map((v) => row(v, view))),
    ),
    shown.length < newest.length
      ? h('button', { type: 'button', class: 'quiet', 'data-action': 'all-versions', 'data-model': model.name }, 'Show all ' + newest.length)
      : null,
  );
}

/** The one of the metrics that tells most: of samples that were held out, where there is one. */
function measures(model) {
  const names = Object.keys(model.versions[model.versions.length - 1]?.metrics ?? {});
  const held = names.find((name) => /^(test|heldOut).*(accuracy|rmse)/i.test(name)) ?? names.find((name) => /^test/i.test(name));
  return names.length === 0 ? [] : [held ?? names[0]];
}

function row(version, { model, now, busy }) {
  const cell = (label, ...children) => h('td', { role: 'cell', 'data-label': words(label) }, children);
  return h(
    'tr',
    { role: 'row', 'data-key': version.version, 'data-state': version.state },
    h('th', { scope: 'row', role: 'rowheader', 'data-label': 'version' }, version.version),
    cell('State', badge(version.state, STATES[version.state]), version.revoked === null ? null : h('span', { class: 'why' }, version.revoked)),
    measures(model).map((name) => cell(name, decimal(version.metrics[name], 4) || '\u2013')),
    cell('Divergence', version.divergence === '' ? '\u2013' : decimal(version.divergence)),
    cell('Published', time(version.published, now)),
    cell('Weights', digest('Digest of the weights', version.modelSha256, 'weights')),
    h(
      'td',
      { role: 'cell', class: 'act' },
      version.state === 'ready' || version.state === 'previous'
        ? h(
            'button',
            {
              type: 'button',
              'data-action': 'rotate',
              'data-model': model.name,
              'data-version': version.version,
              'aria-disabled': busy ? 'true' : null,
            },
            'Rotate to ' + version.version + '\u2026',
          )
        : null,
    ),
  );
}

/** What was decided, the newest first, with the evidence of each. */
export function history({ model, decisions, hasEarlier, now }) {
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'history-title' },
    h('h2', { id: 'history-title' }, 'Decisions'),
    decisions.length === 0
      ? h('p', { class: 'plain' }, 'Nothing was decided yet')
      : h('ol', { class: 'history', id: 'history' }, [...decisions].reverse().map((d) => decision(d, now))),
    hasEarlier
      ? h('button', { type: 'button', class: 'quiet', 'data-action': 'earlier', 'data-model': model.name }, 'Show earlier ones')
      : null,
  );
}

function decision(entry, now) {
  const failed = entry.checks.find((c) => !c.passed);
  return h(
    'li',
    { 'data-key': entry.sequence },
    h(
      'details',
      { class: 'decision', 'data-sequence': entry.sequence },
      h(
        'summary',
        {},
        badge(entry.action, ACTIONS[entry.action] ?? entry.action),
        h('span', { class: 'move' }, entry.from === 0 ? 'to ' + entry.to : entry.from + ' \u2192 ' + entry.to),
        h('span', { class: 'when' }, time(entry.time, now)),
        failed === undefined ? null : h('span', { class: 'reason' }, failed.message),
      ),
      h('ul', { class: 'checks' }, entry.checks.map(check)),
      h(
        'p',
        { class: 'muted' },
        'Entry #' + entry.sequence + ' of the ledger, signed by ',
        h('code', { title: entry.author }, short(entry.author)),
        ', hash ',
        h('code', { title: entry.hash }, short(entry.hash)),
        ', ' + absolute(entry.time),
      ),
    ),
  );
}

function check({ name, passed, message, measures: figures }) {
  const list = Object.entries(figures);
  return h(
    'li',
    { class: passed ? 'passed' : 'failed' },
    h('span', { class: 'check' }, h('span', { class: 'hidden' }, passed ? 'Passed: ' : 'Failed: '), words(name)),
    h('span', { class: 'said' }, message),
    list.length === 0
      ? null
      : h('dl', { class: 'measures' }, list.map(([k, v]) => h('div', {}, h('dt', {}, words(k)), h('dd', { title: v }, decimal(v, 4))))),
  );
}
