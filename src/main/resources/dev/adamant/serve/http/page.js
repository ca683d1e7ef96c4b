// The page of a server: asks for its state each second, shows it, and brings versions in.

import * as api from './page-api.js';
import { morphChildren } from './page-dom.js';
import * as view from './page-view.js';

const INTERVAL = 1000;
const LONGEST_INTERVAL = 8000;
const KEPT_SAMPLES = 700;

const element = (id) => document.getElementById(id);

/** What the page knows: the state of the server, the rest by the name of a model. */
const known = {
  state: null,
  selected: null,
  decisions: new Map(),
  samples: new Map(),
  earliest: new Map(),
  unfolded: new Set(),
  busy: false,
  skew: 0,
};

let timer = 0;
let round = 0;
let failures = 0;

function model() {
  return known.state.models.find((m) => m.name === known.selected) ?? known.state.models[0];
}

function render() {
  if (known.state === null) {
    return;
  }
  const chosen = model();
  const now = Date.now() + known.skew;
  const decisions = [...(known.decisions.get(chosen?.name)?.values() ?? [])].sort((a, b) => a.sequence - b.sequence);
  document.title = chosen?.live ? chosen.name + ' ' + chosen.live.version + ' \u2013 Adamant' : 'Adamant';
  morphChildren(element('server'), view.server(known.state, now));
  morphChildren(element('models'), view.tabs(known.state, chosen?.name));
  const tree = view.content({
    state: known.state,
    model: chosen,
    decisions,
    hasEarlier: known.earliest.get(chosen?.name)?.more ?? false,
    samples: known.samples.get(chosen?.name) ?? [],
    now,
    width: chartWidth(),
    busy: known.busy,
    isWhole: known.unfolded.has(chosen?.name),
  });
  const content = element('content');
  const shell = document.createElement('div');
  shell.append(tree);
  morphChildren(content, shell);
}

/** As wide as the card leaves room for; before there is one, a guess that the next round mends. */
function chartWidth() {
  const card = document.querySelector('.card.figure .head');
  return Math.max(220, Math.floor(card?.clientWidth ?? 320));
}

async function poll() {
  clearTimeout(timer);
  if (document.hidden || !api.hasToken()) {
    return;
  }
  const mine = ++round;
  try {
    const state = await api.get('v1/state');
    if (mine === round) {
      await take(state);
      failures = 0;
      show('ok', state.models.some((m) => m.live === null) ? 'Connected, not all live' : 'Connected');
    }
  } catch (refusal) {
    if (mine !== round) {
      return;
    }
    if (refusal.status === 401 || refusal.status === 403) {
      askForToken('The server does not accept this token.');
      return;
    }
    failures++;
    show('lost', refusal.status === 0 ? 'Connection lost, trying again' : 'Error: ' + refusal.message);
  }
  if (mine === round) {
    timer = setTimeout(poll, Math.min(INTERVAL * 2 ** Math.min(failures, 3), LONGEST_INTERVAL));
  }
}

async function take(state) {
  if (known.state !== null && state.ledger.sequence < known.state.ledger.sequence) {
    // Another registry at the same address.
    known.decisions.clear();
    known.earliest.clear();
  }
  known.state = state;
  known.skew = Date.parse(state.server.time) - Date.now();
  for (const { name, decisions, earlierDecisions } of state.models) {
    keep(name, decisions);
    if (!known.earliest.has(name)) {
      known.earliest.set(name, { sequence: decisions[0]?.sequence ?? 0, more: earlierDecisions });
    }
  }
  const chosen = model();
  if (chosen !== undefined) {
    const samples = known.samples.get(chosen.name) ?? [];
    const after = samples.length === 0 ? 0 : samples[samples.length - 1].sequence;
    const load = await api.get('v1/models/' + encodeURIComponent(chosen.name) + '/load?after=' + after);
    // A server that was started anew counts from the beginning. Another round may have been quicker.
    const kept = load.last < after ? [] : (known.samples.get(chosen.name) ?? []);
    const last = kept[kept.length - 1]?.sequence ?? 0;
    const fresh = load.samples.filter((s) => s.sequence > last);
    known.samples.set(chosen.name, kept.concat(fresh).slice(-KEPT_SAMPLES));
  }
  element('sign-in').hidden = true;
  element('sign-out').hidden = false;
  render();
}

function keep(name, decisions) {
  const all = known.decisions.get(name) ?? new Map();
  decisions.forEach((d) => all.set(d.sequence, d));
  known.decisions.set(name, all);
}

/** The state of the connection; changed only when it differs, so that it is read out once. */
function show(state, text) {
  const pill = element('connection');
  if (pill.dataset.state !== state || pill.textContent !== text) {
    pill.dataset.state = state;
    pill.textContent = text;
    document.body.classList.toggle('lost', state === 'lost');
  }
}

function askForToken(error) {
  api.forgetToken();
  round++;
  known.state = null;
  for (const id of ['server', 'models', 'content']) {
    element(id).replaceChildren();
  }
  show('idle', 'Not connected');
  element('token-error').textContent = error;
  element('sign-out').hidden = true;
  element('sign-in').hidden = false;
  element('token').value = '';
  element('token').focus();
}

function tell(kind, text) {
  element('notice').dataset.kind = kind;
  element('progress').hidden = kind !== 'busy';
  element('dismiss').hidden = kind === 'busy' || kind === 'none';
  element('message').textContent = text;
}

/** Opens a dialog; whether it was confirmed. Escape is a no. */
function confirmed(dialog) {
  dialog.returnValue = 'cancel';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'go'), { once: true });
  });
}

async function rotate(name, version) {
  const { live } = model();
  const gate = known.state.gate;
  element('rotate-title').textContent = 'Rotate ' + name + ' to version ' + version + '?';
  element('rotate-text').textContent =
    'Its record, signature and certificate are checked and its answers compared' +
    (live === null ? '.' : ' with those of version ' + live.version + ', which keeps answering until the switch.');
  const form = element('rotate-form');
  for (const key of Object.keys(gate)) {
    form.elements[key].value = gate[key];
  }
  if (!(await confirmed(element('rotate-dialog')))) {
    return;
  }
  const body = { version };
  for (const key of Object.keys(gate)) {
    body[key] = form.elements[key].valueAsNumber;
  }
  await decide(name, 'rotate', body, 'Checking version ' + version + ' of ' + name);
}

async function rollback(name, version) {
  element('rollback-title').textContent = 'Roll ' + name + ' back to version ' + version + '?';
  element('rollback-text').textContent =
    'Requests under way finish on version ' + model().live.version + '; those that come after are answered by version ' + version + '.';
  if (await confirmed(element('rollback-dialog'))) {
    await decide(name, 'rollback', {}, 'Rolling ' + name + ' back to version ' + version);
  }
}

async function decide(name, action, body, progress) {
  known.busy = true;
  render();
  tell('busy', progress);
  try {
    const decision = await api.post('v1/models/' + encodeURIComponent(name) + '/' + action, body);
    tell('ok', outcome(name, decision));
  } catch (refusal) {
    if (refusal.body?.action === 'refused') {
      tell('bad', outcome(name, refusal.body));
    } else {
      tell('bad', 'Not done: ' + refusal.message);
    }
  } finally {
    known.busy = false;
  }
  const active = document.activeElement;
  await poll();
  if (active === document.body || !active.isConnected) {
    element('message').focus();
  }
}

function outcome(name, { action, from, to, checks }) {
  if (action === 'refused') {
    const failed = checks.find((c) => !c.passed);
    const stays = from === 0 ? 'nothing is live' : 'version ' + from + ' stays live';
    return 'Version ' + to + ' of ' + name + ' was refused, ' + stays + ': ' + (failed?.message ?? 'see its checks');
  }
  return action === 'rolled-back'
    ? 'Rolled ' + name + ' back: version ' + to + ' is live.'
    : 'Version ' + to + ' of ' + name + ' is live.';
}

/** Entries before those that are known; a batch of them may be without any decision. */
async function earlier(name) {
  try {
    let { sequence, more } = known.earliest.get(name);
    let found = [];
    while (more && found.length === 0) {
      const batch = await api.get('v1/models/' + encodeURIComponent(name) + '/history?before=' + sequence);
      found = batch.entries.filter((e) => e.kind === 'decision');
      more = batch.more;
      sequence = batch.entries[0]?.sequence ?? 0;
    }
    known.earliest.set(name, { sequence, more });
    keep(name, found);
    render();
  } catch (refusal) {
    tell('bad', 'The earlier decisions cannot be had: ' + refusal.message);
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-action]');
  if (button === null || button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  const { action, model: name, version } = button.dataset;
  if (action === 'rotate') {
    rotate(name, Number(version));
  } else if (action === 'rollback') {
    rollback(name, Number(version));
  } else if (action === 'earlier') {
    earlier(name);
  } else if (action === 'all-versions') {
    known.unfolded.add(name);
    render();
  } else if (action === 'select') {
    known.selected = name;
    render();
    poll();
  }
});

element('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const token = element('token').value.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    element('token-error').textContent = 'A token is letters, digits and signs without blanks.';
    return;
  }
  element('token-error').textContent = '';
  api.setToken(token);
  poll();
});
element('sign-out').addEventListener('click', () => askForToken(''));
element('dismiss').addEventListener('click', () => {
  tell('none', '');
  element('main').focus();
});
document.addEventListener('visibilitychange', poll);
window.addEventListener('hashchange', () => {
  api.takeToken();
  poll();
});
window.addEventListener('resize', render);

api.takeToken();
if (api.hasToken()) {
  show('idle', 'Connecting');
  poll();
} else {
  askForToken('');
}
