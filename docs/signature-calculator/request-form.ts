/** Reads the form with the request. */
import type { AccessKey } from '../../src/auth/credentials.js';
import { byId } from './element.js';

const method = byId('method', HTMLSelectElement);
const url = byId('url', HTMLTextAreaElement);
const headers = byId('headers', HTMLTextAreaElement);
const body = byId('body', HTMLTextAreaElement);
const accessKeyId = byId('access-key-id', HTMLInputElement);
const secretAccessKey = byId('secret-access-key', HTMLInputElement);
const securityToken = byId('security-token', HTMLInputElement);
const date = byId('date', HTMLInputElement);

/** What the form says. */
export interface Draft {
  request: { method: string; url: string; headers: Headers };
  /** Line ends are LF, whatever was pasted: that is what a text area gives. */
  body: string;
  accessKey: AccessKey;
}

/** The access key id, as far as it is typed. */
export function accessKeyIdText(): string {
  return accessKeyId.value;
}

/** The body, as far as it is typed. */
export function bodyText(): string {
  return body.value;
}

/** Sets the signing date, and takes it out of the pasted headers, which would win. */
export function setDate(text: string): void {
  date.value = text;
  headers.value = headers.value.replace(/^x-sdk-date:.*\n?/gim, '');
}

/**
 * Reads the form.
 *
 * @throws Error when something in it can be no part of a request; the message is for the person.
 */
export function readForm(): Draft {
  if (!/^https?:\/\/[^/]/i.test(url.value.trim()) || !URL.canParse(url.value.trim())) {
    throw new Error('The URL has to be a whole one: https://host/path');
  }
  if (accessKeyId.value === '' || secretAccessKey.value === '') {
    throw new Error('The access key id and the secret access key are needed; fake ones will do.');
  }
  const fields = readHeaders(headers.value);
  if (!fields.has('x-sdk-date') && date.value !== '') fields.set('x-sdk-date', date.value.trim());
  return {
    request: { method: method.value, url: url.value.trim(), headers: fields },
    body: body.value,
    accessKey: {
      accessKeyId: accessKeyId.value,
      secretAccessKey: secretAccessKey.value,
      ...(securityToken.value === '' ? {} : { securityToken: securityToken.value }),
    },
  };
}

/** Warnings about what was typed, which can be signed all the same. */
export function readWarnings(): string[] {
  const warnings: string[] = [];
  if (body.value.endsWith('\n')) warnings.push('The body ends with a line end, which is signed.');
  return warnings;
}

function readHeaders(text: string): Headers {
  const read = new Headers();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    try {
      // Without a colon the name is empty, which is no name either.
      read.append(line.slice(0, Math.max(colon, 0)).trim(), line.slice(colon + 1));
    } catch {
      throw new Error(
        `Line ${index + 1} of the headers is no header: write Name: value, without characters outside Latin-1.`,
      );
    }
  }
  return read;
}
