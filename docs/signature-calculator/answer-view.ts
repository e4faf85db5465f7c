/** Shows what the gateway's answer means, and which of its lines differ. */
import type { ComparedLine } from './comparison.js';
import { byId, element, prose, textOf } from './element.js';

const status = byId('answer-status', HTMLElement);
const comparison = byId('comparison', HTMLElement);
const adopt = byId('adopt', HTMLElement);

/** What to do when both canonical requests are the same, by where the user's own request comes from. */
const sameText = {
  form: 'So it is not what is signed, but with what: is the secret access key that of this access key id, whole, and without white space around it? Or your program signs something else than it sends: the Authorization above is the right one, compare it with the one that was sent.',
  pasted:
    'So your signer builds the right text. Look at what it makes of it: the string to sign, and the secret access key (that of this access key id, whole, without white space around it).',
};

/** Clears the view, because no answer was pasted. */
export function showNoAnswer(): void {
  show('', []);
}

/** Shows what one of the other texts means. */
export function showExplanation(title: string, hint: string): void {
  show('bad', [element('strong', '', `${title}.`), ' ', ...prose(hint)]);
}

/**
 * Shows the comparison line by line.
 *
 * @param source - Where one's own canonical request is from. One from the form may be a reconstruction of what
 *   was sent, which gets better with the gateway's date.
 */
export function showComparison(lines: ComparedLine[], source: 'form' | 'pasted'): void {
  const differing = lines.filter(({ state }) => state === 'differs').map(({ label }) => label);
  const brokenOff = lines.some(({ state }) => state === 'missing')
    ? ' The gateway’s text breaks off, so not every line can be compared.'
    : '';
  if (differing.length === 0) {
    show('', [element('strong', '', 'No line differs.'), brokenOff, ' ', sameText[source]], lines);
    return;
  }
  const names = differing.map((label) => label.toLowerCase()).join(', ');
  const count = `${differing.length} of ${lines.length} lines ${differing.length === 1 ? 'differs' : 'differ'}: ${names}.`;
  show('bad', [element('strong', '', count), brokenOff], lines);
  adopt.hidden =
    source === 'pasted' ||
    !(differing.includes('Header x-sdk-date') || differing.includes('Signed headers'));
}

function show(className: string, message: (Node | string)[], lines: ComparedLine[] = []): void {
  status.className = `status ${className}`;
  const made = element('p', '', ...message);
  // A screen reader reads out what is written here, even when it is the same text again.
  if (status.textContent !== made.textContent) status.replaceChildren(...made.childNodes);
  comparison.replaceChildren(...lines.map(row));
  adopt.hidden = true;
}

function row({ label, yours, gateway, state, hint }: ComparedLine): HTMLElement {
  const names = { same: 'same', differs: 'differs', missing: 'not in the text' };
  const made = element(
    'div',
    `line ${state}`,
    element('dt', '', label, ' ', element('span', 'badge', names[state])),
  );
  if (state === 'differs') {
    made.append(side('yours', yours, gateway), side('gateway', gateway, yours));
  } else {
    made.append(element('dd', '', textOf(yours ?? '')));
  }
  if (hint !== undefined) made.append(element('dd', 'hint', ...prose(hint)));
  return made;
}

function side(name: string, text: string | undefined, other = ''): HTMLElement {
  const content =
    text === undefined
      ? element('span', 'empty', 'not there')
      : text === ''
        ? textOf(text)
        : element('code', '', ...markDifference(text, other));
  return element('dd', `side ${name}`, element('span', 'name', name), content);
}

/** Marks what is between the common start and the common end. */
function markDifference(text: string, other: string): (Node | string)[] {
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end++;
  const middle = text.slice(start, text.length - end);
  return [
    text.slice(0, start),
    ...(middle === '' ? [] : [element('mark', '', middle)]),
    text.slice(text.length - end),
  ];
}
