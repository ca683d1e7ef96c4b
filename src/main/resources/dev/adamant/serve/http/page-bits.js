// Small parts that several others are made of.

import { h } from './page-dom.js';
import { absolute, ago, short } from './page-text.js';

/** A fact of a description list. */
export function pair(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

/** A time as long ago, with the absolute one as its title. */
export function time(at, now) {
  return h('time', { datetime: at, title: absolute(at) }, ago(at, now));
}

/** The first digits of a digest, all of them when unfolded. */
export function digest(name, value, key) {
  return value === ''
    ? '\u2013'
    : h(
        'details',
        { class: 'digest', 'data-key': key },
        h('summary', { title: name }, h('code', {}, short(value)), h('span', { class: 'hidden' }, ', ' + name + ' in full')),
        h('code', { class: 'full' }, value),
      );
}

/** A word that stands out. */
export function badge(style, text) {
  return h('span', { class: 'badge ' + style }, text);
}
