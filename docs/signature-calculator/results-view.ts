/** Shows a signature with all that it was made from. */
import type { Signature } from '../../src/auth/signer.js';
import { readCanonicalRequest } from './canonical-lines.js';
import { curlCommand } from './curl.js';
import { byId, element, textOf } from './element.js';

const results = byId('results', HTMLElement);
const status = byId('status', HTMLElement);
/** The texts that the copy buttons copy, by the id of the element that shows them. */
let texts: Record<string, string> = {};

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
  button.addEventListener('click', () => {
    void copy(button, texts[button.dataset['copies'] ?? ''] ?? '');
  });
}

/** Shows the signature, and warnings about the request. */
export function showSignature(signature: Signature, body: string, warnings: string[]): void {
  const begins = `Signed. The signature begins with ${signature.signature.slice(0, 8)}.`;
  showStatus('good', [begins, ...warnings].join(' '));
  const { canonicalRequest, stringToSign, headers } = signature;
  texts = {
    'canonical-request': canonicalRequest,
    'string-to-sign': stringToSign,
    signature: signature.signature,
    authorization: headers.get('authorization') ?? '',
    curl: curlCommand(signature, body),
  };
  showLines(
    'canonical-request',
    readCanonicalRequest(canonicalRequest, '\n').map(({ label, text }) => [label, text]),
  );
  const [algorithm = '', date = '', hash = ''] = stringToSign.split('\n');
  showLines('string-to-sign', [
    ['Algorithm', algorithm],
    ['Date', date],
    ['Hash of step 1', hash],
  ]);
  for (const id of ['signature', 'authorization', 'curl']) {
    byId(id, HTMLElement).textContent = texts[id] ?? '';
  }
}

/** Says why nothing can be signed, and hides what was signed before, which would mislead. */
export function showProblem(problem: string): void {
  showStatus('bad', problem);
}

function showStatus(state: 'good' | 'bad', text: string): void {
  results.classList.toggle('void', state === 'bad');
  status.classList.toggle('bad', state === 'bad');
  // A screen reader reads out what is written here, even when it is the same text again.
  if (status.textContent !== text) status.textContent = text;
}

function showLines(id: string, lines: [label: string, text: string][]): void {
  byId(id, HTMLElement).replaceChildren(
    ...lines.map(([label, text]) =>
      element('div', 'line', element('dt', '', label), element('dd', '', textOf(text))),
    ),
  );
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  const name = button.textContent;
  button.textContent = await navigator.clipboard.writeText(text).then(
    () => 'Copied',
    () => 'Refused by the browser',
  );
  setTimeout(() => (button.textContent = name), 1500);
}
