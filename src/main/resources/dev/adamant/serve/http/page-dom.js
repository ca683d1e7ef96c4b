// Trees of elements, and the change of one into another that keeps what people are at: focus, selection and
// whatever they have unfolded.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element. Attributes that are null or false are left out, true ones are empty; children that are null or
 * false are left out, those that are no nodes become text.
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same in the name space of SVG. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
  return element;
}

/**
 * Makes the children of an element those of another tree. Elements with a data-key stay the same elements
 * wherever they move to; the others are taken by their place.
 */
export function morphChildren(live, wanted) {
  const keyed = new Map();
  for (const child of live.children) {
    if (child.dataset.key !== undefined) {
      keyed.set(child.dataset.key, child);
    }
  }
  let at = live.firstChild;
  for (const next of [...wanted.childNodes]) {
    const key = next.dataset?.key;
    const match = key === undefined ? at : (keyed.get(key) ?? null);
    if (match !== null && isSame(match, next)) {
      if (match === at) {
        at = at.nextSibling;
      } else {
        live.insertBefore(match, at);
      }
      morph(match, next);
    } else {
      live.insertBefore(next, at);
    }
  }
  while (at !== null) {
    const rest = at.nextSibling;
    at.remove();
    at = rest;
  }
}

function isSame(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && a.dataset?.key === b.dataset?.key;
}

function morph(live, wanted) {
  if (live.nodeType !== Node.ELEMENT_NODE) {
    if (live.nodeValue !== wanted.nodeValue) {
      live.nodeValue = wanted.nodeValue;
    }
    return;
  }
  for (const { name, value } of wanted.attributes) {
    if (live.getAttribute(name) !== value) {
      live.setAttribute(name, value);
    }
  }
  for (const { name } of [...live.attributes]) {
    // Whether it is unfolded is up to whoever reads.
    if (!wanted.hasAttribute(name) && !(name === 'open' && live.nodeName === 'DETAILS')) {
      live.removeAttribute(name);
    }
  }
  morphChildren(live, wanted);
}
