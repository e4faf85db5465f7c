/** The curl command that sends a signed request. */
import type { Signature } from '../../src/auth/signer.js';

/** Writes the command for a POSIX shell: exactly the signed request, and no secret key. */
export function curlCommand({ method, url, headers }: Signature, body: string): string {
  const words = [
    // curl waits for a body that never comes when HEAD is only the name of the method.
    `curl ${method === 'HEAD' ? '--head' : `--request ${method}`} ${quote(url.href)}`,
  ];
  // curl takes these characters for patterns, and URL leaves them as they are.
  if (/[[\]{}]/.test(url.href)) words.push('--globoff');
  for (const [name, value] of headers) {
    words.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body !== '') {
    // Otherwise curl would call the body a form.
    if (!headers.has('content-type')) words.push("--header 'content-type:'");
    words.push(`--data-raw ${quote(body)}`);
  }
  return words.join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
