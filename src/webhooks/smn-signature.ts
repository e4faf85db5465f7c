/** Verifies the signature of an SMN message with the certificates that are trusted. */
import { type Certificate, readCertificate } from './certificate.js';
import { downloadCertificate } from './certificate-download.js';
import type { GuardedGetOptions } from './guarded-get.js';
import { smnCertificate } from './smn-certificate.js';
import { type SignedMembers, signedText } from './smn-message.js';
import { WebhookError } from './webhook-error.js';

/** Which certificates are trusted. */
export interface SmnCertificateOptions {
  /**
   * Certificates (X.509 in PEM; RSA with 2048 to 8192 bits) that are trusted in addition to SMN's published one,
   * which is part of this package. Some regions use another one.
   */
  certificates?: readonly string[];
  /**
   * Whether to download the certificate at `signing_cert_url` if no trusted one fits: once for each URL, and from
   * `smn.{region}.myhuaweicloud.com` and `.eu` only, unless options name other hosts. Default: false.
   */
  downloadCertificate?: boolean | GuardedGetOptions;
}

/**
 * Checks a message's signature. It has to be from the key of a trusted certificate; what the message says about its
 * certificate is only used for the download.
 *
 * @throws WebhookError `unsigned`, `invalid-signature`, `expired-certificate`, or one of `downloadCertificate`.
 * @throws CertificateError if one of the options' certificates cannot be used.
 */
export async function checkSmnSignature(
  signed: SignedMembers,
  envelope: Record<string, unknown>,
  options: SmnCertificateOptions,
  now: number,
): Promise<void> {
  const { signature: base64, signing_cert_url: address } = envelope;
  if (typeof base64 !== 'string' || base64 === '') {
    throw new WebhookError('unsigned', 'The message has no signature.');
  }
  const signature = decodeBase64(base64);
  if (!signature) throw invalid('it is not base64');
  const text = signedText(signed);
  let signers = trustedCertificates(options).filter(({ hasSigned }) => hasSigned(text, signature));
  const { downloadCertificate: download = false } = options;
  if (download !== false && !signers.some((signer) => isValid(signer, now))) {
    if (typeof address !== 'string') throw invalid('signing_cert_url is not a text');
    const downloaded = await downloadCertificate(address, download === true ? {} : download, now);
    if (downloaded.hasSigned(text, signature)) signers = [...signers, downloaded];
  }
  if (signers.some((signer) => isValid(signer, now))) return;
  if (signers[0]) throw expired(signers[0]);
  throw invalid(
    download === false
      ? 'it does not fit a trusted certificate. If your region has another one, use the option certificates or ' +
          'downloadCertificate'
      : 'it fits neither a trusted certificate nor the one at signing_cert_url',
  );
}

/** The certificates to verify with. @throws CertificateError if one of the options' cannot be used. */
export function trustedCertificates({ certificates = [] }: SmnCertificateOptions): Certificate[] {
  return [smnCertificate, ...certificates].map(readCertificate);
}

/** The bytes, if the text is exactly their base64: atob accepts more than one text for the same bytes. */
function decodeBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text);
    if (btoa(binary) !== text) return undefined;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** False as well if the clock returns NaN. */
function isValid({ notBefore, notAfter }: Certificate, now: number): boolean {
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
  return new WebhookError('invalid-signature', `The message's signature is refused: ${why}.`);
}
