/** The signature of a message of SMN, and the certificates that it may be made with. */
import { fromBase64, toBase64 } from './base64.js';
import { WebhookError } from './webhook-error.js';
import { type Certificate, CertificateError, readCertificate } from './certificate.js';
import { downloadCertificate } from './certificate-download.js';
import type { SmnOptions } from './smn.js';
import { smnCertificate } from './smn-certificate.js';
import { signatureAlgorithm, type SignedMembers, signedText } from './smn-message.js';

/** Certificates by their text, and keys by their certificate: a receiver has the same few for every message. */
const certificates = new Map<string, Certificate>();
const keys = new WeakMap<Certificate, Promise<CryptoKey>>();
const mostCertificates = 64;

/**
 * Checks a message's signature. The certificate that counts is the one whose key made it: nothing in the message is
 * believed about that.
 *
 * @throws WebhookError `unsigned`, `invalid-signature`, `expired-certificate`, or one of `downloadCertificate`'s.
 * @throws CertificateError when one of the options' certificates is none.
 */
export async function checkSmnSignature(
  signed: SignedMembers,
  envelope: Record<string, unknown>,
  options: SmnOptions,
  now: number,
): Promise<void> {
  const trusted = trustedCertificates(options);
  const { signature: base64, signing_cert_url: address } = envelope;
  if (typeof base64 !== 'string' || base64 === '') {
    throw new WebhookError('unsigned', 'The message has no signature.');
  }
  const text = signedText(signed);
  const signature = fromBase64(base64);
  // Stray bits and white space are forgiven there: one signature would have many texts.
  if (!signature || toBase64(signature) !== base64) throw invalid('it is not base64');
  for (const certificate of trusted.filter((each) => isCurrent(each, now))) {
    if (await isMadeWith(certificate, text, signature)) return;
  }
  const { downloadCertificate: download = false } = options;
  if (download !== false) {
    if (typeof address !== 'string') throw invalid('signing_cert_url is no text');
    const chosen = download === true ? {} : download;
    const certificate = await downloadCertificate(address, chosen, now);
    if (isCurrent(certificate, now) && (await isMadeWith(certificate, text, signature))) return;
    trusted.push(certificate);
  }
  // Only to tell the reason: these are not believed.
  for (const certificate of trusted.filter((each) => !isCurrent(each, now))) {
    if (await isMadeWith(certificate, text, signature)) throw expired(certificate);
  }
  throw invalid(
    download === false
      ? 'it fits none of the trusted certificates. Your region may have another one: see the options ' +
          'certificates and downloadCertificate'
      : 'it fits neither the trusted certificates nor the one at signing_cert_url',
  );
}

/** @throws CertificateError when one of the options' certificates is none. */
export function trustedCertificates({ certificates: added = [] }: SmnOptions): Certificate[] {
  return [smnCertificate, ...added].map((pem) => {
    const certificate = certificates.get(pem) ?? readCertificate(pem);
    if (certificates.size >= mostCertificates) certificates.clear();
    certificates.set(pem, certificate);
    return certificate;
  });
}

async function isMadeWith(
  certificate: Certificate,
  text: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  let key = keys.get(certificate);
  if (!key) {
    const { publicKey } = certificate;
    key = crypto.subtle.importKey('spki', publicKey, signatureAlgorithm, false, ['verify']);
    keys.set(certificate, key);
  }
  const usable = await key.catch((cause: unknown) => {
    throw new CertificateError('The key of the certificate cannot be used.', { cause });
  });
  return crypto.subtle.verify(signatureAlgorithm.name, usable, signature, text);
}

/** Written so that a clock that is no number makes every certificate an expired one. */
function isCurrent({ notBefore, notAfter }: Certificate, now: number): boolean {
  return notBefore <= now && now <= notAfter;
}

function expired({ notBefore, notAfter }: Certificate): WebhookError {
  const [from, to] = [notBefore, notAfter].map((time) => new Date(time).toISOString());
  return new WebhookError(
    'expired-certificate',
    `The certificate that signed the message is valid from ${from ?? ''} to ${to ?? ''}, not now.`,
  );
}

function invalid(why: string): WebhookError {
  return new WebhookError('invalid-signature', `The message's signature is not believed: ${why}.`);
}
