/** Reads the gateway's APIGW.0301: the JSON body, its message alone, or a log line with it. */
import { parseSigningDate } from '../../src/auth/signer.js';

/** What a pasted answer turned out to be. */
export type GatewayAnswer =
  | { kind: 'mismatch'; canonicalRequest: string }
  | { kind: 'explained'; title: string; hint: string };

/** The texts besides the signature mismatch: https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html */
const texts: [
  pattern: RegExp,
  title: string,
  hint: (found: string[], accessKeyId: string) => string,
][] = [
  [
    /signature expired(?:,\s*signature time:\s*([^,\s"]+),\s*server time:\s*([^,\s"}]+))?/,
    'The clocks differ by more than 15 minutes',
    ([, signed = '', server = '']) => clockHint(signed, server),
  ],
  [
    /ak:\s*([^,\s"]*),\s*err:\s*ak not exist|ak not exist/,
    'The access key is unknown',
    ([, ak], accessKeyId) => unknownKeyHint(ak, accessKeyId),
  ],
  [
    /AK access failed to reach the limit/,
    'The access key is locked',
    () =>
      'More than five signatures in a row failed, so the gateway refuses this key for 5 minutes, right signatures too. Stop whatever still sends the wrong ones, wait, and try once.',
  ],
  [
    /decrypt token fail/,
    'The token cannot be read',
    () =>
      'The `X-Auth-Token` is cut off, altered, or from another region. Get a new one from the IAM endpoint of the region that you call, and send the whole `X-Subject-Token`, without a line end.',
  ],
  [
    /token expires/,
    'The token has expired',
    () => 'A token lives for 24 hours. Get a new one, and try once.',
  ],
  [
    /x-auth-token not found/i,
    'No credentials arrived',
    () =>
      'The gateway saw neither `Authorization` nor `X-Auth-Token`. A redirect to another host or a proxy drops them, and so does a call that never went through the signing code.',
  ],
];

/**
 * Reads the text of an error, its JSON body, or a log line that has either in it.
 *
 * @param accessKeyId - The key of the request that was refused.
 */
export function readGatewayAnswer(pasted: string, accessKeyId: string): GatewayAnswer {
  const message = messageOf(pasted);
  const echo = /canonicalRequest:\s*(.+)/.exec(message)?.[1];
  if (echo !== undefined) {
    // Up to the hash, because a log line may go on after it.
    const whole = /^.*?\|\|[^|]*\|(?:[0-9a-f]{64}|UNSIGNED-PAYLOAD)/i.exec(echo)?.[0];
    return { kind: 'mismatch', canonicalRequest: whole ?? echo };
  }
  for (const [pattern, title, hint] of texts) {
    const found = pattern.exec(message);
    if (found) return { kind: 'explained', title, hint: hint(found, accessKeyId) };
  }
  return {
    kind: 'explained',
    title: 'This is none of the texts of APIGW.0301 that this page knows',
    hint: 'Paste the value of `error_msg`, or the whole JSON body. Other codes are in the list of errors of the API reference.',
  };
}

/** The message of a JSON body, the Node SDK's spelling included; otherwise the text as it is. */
function messageOf(pasted: string): string {
  try {
    const json = pasted.slice(pasted.indexOf('{'), pasted.lastIndexOf('}') + 1);
    const body = JSON.parse(json) as Record<string, unknown>;
    const message = body['error_msg'] ?? body['errorMsg'] ?? body['message'];
    return typeof message === 'string' ? message : pasted;
  } catch {
    return pasted;
  }
}

function clockHint(signed: string, server: string): string {
  const minutes =
    (parseSigningDate(signed).getTime() - parseSigningDate(server).getTime()) / 60_000;
  const remedy =
    'Set the clock of the machine that signs (NTP), and sign afresh for every attempt.';
  if (Number.isNaN(minutes)) return `The date that was signed is too far from now. ${remedy}`;
  const size = Math.abs(minutes);
  const side = minutes < 0 ? 'behind' : 'ahead of';
  const difference = `The signature is of \`${signed}\`, ${duration(size)} ${side} the gateway’s \`${server}\`.`;
  // Time zones differ by whole half hours, and reach 14 hours.
  const zone = size > 20 && size <= 14 * 60 + 2 && Math.abs(size - Math.round(size / 30) * 30) < 2;
  return zone
    ? `${difference} So round a difference looks like a time zone: \`X-Sdk-Date\` is UTC, not local time. Otherwise: ${remedy}`
    : `${difference} ${remedy}`;
}

function duration(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 120) return `${whole} min`;
  if (whole < 48 * 60) return `${Math.floor(whole / 60)} h ${whole % 60} min`;
  return `${Math.round(whole / 1440)} days`;
}

function unknownKeyHint(ak: string | undefined, accessKeyId: string): string {
  const advice =
    'Is the key deleted or disabled, cut off, or of another site (China and international accounts are apart)? A temporary key is unknown without its `X-Security-Token`.';
  return ak === undefined || ak === accessKeyId
    ? advice
    : `The gateway got the access key id \`${ak}\`, above is \`${accessKeyId}\`: another key was sent than you think. ${advice}`;
}
