/** Presigned URLs: each allows one kind of request on one asset's file for an hour, without other credentials. */
import { hmacSha256Hex, verifyHmacSha256Hex } from '#digest';
import { StorageError } from './storage-error.js';

/** How long a URL is valid, in milliseconds. An assumption: samples suggest one hour, the documents do not say. */
const oneHour = 60 * 60 * 1000;

/** The headers that a URL can prescribe. If it does, the request has to send them with the same value. */
const signedHeaders = ['content-md5', 'content-type'];

/** Makes and checks presigned URLs. */
export class PresignedUrls {
  readonly #options: { secret: string; now: () => number };

  /** @param options the HMAC key of the signatures, and the clock, in milliseconds since 1970. */
  constructor(options: { secret: string; now: () => number }) {
    this.#options = options;
  }

  /**
   * Makes a presigned URL.
   *
   * @param query the further parameters of the URL, such as `uploadId`. A parameter `content-md5` or `content-type`
   *   prescribes the value of the header of that name.
   */
  async sign(method: string, url: string, query: Record<string, string> = {}): Promise<string> {
    const expires = String(Math.floor((this.#options.now() + oneHour) / 1000));
    const parameters = new URLSearchParams({ ...query, Expires: expires });
    const text = signedText(method, new URL(url).pathname, parameters);
    parameters.append('Signature', await hmacSha256Hex(this.#options.secret, text));
    // If the first parameter has no value, it has no equals sign, as in `?uploads&…`.
    return `${url}?${parameters.toString().replace(/^(\w+)=&/, '$1&')}`;
  }

  /**
   * Checks a request against its presigned URL.
   *
   * @throws StorageError 403 when the URL was changed, was not made for this method or these headers, or has expired.
   */
  async check(request: Request): Promise<void> {
    const { pathname, searchParams } = new URL(request.url);
    const signature = searchParams.get('Signature') ?? '';
    searchParams.delete('Signature');
    const text = signedText(request.method, pathname, searchParams);
    if (!(await verifyHmacSha256Hex(this.#options.secret, text, signature))) {
      throw forged('The URL was not made by this service, or not for this method, or was changed.');
    }
    const changed = signedHeaders.find((name) => {
      const wanted = searchParams.get(name);
      return wanted !== null && wanted !== request.headers.get(name);
    });
    if (changed !== undefined) {
      throw forged(`The header ${changed} is not the one that the URL was requested for.`);
    }
    if (Number(searchParams.get('Expires')) * 1000 < this.#options.now()) {
      throw new StorageError(403, 'AccessDenied', 'The URL has expired. Ask for a new one.');
    }
  }
}

function signedText(method: string, path: string, parameters: URLSearchParams): string {
  return `${method}\n${path}\n${parameters.toString()}`;
}

function forged(why: string): StorageError {
  return new StorageError(403, 'SignatureDoesNotMatch', why);
}
