// The administrative interface of the server, with the bearer token of this tab.

const KEY = 'adamant-token';
const POLL_LIMIT = 8000;

/** An answer that is no success: its status (0: there was none) and its JSON, if any. */
export class Refusal extends Error {
  constructor(status, message, body) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** Takes the token out of the address, so that it is in no history and no bookmark. */
export function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) {
    history.replaceState(null, '', location.pathname);
    setToken(token);
  }
}

export function setToken(token) {
  sessionStorage.setItem(KEY, token);
}

export function forgetToken() {
  sessionStorage.removeItem(KEY);
}

export function hasToken() {
  return sessionStorage.getItem(KEY) !== null;
}

export function get(path) {
  return call('GET', path, undefined, POLL_LIMIT);
}

/** Waits as long as the server needs: a gate may watch traffic for minutes. */
export function post(path, body) {
  return call('POST', path, body, undefined);
}

async function call(method, path, body, limit) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: headers(body),
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: limit === undefined ? undefined : AbortSignal.timeout(limit),
    });
  } catch {
    throw new Refusal(0, 'the server does not answer');
  }
  const json = await response.json().catch(() => null);
  if (!response.ok || json === null) {
    throw new Refusal(response.status, json?.error ?? 'the server answered with status ' + response.status, json);
  }
  return json;
}

function headers(body) {
  const token = sessionStorage.getItem(KEY) ?? '';
  const all = { Authorization: 'Bearer ' + token };
  if (body !== undefined) {
    all['Content-Type'] = 'application/json';
  }
  return all;
}
