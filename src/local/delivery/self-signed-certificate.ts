/** Makes X.509 certificates that sign themselves: node:crypto reads certificates, but does not write them. */
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
  /** The length of a new key. Default: 2048. */
  bits?: number;
  /** Default: the year 2020. */
  notBefore?: Date;
  /** Before 2050, as UTCTime has two digits for the year. Default: the end of 2049. */
  notAfter?: Date;
}

/**
 * Makes a certificate of RSA with SHA-256.
 *
 * @example
 * const { certificate, privateKey } = selfSigned();
 */
export function selfSigned({
  bits = 2048,
  privateKey: givenKey,
  notBefore = new Date('2020-01-01T00:00:00Z'),
  notAfter = new Date('2049-12-31T23:59:59Z'),
}: Choices = {}): SelfSigned {
  const privateKey =
    givenKey === undefined
      ? generateKeyPairSync('rsa', { modulusLength: bits }).privateKey
      : createPrivateKey(givenKey);
  const algorithm = Buffer.from('300d06092a864886f70d01010b0500', 'hex'); // sha256WithRSA.
  const commonName = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, 'local-vod'));
  const name = der(0x30, der(0x31, commonName));
  const signed = der(
    0x30,
    Buffer.from('a003020102020101', 'hex'), // Version 3, serial number 1.
    algorithm,
    name,
    der(0x30, time(notBefore), time(notAfter)),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.alloc(1), sign('sha256', signed, privateKey));
  return {
    certificate: pem(der(0x30, signed, algorithm, signature)),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** DER as a certificate in PEM. */
export function pem(bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

/** An element of DER. */
function der(tag: number, ...contents: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(
    contents.map((each) => (typeof each === 'string' ? Buffer.from(each) : each)),
  );
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const long = content.length < 0x80 ? [] : [0x80 + length.length];
  return Buffer.concat([Buffer.from([tag, ...long]), length, content]);
}

function time(date: Date): Buffer {
  return der(0x17, `${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`);
}
