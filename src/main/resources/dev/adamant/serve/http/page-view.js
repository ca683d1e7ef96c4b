// What the page shows of the state of a server: every function gives the tree of a part.

import { digest, pair, time } from './page-bits.js';
import { bar } from './page-chart.js';
import { h } from './page-dom.js';
import { divergenceCard, loadCharts } from './page-figures.js';
import { history, versions } from './page-ledger.js';
import { bytes, decimal, duration, figure, words } from './page-text.js';

const NO_LIMIT = 2 ** 62;

/** The line of facts beside the name. */
export function server(state, now) {
  const { version, started } = state.server;
  return h(
    'div',
    {},
    fact('version', version),
    fact('up', duration((now - Date.parse(started)) / 1000)),
    fact('ledger', '#' + state.ledger.sequence),
    state.ledger.head === '' ? null : digest('Head of the ledger', state.ledger.head, 'head'),
  );
}

function fact(name, value) {
  return h('span', { class: 'fact' }, h('span', { class: 'name' }, name), ' ', value);
}

/** Which model is looked at, where there are several. */
export function tabs(state, selected) {
  return h(
    'div',
    {},
    state.models.length < 2
      ? []
      : state.models.map(({ name, live }) =>
          h(
            'button',
            {
              type: 'button',
              'data-key': name,
              'data-action': 'select',
              'data-model': name,
              'aria-current': name === selected ? 'true' : null,
            },
            name,
            h('span', { class: 'of' }, live === null ? 'none live' : 'version ' + live.version),
          ),
        ),
  );
}

/**
 * All of a model and of the server.
 *
 * @param view of { state, model, decisions, samples, now, width, busy }
 */
export function content(view) {
  const { state, model } = view;
  if (model === undefined) {
    return h('div', {}, h('p', { class: 'plain card' }, 'The registry has no versions yet: adamant registry publish adds one.'), machine(state));
  }
  return h(
    'div',
    { class: 'page' },
    summary(view),
    h('div', { class: 'charts' }, loadCharts(view), divergenceCard(view)),
    h('div', { class: 'columns' }, versions(view), history(view), machine(state)),
  );
}

/** The version that answers, and whether all is well with it. */
function summary({ model, now, busy }) {
  const { live, name, previous } = model;
  return h(
    'section',
    { class: 'card live', 'aria-labelledby': 'live-title', 'data-key': 'live' },
    h(
      'div',
      { class: 'head' },
      h('h2', { id: 'live-title' }, name),
      health(model),
    ),
    live === null
      ? h('p', { class: 'plain' }, 'No version answers. Rotate to one of those below.')
      : h(
          'div',
          { class: 'now' },
          h(
            'p',
            { class: 'number', id: 'live-version' },
            h('span', { class: 'name' }, 'version '),
            h('strong', {}, live.version),
          ),
          h(
            'dl',
            { class: 'facts' },
            pair('Live since', live.since === null ? '\u2013' : time(live.since, now)),
            pair('Weights', digest('Digest of the weights', live.modelSha256, 'live-digest')),
            Object.entries(live.metrics).map(([k, v]) => pair(words(k), decimal(v, 4))),
            pair('Divergence', divergence(live)),
            pair('Format', live.storage + (live.compute === live.storage ? '' : ' / ' + live.compute)),
            pair('Parameters', live.parameters.toLocaleString('en')),
            pair('Held', live.heldBytes === null ? '\u2013' : bytes(live.heldBytes)),
          ),
          h(
            'div',
            { class: 'act' },
            previous === null
              ? h('p', { class: 'muted' }, 'No version before it')
              : h(
                  'button',
                  { type: 'button', 'data-action': 'rollback', 'data-model': name, 'data-version': previous, 'aria-disabled': busy ? 'true' : null },
                  'Roll back to ' + previous + '\u2026',
                ),
          ),
        ),
  );
}

function health({ live, ledgerLive, trouble }) {
  let [style, text] = ['ok', 'Answering'];
  if (trouble !== null) {
    [style, text] = [live === null ? 'bad' : 'warn', trouble];
  } else if (live === null) {
    [style, text] = ['bad', 'Nothing is live'];
  } else if (live.revoked !== null) {
    [style, text] = ['bad', 'The live version is revoked: ' + live.revoked];
  } else if (ledgerLive !== live.version) {
    [style, text] = ['warn', 'The ledger has ' + (ledgerLive === null ? 'no version' : 'version ' + ledgerLive) + ' live'];
  }
  return h('p', { class: 'state ' + style, id: 'health' }, text);
}

function divergence({ divergence: nats }) {
  return nats === '' ? '\u2013' : [decimal(nats), h('span', { class: 'unit' }, ' nats')];
}

/** Target and memory. */
function machine({ server: { target }, memory }) {
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'machine-title', 'data-key': 'machine' },
    h('h2', { id: 'machine-title' }, 'Target and memory'),
    h(
      'dl',
      { class: 'facts' },
      pair('Target', target.name),
      pair('Device', target.device),
      pair('Driver', target.driver),
      pair('Units', target.computeUnits),
      pair('Its memory', bytes(target.memoryBytes)),
      pair('In regions', bytes(memory.liveBytes)),
      pair('At most so far', bytes(memory.peakBytes)),
    ),
    h(
      'table',
      { class: 'stack', role: 'table' },
      h('caption', { class: 'hidden' }, 'Regions of memory'),
      h(
        'thead',
        { role: 'rowgroup' },
        h('tr', { role: 'row' }, ['Region', 'Place', 'Held', 'Most', 'Limit', 'Share'].map((c) => h('th', { scope: 'col', role: 'columnheader' }, c))),
      ),
      h('tbody', { role: 'rowgroup' }, memory.regions.map((r) => region(r, memory.liveBytes))),
    ),
  );
}

function region({ name, place, live, peak, limit }, all) {
  const cell = (label, child) => h('td', { role: 'cell', 'data-label': label }, child);
  const share = all > 0 ? live / all : 0;
  return h(
    'tr',
    { role: 'row' },
    h('th', { scope: 'row', role: 'rowheader', 'data-label': 'Region' }, name),
    cell('Place', place),
    cell('Held', bytes(live)),
    cell('Most', bytes(peak)),
    cell('Limit', limit < NO_LIMIT ? bytes(limit) : 'none'),
    cell('Share', bar(Math.min(1, share), figure(100 * share, 2) + ' % of what all regions hold')),
  );
}
