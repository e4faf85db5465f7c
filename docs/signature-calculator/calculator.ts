/**
 * The signature calculator: signs what is in the form with the client's own signer, shows its work, and
 * compares it with what the gateway says it got. All of it happens in the page.
 */
import { formatSigningDate, type Signature, signParts } from '../../src/auth/signer.js';
import { showComparison, showExplanation, showNoAnswer } from './answer-view.js';
import { type CanonicalLine, readCanonicalRequest } from './canonical-lines.js';
import { compareCanonicalRequests } from './comparison.js';
import { byId } from './element.js';
import { readGatewayAnswer } from './gateway-answer.js';
import { accessKeyIdText, bodyText, readForm, readWarnings, setDate } from './request-form.js';
import { showProblem, showSignature } from './results-view.js';
import { SignedHeaders } from './signed-headers.js';

const requestForm = byId('request', HTMLFormElement);
const answer = byId('answer', HTMLTextAreaElement);
const ownText = byId('own-canonical-request', HTMLTextAreaElement);
const signedHeaders = new SignedHeaders(byId('signed-headers', HTMLElement));

/** The lines of the gateway's canonical request, when its answer has one. */
let gatewayLines: CanonicalLine[] | undefined;
/** Signing is asynchronous: only the run that started last may show what it found. */
let latestRun = 0;

for (const field of [requestForm, answer, ownText]) field.addEventListener('input', refresh);
requestForm.addEventListener('submit', (event) => event.preventDefault());
requestForm.addEventListener('reset', () => {
  signedHeaders.reset();
  setTimeout(refresh); // The fields get their first values after this event.
});
onClick('now', () => setDate(formatSigningDate(new Date())));
onClick('show-secret', (button) => {
  const secret = byId('secret-access-key', HTMLInputElement);
  secret.type = secret.type === 'password' ? 'text' : 'password';
  button.textContent = secret.type === 'password' ? 'Show' : 'Hide';
});
onClick('show-example', () => {
  answer.value = byId('example-answer', HTMLTemplateElement).content.textContent.trim();
});
onClick('adopt', () => {
  const date = gatewayLines?.find(({ label }) => label === 'Header x-sdk-date')?.text;
  const names = gatewayLines?.find(({ kind }) => kind === 'names')?.text;
  if (date !== undefined) setDate(date.slice(date.indexOf(':') + 1));
  if (names !== undefined) signedHeaders.choose(names.split(';'));
});
refresh();

function onClick(id: string, action: (button: HTMLButtonElement) => void): void {
  const button = byId(id, HTMLButtonElement);
  button.addEventListener('click', () => {
    action(button);
    refresh();
  });
}

function refresh(): void {
  void run(++latestRun);
}

async function run(number: number): Promise<void> {
  const isLatest = () => number === latestRun;
  const signature = await sign(isLatest).catch((error: unknown) => {
    if (isLatest()) showProblem(error instanceof Error ? error.message : String(error));
    return undefined;
  });
  if (!isLatest()) return;
  if (signature) showSignature(signature, bodyText(), readWarnings());
  await readAnswer(signature, isLatest);
}

/** Signs what is in the form, with the headers that are ticked. */
async function sign(isLatest: () => boolean): Promise<Signature> {
  if (!('subtle' in crypto)) {
    throw new Error('A browser computes hashes only over https, on localhost and in a local file.');
  }
  const { request, body, accessKey } = readForm();
  // The signer itself says which headers it signs when left alone, and which in any case.
  const byDefault = await signParts(request, body, accessKey);
  const least = await signParts(request, body, accessKey, { signedHeaders: [] });
  if (!isLatest()) return byDefault;
  const names = [...new Set(['host', ...byDefault.headers.keys()])]
    .filter((name) => name !== 'authorization')
    .sort();
  const chosen = signedHeaders.update(names, least.signedHeaders, byDefault.signedHeaders);
  return signParts(request, body, accessKey, { signedHeaders: chosen });
}

async function readAnswer(
  signature: Signature | undefined,
  isLatest: () => boolean,
): Promise<void> {
  gatewayLines = undefined;
  if (answer.value.trim() === '') {
    showNoAnswer();
    return;
  }
  const read = readGatewayAnswer(answer.value, accessKeyIdText());
  if (read.kind === 'explained') {
    showExplanation(read.title, read.hint);
    return;
  }
  gatewayLines = readCanonicalRequest(read.canonicalRequest, '|');
  const pasted = ownText.value.trim();
  const own = pasted === '' ? signature?.canonicalRequest : pasted;
  if (own === undefined) {
    showExplanation('Nothing to compare with', 'The request above cannot be signed yet.');
    return;
  }
  const ownLines = readCanonicalRequest(own, own.includes('\n') ? '\n' : '|');
  const lines = await compareCanonicalRequests(ownLines, gatewayLines, bodyText());
  if (isLatest()) showComparison(lines, pasted === '' ? 'form' : 'pasted');
}
