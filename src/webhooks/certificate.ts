/** X.509 certificates, read by `node:crypto`, which Deno, Bun and Cloudflare Workers have too. */

/** A certificate cannot be used, or the runtime cannot read certificates; the message says why. */
export class CertificateError extends Error {
  override name = 'CertificateError';
}

/** What verifying a signature needs of a certificate. */
export interface Certificate {
  /** The first and the last moment at which it is valid, in milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  /** Whether its key made this RSA signature with SHA-256. */
  hasSigned: (content: Uint8Array, signature: Uint8Array) => boolean;
}

/**
 * Reads a certificate in PEM, the first one of a chain. It does not check who issued the certificate: the caller
 * has to know that it can be trusted.
 *
 * @throws CertificateError if the text is not a certificate, if its key is not RSA with 2048 to 8192 bits, or if
 *   the runtime has no `node:crypto`.
 */
export function readCertificate(pem: string): Certificate {
  const crypto = nodeCrypto();
  const { publicKey, validFrom, validTo } = parse(crypto, pem);
  const [notBefore, notAfter] = [Date.parse(validFrom), Date.parse(validTo)];
  if (Number.isNaN(notBefore + notAfter)) {
    throw new CertificateError(`The certificate is valid from "${validFrom}" to "${validTo}".`);
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  const bits = details?.modulusLength ?? 0;
  if (type !== 'rsa' || bits < 2048 || bits > 8192) {
    throw new CertificateError(
      `The key of the certificate is ${type ?? 'of an unknown type'} with ${bits} bits. ` +
        'It has to be rsa with 2048 to 8192 bits.',
    );
  }
  return {
    notBefore,
    notAfter,
    hasSigned: (content, signature) => crypto.verify('sha256', content, publicKey, signature),
  };
}

function parse({ X509Certificate }: typeof import('node:crypto'), pem: string) {
  try {
    // Reading the members can fail as well. Node 20 and workerd have no validFromDate and validToDate.
    const { publicKey, validFrom, validTo } = new X509Certificate(pem);
    return { publicKey, validFrom, validTo };
  } catch {
    // Without the cause, which can quote the text: that could be a private key.
    throw new CertificateError('The text is not an X.509 certificate in PEM.');
  }
}

/** Not imported, so that bundles for runtimes without it still work: they can receive webhooks of MFS. */
function nodeCrypto(): typeof import('node:crypto') {
  // Node's types promise that both are always there.
  const { process } = globalThis as { process?: Partial<typeof globalThis.process> };
  const crypto = process?.getBuiltinModule?.('node:crypto');
  if (crypto) return crypto;
  throw new CertificateError(
    'This runtime has no node:crypto, which reads the certificates of SMN. On Cloudflare Workers, set the ' +
      'compatibility flag nodejs_compat, and a compatibility date of 2024-09-23 or later.',
  );
}
