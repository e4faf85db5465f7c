/** Makes and finds elements. Text only ever becomes text: nothing that was pasted is read as HTML. */

/**
 * Makes an element.
 *
 * @example
 * element('p', 'hint', 'The gateway got ', element('code', '', '{}'))
 */
export function element(
  tag: string,
  className: string,
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** A text whose parts between backticks are code. */
export function prose(text: string): (Node | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', '', part)));
}

/** A line of a request as code; an empty one is said to be empty. */
export function textOf(line: string): HTMLElement {
  return line === '' ? element('span', 'empty', 'empty line') : element('code', '', line);
}

/** The element of the page with that id. @throws When there is none of that type. */
export function byId<T extends HTMLElement>(id: string, type: abstract new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`);
  return found;
}
