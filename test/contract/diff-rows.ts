/** The golden rows of the gate against breaking changes: what is changed, how bad it is, and what is said. */
import type { Level } from '../../scripts/contract-diff.js';
import {
  event,
  eventBody,
  operation,
  requestBody,
  responseBody,
  root,
  type Target,
} from './patched.js';

/** Where in the target, the released contract's patch, the present one's on top of it, and the line. */
export type Row = [path: string, released: object, now: object, line: string];

/** The rows of one place. */
export interface Table {
  target: Target;
  /** What the lines start with. */
  where: string;
  /** By the level that the change is to have. */
  rows: Partial<Record<Level, Row[]>>;
}

const extra = { properties: { extra: { type: 'string' } } };
const cancel = 'cancelExtractAudioTask';
const query = (required: boolean, description = 'Short.') => ({
  parameters: [{ name: 'q', in: 'query', required, description, schema: { type: 'string' } }],
});
const header = (required: boolean) => ({
  parameters: [{ name: 'auth_sign', in: 'header', required, schema: { type: 'string' } }],
});
const noParameters = { parameters: [] };
const token = { Token: [] };
const signature = { Signature: [], SigningDate: [] };
const server = (...regions: string[]) => ({
  servers: [{ url: 'https://{r}.example.com', variables: { r: { enum: regions } } }],
});
const path = (name: string, members: object = {}) => ({
  security: [token],
  paths: { [name]: { get: { operationId: 'showMore', ...members } } },
});

/** What a change of the contract means. */
export const tables: Table[] = [
  {
    target: requestBody,
    where: 'createExtractAudioTask request: ',
    rows: {
      breaking: [
        ['parameter.format', {}, { enum: ['MP3'] }, 'parameter.format no longer takes AAC'],
        ['asset_id', {}, { enum: ['a'] }, 'asset_id takes only a from now on'],
        ['', {}, { required: ['asset_id', 'parameter'] }, 'parameter is required now'],
        ['', {}, { ...extra, required: ['asset_id', 'extra'] }, 'extra is new and required'],
        ['', {}, { properties: { parameter: undefined } }, 'parameter is no longer taken'],
        ['asset_id', {}, { type: 'integer' }, 'asset_id has type integer instead of string'],
        ['asset_id', { maxLength: 9 }, { maxLength: 8 }, 'asset_id has maxLength 8 instead of 9'],
        [
          'parameter',
          {},
          { additionalProperties: false },
          'parameter takes nothing further (additionalProperties)',
        ],
        ['parameter', {}, { not: {} }, 'parameter has not {} instead of none'],
        ['parameter', { default: {} }, { default: 1 }, 'parameter has default 1 instead of {}'],
      ],
      compatible: [
        ['parameter.format', {}, { enum: ['MP3', 'AAC', 'A'] }, 'parameter.format also takes A'],
        ['', { required: ['asset_id'] }, { required: [] }, 'asset_id is optional now'],
        ['parameter', {}, extra, 'parameter.extra is new'],
        [
          'asset_id',
          { type: 'integer' },
          { type: 'number' },
          'asset_id has type number instead of integer',
        ],
        ['asset_id', { maxLength: 8 }, { maxLength: 9 }, 'asset_id has maxLength 9 instead of 8'],
        ['asset_id', {}, { deprecated: true }, 'asset_id has deprecated true instead of none'],
      ],
    },
  },
  {
    target: responseBody,
    where: 'showAssetDetail response 200: ',
    rows: {
      breaking: [
        ['asset_id', { enum: ['a'] }, { enum: ['a', 'b'] }, 'asset_id may also be b'],
        ['', { required: ['asset_id'] }, { required: [] }, 'asset_id may be absent now'],
        ['', {}, { properties: { base_info: undefined } }, 'base_info is gone'],
        ['asset_id', {}, { type: 'integer' }, 'asset_id has type integer instead of string'],
        ['asset_id', { maxLength: 8 }, { maxLength: 9 }, 'asset_id has maxLength 9 instead of 8'],
        ['asset_id', { format: 'a' }, { format: 'b' }, 'asset_id has format "b" instead of "a"'],
      ],
      compatible: [
        ['asset_id', { enum: ['a', 'b'] }, { enum: ['a'] }, 'asset_id is never b'],
        ['', {}, { required: ['asset_id', 'base_info'] }, 'base_info is always there now'],
        ['', {}, extra, 'extra is new'],
        ['asset_id', { maxLength: 9 }, { maxLength: 8 }, 'asset_id has maxLength 8 instead of 9'],
      ],
    },
  },
  {
    target: (contract, path) => eventBody(contract, `message.audio_extract_info${path}`),
    where: 'audioExtractComplete event: message.audio_extract_info',
    rows: {
      breaking: [
        ['.status', { enum: ['A'] }, { enum: ['A', 'B'] }, '.status may also be B'],
        ['', {}, { properties: { status: undefined } }, '.status is gone'],
        ['', { required: ['status'] }, { required: [] }, '.status may be absent now'],
        ['.asset_id', {}, { type: 'integer' }, '.asset_id has type integer instead of string'],
      ],
      compatible: [
        ['.status', { enum: ['A', 'B'] }, { enum: ['A'] }, '.status is never B'],
        ['', {}, extra, '.extra is new'],
        ['', { required: [] }, { required: ['status'] }, '.status is always there now'],
      ],
    },
  },
  {
    target: event,
    where: 'audioExtractComplete ',
    rows: {
      breaking: [
        ['', header(false), noParameters, 'event: auth_sign (header) is gone'],
        ['', {}, { requestBody: undefined }, 'event: body is gone'],
        ['', { responses: { 202: {} } }, { responses: { 202: undefined } }, 'answer 202: is gone'],
      ],
      compatible: [
        ['', noParameters, header(false), 'event: auth_sign (header) is new'],
        ['', header(false), header(true), 'event: auth_sign (header) is always there now'],
        ['', {}, { responses: { 299: {} } }, 'answer 299: is new'],
      ],
    },
  },
  {
    target: operation,
    where: cancel,
    rows: {
      breaking: [
        [cancel, noParameters, query(true), ' request: q (query) is new and required'],
        [cancel, query(false), query(true), ' request: q (query) is required now'],
        [cancel, query(false), noParameters, ' request: q (query) is no longer taken'],
        [
          cancel,
          { security: [token, signature] },
          { security: [signature] },
          ' request: credentials no longer takes X-Auth-Token (header)',
        ],
        [
          cancel,
          server('a', 'b'),
          server('a'),
          ' request: server no longer takes https://b.example.com',
        ],
        [cancel, {}, { responses: { 429: undefined } }, ' response 429: is gone'],
        [cancel, {}, { responses: { 299: {} } }, ' response 299: is new'],
        [cancel, {}, { operationId: 'stopTask' }, ': the operation is gone'],
      ],
      compatible: [
        [cancel, noParameters, query(false), ' request: q (query) is new'],
        [
          cancel,
          { security: [token] },
          { security: [token, signature] },
          ' request: credentials also takes Authorization (header) with X-Sdk-Date (header)',
        ],
        [
          cancel,
          server('a'),
          server('a', 'b'),
          ' request: server also takes https://b.example.com',
        ],
        [cancel, {}, { responses: { 499: {} } }, ' response 499: is new'],
        [
          cancel,
          {},
          { deprecated: true },
          ' request: operation has deprecated true instead of false',
        ],
      ],
      wording: [
        [
          cancel,
          query(true),
          query(true, 'Long. '.repeat(99)),
          ': texts, examples or extensions only',
        ],
        [cancel, {}, { 'x-note': 1 }, ': texts, examples or extensions only'],
      ],
    },
  },
  {
    target: root,
    where: '',
    rows: {
      breaking: [
        ['', path('/old'), { paths: { '/old': undefined } }, 'showMore: the operation is gone'],
        [
          '',
          path('/old'),
          { ...path('/new'), paths: { '/old': undefined, ...path('/new').paths } },
          'showMore request: address no longer takes GET /old',
        ],
        [
          '',
          path('/', { security: [] }),
          path('/', { security: undefined }),
          'showMore request: credentials no longer takes no credentials',
        ],
        [
          '',
          {},
          { webhooks: { audioExtractComplete: undefined } },
          'audioExtractComplete: the event is gone',
        ],
        [
          '',
          { components: { schemas: { Old: {} } } },
          { components: { schemas: { Old: undefined } } },
          'schemas: Old is gone, and so is the type that generators make of it',
        ],
      ],
      compatible: [
        ['', {}, { paths: path('/new').paths }, 'showMore: the operation is new'],
        ['', {}, { webhooks: { more: { post: {} } } }, 'more: the event is new'],
      ],
      wording: [
        ['', {}, { info: { description: 'x' } }, 'info: texts, examples or extensions only'],
        [
          '',
          path('/'),
          path('/', { security: [token] }),
          'showMore: texts, examples or extensions only',
        ],
        [
          '',
          {},
          { components: { schemas: { New: {} } } },
          'components: texts, examples or extensions only',
        ],
      ],
    },
  },
];
