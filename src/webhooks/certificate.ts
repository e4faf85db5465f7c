/**
 * Just enough of X.509 to verify a signature: the RSA key and the dates of a certificate, read from its DER.
 *
 * Strict: what is not exactly DER is refused. It trusts nobody: whether a certificate may be believed is for
 * whoever has it to know.
 */
import { fromPem } from './base64.js';

/** A certificate that cannot be used: not PEM, not X.509 in DER, or not RSA of 2048 to 8192 bits. */
export class CertificateError extends Error {
  override name = 'CertificateError';
}

/** What is used of a certificate. */
export interface Certificate {
  /** The SubjectPublicKeyInfo, in DER: what Web Crypto imports as `spki`. */
  publicKey: Uint8Array<ArrayBuffer>;
  /** The first and the last moment of its validity, in milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
}

const tags = {
  integer: 0x02,
  bitString: 0x03,
  sequence: 0x30,
  utcTime: 0x17,
  generalizedTime: 0x18,
  version: 0xa0,
};
/** rsaEncryption, 1.2.840.113549.1.1.1, with its parameters, which are NULL. */
const rsaEncryption = '06092a864886f70d0101010500';

/** Reads a certificate in PEM; of a chain the first one. @throws CertificateError */
export function readCertificate(pem: string): Certificate {
  const bytes = fromPem('CERTIFICATE', pem);
  if (!bytes) throw new CertificateError('The text holds no certificate in PEM.');
  const file = new DerReader(bytes);
  const certificate = file.enter(tags.sequence);
  file.end();
  const signed = certificate.enter(tags.sequence);
  certificate.skip(tags.sequence); // How it is signed.
  certificate.skip(tags.bitString); // The signature.
  certificate.end();

  if (signed.nextTag() === tags.version) signed.skip(tags.version);
  signed.skip(tags.integer); // The serial number.
  signed.skip(tags.sequence); // How it is signed, once more.
  signed.skip(tags.sequence); // The issuer.
  const validity = signed.enter(tags.sequence);
  const notBefore = readTime(validity);
  const notAfter = readTime(validity);
  validity.end();
  signed.skip(tags.sequence); // The subject.
  const publicKey = signed.skip(tags.sequence);
  checkKey(publicKey);
  return { publicKey, notBefore, notAfter };
}

/** Reads DER from front to back. */
class DerReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #offset = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  /** The tag of the next element; undefined at the end. */
  nextTag(): number | undefined {
    return this.#bytes[this.#offset];
  }

  /** A reader of what the next element holds. */
  enter(tag: number): DerReader {
    return new DerReader(this.content(tag));
  }

  /** What the next element holds. */
  content(tag: number): Uint8Array<ArrayBuffer> {
    const found = this.nextTag();
    if (found !== tag) {
      throw new CertificateError(`The certificate has ${hex(found)} in the place of ${hex(tag)}.`);
    }
    this.#offset += 1;
    const length = this.#length();
    const end = this.#offset + length;
    if (end > this.#bytes.length) throw new CertificateError('The certificate breaks off.');
    const content = this.#bytes.slice(this.#offset, end);
    this.#offset = end;
    return content;
  }

  /** Passes over the next element; returns it, header included. */
  skip(tag: number): Uint8Array<ArrayBuffer> {
    const start = this.#offset;
    this.content(tag);
    return this.#bytes.slice(start, this.#offset);
  }

  end(): void {
    if (this.#offset < this.#bytes.length) {
      throw new CertificateError('The certificate has bytes where it should end.');
    }
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first - 0x80;
    let length = 0;
    // 0 would be an indefinite length; four bytes are for more than 16 MB.
    if (count > 0 && count < 4)
      for (let i = 0; i < count; i += 1) length = length * 256 + this.#byte();
    // DER has one way to write a length: the shortest.
    if (length < (count > 1 ? 256 ** (count - 1) : 0x80)) {
      throw new CertificateError(
        'The certificate is not DER: a length is not written as it should be.',
      );
    }
    return length;
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset];
    if (byte === undefined) throw new CertificateError('The certificate breaks off.');
    this.#offset += 1;
    return byte;
  }
}

/** A time, in either of the two forms; UTCTime has years from 1950 to 2049 in two digits. */
function readTime(validity: DerReader): number {
  const short = validity.nextTag() === tags.utcTime;
  const content = validity.content(short ? tags.utcTime : tags.generalizedTime);
  const text = String.fromCharCode(...content.subarray(0, 16));
  const century = short ? (text < '50' ? '20' : '19') : '';
  const [, year = '', ...rest] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text) ?? [];
  const [month = '', day = '', hour = '', minute = '', second = ''] = rest;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw new CertificateError('The certificate has a date that is none.');
  return time;
}

/** @throws CertificateError when the key is not RSA of 2048 to 8192 bits. */
function checkKey(subjectPublicKeyInfo: Uint8Array<ArrayBuffer>): void {
  const info = new DerReader(subjectPublicKeyInfo).enter(tags.sequence);
  const algorithm = Array.from(info.content(tags.sequence), hexByte).join('');
  if (algorithm !== rsaEncryption) {
    throw new CertificateError('The key of the certificate is not RSA.');
  }
  const bits = info.content(tags.bitString);
  info.end();
  if (bits[0] !== 0) throw new CertificateError('The key of the certificate is no whole bytes.');
  const file = new DerReader(bits.slice(1));
  const key = file.enter(tags.sequence);
  file.end();
  const modulus = key.content(tags.integer);
  key.skip(tags.integer); // The exponent.
  key.end();
  // A byte of zeros comes first, lest the number be negative.
  const [zero, highest = 0] = modulus;
  const bitLength = zero === 0 ? (modulus.length - 2) * 8 + 32 - Math.clz32(highest) : 0;
  if (bitLength < 2048 || bitLength > 8192) {
    throw new CertificateError(
      `The key of the certificate has ${bitLength} bits; 2048 to 8192 are accepted.`,
    );
  }
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function hex(byte: number | undefined): string {
  return byte === undefined ? 'its end' : `0x${hexByte(byte)}`;
}
