/** URLs that allow one kind of request on one asset's file for an hour, without other credentials. */
import { hmacSha256Hex, verifyHmacSha256Hex } from '#digest';
import { StorageError } from './storage-error.js';

/** How long a URL is valid is not documented; samples suggest one hour. */
const oneHour = 60 * 60 * 1000;

/** Headers that a request has to carry as the URL was made for them. */
const signedHeaders = ['content-md5', 'content-type'];

/** Makes and checks presigned URLs. */
export class PresignedUrls {
  readonly #now: () => number;
  readonly #secret: string;

  /**
   * @param secret signs the URLs: those of a service with another secret are refused.
   * @param now the clock, in milliseconds since 1970.
   */
  constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  /**
   * @param query what the URL is for, such as `uploadId`. A `content-md5` or `content-type` in it is
   *   what the header of that name has to be.
   */
  async sign(method: string, url: string, query: Record<string, string> = {}): Promise<string> {
    const expires = String(Math.floor((this.#now() + oneHour) / 1000));
    const parameters = new URLSearchParams({ ...query, Expires: expires });
    const text = signedText(method, new URL(url).pathname, parameters);
    parameters.append('Signature', await hmacSha256Hex(this.#secret, text));
    // A flag has no equals sign, as in `?uploads&…`.
    return `${url}?${parameters.toString().replace(/^(\w+)=&/, '$1&')}`;
  }

  /** @throws StorageError 403 when the request is not what its URL was made for, or comes too late. */
  async check(request: Request): Promise<void> {
    const { pathname, searchParams } = new URL(request.url);
    const signature = searchParams.get('Signature') ?? '';
    searchParams.delete('Signature');
    const text = signedText(request.method, pathname, searchParams);
    if (!(await verifyHmacSha256Hex(this.#secret, text, signature))) {
      throw forged('The URL was not made by this service, or not for this method, or was changed.');
    }
    const changed = signedHeaders.find((name) => {
      const wanted = searchParams.get(name);
      return wanted !== null && wanted !== request.headers.get(name);
    });
    if (changed !== undefined) {
      throw forged(`The header ${changed} is not the one that the URL was requested for.`);
    }
    if (Number(searchParams.get('Expires')) * 1000 < this.#now()) {
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
