/** Certificates are read exactly, and nothing that is none does harm. */
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smnCertificate } from '../../src/webhooks/index.js';
import { CertificateError, readCertificate } from '../../src/webhooks/certificate.js';
import { der, pem, selfSigned } from '../../src/local/delivery/self-signed-certificate.js';

const { certificate } = selfSigned();
const bytes = new X509Certificate(certificate).raw;

/** As node:crypto reads it. */
function independent(text: string) {
  const read = new X509Certificate(text);
  return {
    publicKey: read.publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
    notBefore: Date.parse(read.validFrom),
    notAfter: Date.parse(read.validTo),
  };
}

function ours(text: string) {
  const read = readCertificate(text);
  return { ...read, publicKey: Buffer.from(read.publicKey).toString('hex') };
}

describe('readCertificate', () => {
  it.each([
    ['the one of SMN', smnCertificate],
    ['one whose second time is of another form', certificate],
    [
      'one of the last century',
      selfSigned({ notBefore: new Date('1999-12-31T23:59:59Z') }).certificate,
    ],
    ['one with 4096 bits', selfSigned({ bits: 4096 }).certificate],
  ])('reads %s as node:crypto does', (_, text) => {
    expect(ours(text)).toEqual(independent(text));
  });

  it('reads the first of a chain, in lines of any end', () => {
    const chain = `A text before.\n${certificate.replaceAll('\n', '\r\n')}${smnCertificate}`;
    expect(readCertificate(chain)).toEqual(readCertificate(certificate));
  });

  it('knows until when the pinned certificate of SMN is valid', () => {
    const { notBefore, notAfter } = readCertificate(smnCertificate);
    expect(new Date(notBefore).toISOString()).toBe('2020-09-09T06:40:04.000Z');
    expect(new Date(notAfter).toISOString()).toBe('2030-09-07T06:40:04.000Z');
    const { subject, issuer, fingerprint256 } = new X509Certificate(smnCertificate);
    expect(subject).toBe('C=CN\nO=Huawei\nCN=Huawei-Cloud-SMN-Meter');
    expect(issuer).toBe('C=CN\nO=Huawei\nCN=Huawei Cloud CA');
    expect(fingerprint256).toMatch(/^85:FF:15:CD:.*:CA:D1:38:17$/);
  });

  const rsa = Buffer.from('2a864886f70d010101', 'hex');
  const rsaPss = Buffer.from('2a864886f70d01010a', 'hex');
  it.each([
    ['no text at all', '', 'no certificate in PEM'],
    ['a private key', selfSigned().privateKey, 'no certificate in PEM'],
    ['what is not base64', pem(bytes).replace('M', '?'), 'no certificate in PEM'],
    ['nothing', pem(Buffer.alloc(0)), 'its end in the place of 0x30'],
    ['half of it', pem(bytes.subarray(0, 300)), 'breaks off'],
    ['more than it', pem(Buffer.concat([bytes, Buffer.alloc(1)])), 'where it should end'],
    ['an indefinite length', pem(Buffer.from('30800000', 'hex')), 'not DER'],
    ['a length in two ways', pem(Buffer.from('30810100', 'hex')), 'not DER'],
    ['a length in far too many bytes', pem(Buffer.from('30ff00', 'hex')), 'not DER'],
    ['a length of four bytes', pem(Buffer.from('308401000000', 'hex')), 'not DER'],
    ['another kind of key', pem(replaced(bytes, rsa, rsaPss)), 'not RSA'],
    ['a short key', selfSigned({ bits: 1024 }).certificate, 'has 1024 bits'],
    ['a month that is none', pem(replaced(bytes, '200101000000Z', '201301000000Z')), 'date'],
    ['a time of another zone', pem(replaced(bytes, '200101000000Z', '20010100+0100')), 'date'],
  ])('refuses %s', (_, text, why) => {
    expect(() => readCertificate(text)).toThrow(CertificateError);
    expect(() => readCertificate(text)).toThrow(why);
  });

  /** Whether it either reads or refuses in its own words. */
  const holds = (text: string): boolean => {
    try {
      readCertificate(text);
      return true;
    } catch (error) {
      return error instanceof CertificateError;
    }
  };

  it('has no other error for any text, any bytes, any elements', () => {
    const { tree } = fc.letrec<{ tree: Buffer; leaf: Buffer; node: Buffer }>((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('node')),
      leaf: fc
        .tuple(fc.constantFrom(2, 3, 5, 6, 0x17, 0x18), fc.uint8Array({ maxLength: 20 }))
        .map(([tag, content]) => der(tag, Buffer.from(content))),
      node: fc
        .tuple(fc.constantFrom(0x30, 0x31, 0xa0), fc.array(tie('tree'), { maxLength: 8 }))
        .map(([tag, elements]) => der(tag, Buffer.concat(elements))),
    }));
    const texts = fc.oneof(
      fc.string(),
      fc.string().map((text) => smnCertificate.slice(0, 40) + text + smnCertificate.slice(60)),
      fc.uint8Array({ maxLength: 500 }).map(pem),
      tree.map(pem),
    );
    fc.assert(fc.property(texts, holds), { numRuns: 5_000 });
  });

  it('has no other error for a certificate that was changed, cut or repeated anywhere', () => {
    const places = fc.tuple(fc.nat(bytes.length - 1), fc.nat(bytes.length), fc.nat(255));
    const property = fc.property(places, ([from, to, value]) => {
      const changed = Buffer.from(bytes);
      changed[from] = value;
      const moved = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
      return holds(pem(changed)) && holds(pem(moved));
    });
    fc.assert(property, { numRuns: 5_000 });
  });
});

/** The bytes with a part, which has to be there, replaced by one of the same length. */
function replaced(from: Buffer, part: Buffer | string, by: Buffer | string): Buffer {
  const at = from.indexOf(part);
  expect([at > 0, by.length]).toEqual([true, part.length]);
  const result = Buffer.from(from);
  result.set(Buffer.from(by as string), at);
  return result;
}
