/** Writes X.509 certificates that sign themselves, in DER and PEM, on node:crypto alone. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

/** A certificate and its key. */
export interface SelfSigned {
  /** X.509, PEM. */
  certificate: string;
  /** PKCS#8, PEM. */
  privateKey: string;
}

interface Choices {
  /** PKCS#8, PEM. Default: a new key. */
  privateKey?: string;
  /** How long a new key is. Default: 2048. */
  bits?: number;
  notBefore?: Date;
  notAfter?: Date;
}

/**
 * Makes one of RSA with SHA-256; valid from 2020 to 2060 unless told otherwise, so in both forms that times have.
 *
 * @example
 * const { certificate, privateKey } = selfSigned();
 */
export function selfSigned({
  bits = 2048,
  privateKey: givenKey,
  notBefore = new Date('2020-01-01T00:00:00Z'),
  notAfter = new Date('2060-01-01T00:00:00Z'),
}: Choices = {}): SelfSigned {
  const privateKey =
    givenKey === undefined
      ? generateKeyPairSync('rsa', { modulusLength: bits }).privateKey
      : createPrivateKey(givenKey);
  const publicKey = createPublicKey(privateKey);
  const algorithm = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex')); // sha256WithRSA.
  const commonName = sequence(
    Buffer.from('0603550403', 'hex'),
    der(0x0c, Buffer.from('local-vod')),
  );
  const name = sequence(der(0x31, commonName));
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // Version 3.
    der(0x02, Buffer.from([1])), // The serial number.
    algorithm,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', signed, privateKey);
  const whole = sequence(signed, algorithm, der(0x03, Buffer.concat([Buffer.alloc(1), signature])));
  return {
    certificate: pem(whole),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** DER as a certificate in PEM. */
export function pem(bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

/** An element of DER. */
export function der(tag: number, content: Buffer): Buffer {
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const long = content.length < 0x80 ? [] : [0x80 + length.length];
  return Buffer.concat([Buffer.from([tag, ...long]), length, content]);
}

function sequence(...elements: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(elements));
}

/** UTCTime until 2049, GeneralizedTime after. */
function time(date: Date): Buffer {
  const text = `${date.toISOString().replace(/[-:T]|\..*/g, '')}Z`;
  return date.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(text.slice(2)))
    : der(0x18, Buffer.from(text));
}
