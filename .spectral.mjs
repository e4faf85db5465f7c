/** The conventions of the contract. `npm run lint` checks them on the bundled document. */
import { oas3_1 } from '@stoplight/spectral-formats';
import { falsy, pattern, schema, truthy } from '@stoplight/spectral-functions';
import { oas } from '@stoplight/spectral-rulesets';
import asynchronousAccepted from './openapi/rules/asynchronous-accepted.js';
import cataloguedErrorCodes from './openapi/rules/catalogued-error-codes.js';
import operationAnswers from './openapi/rules/operation-answers.js';
import operationFacts from './openapi/rules/operation-facts.js';
import webhookOperation from './openapi/rules/webhook-operation.js';

const operation = '$.paths[*][get,put,post,delete,patch]';
const sentence = { type: 'string', pattern: '\\.$' };

/**
 * A rule that fails the lint.
 *
 * @param {string | string[]} given
 * @param {string} description
 * @param {{ field?: string, function: (...args: never[]) => unknown, functionOptions?: object }} then
 */
function rule(given, description, then) {
  return {
    given,
    description,
    message: '{{description}} {{error}}',
    severity: /** @type {const} */ ('error'),
    then,
  };
}

/**
 * What a rule does that holds a member against a JSON Schema.
 *
 * @param {object} wanted
 */
function fits(wanted) {
  return { function: schema, functionOptions: { dialect: 'draft2020-12', schema: wanted } };
}

export default {
  formats: [oas3_1],
  extends: [[oas, 'recommended']],
  rules: {
    // A project of volunteers has no contact point to publish yet.
    'info-contact': 'off',
    'vod-operation-id': rule(
      `${operation}.operationId`,
      'An operation id starts with a verb of the official SDKs.',
      {
        function: pattern,
        functionOptions: {
          match:
            '^(create|upload|confirm|publish|unpublish|update|delete|cancel|show|list|keystoneCreate|keystoneList)[A-Z]',
        },
      },
    ),
    'vod-operation-answers': rule(
      `${operation}.responses`,
      'Every operation documents the answers that every caller has to handle.',
      { function: operationAnswers },
    ),
    'vod-operation-facts': rule(operation, 'Every operation states its facts.', {
      function: operationFacts,
    }),
    'vod-asynchronous-accepted': rule(
      `${operation}.responses[*]`,
      'An asynchronous answer names its id, its event and its reader.',
      { function: asynchronousAccepted },
    ),
    'vod-catalogued-error-codes': rule(
      `${operation}.responses[*]`,
      'An error code in an example is in the error catalogue.',
      { function: cataloguedErrorCodes },
    ),
    'vod-error-catalogue-entry': rule(
      "$['x-error-catalogue'][*]",
      'An entry of the error catalogue is complete.',
      fits({
        required: ['message', 'meaning', 'remedy', 'statuses', 'retry'],
        properties: {
          // The text of the service, where it is known.
          message: { type: ['string', 'null'] },
          meaning: sentence,
          remedy: sentence,
          statuses: { type: 'array', items: { type: 'integer', minimum: 400 } },
          retry: { enum: ['never', 'later', 'new-token', 'unknown'] },
        },
      }),
    ),
    'vod-exampled-properties': rule(
      "$.components.schemas[*].properties[?(@.type !== 'object')]",
      'Every property that is a value shows an example.',
      { field: 'examples', function: truthy },
    ),
    'vod-exampled-parameters': rule(
      [
        '$.paths[*].parameters[*]',
        `${operation}.parameters[*]`,
        '$.webhooks[*][*].parameters[*]',
        '$.components.headers[*]',
      ],
      'Every parameter and header shows an example, on itself or in its schema.',
      fits({
        anyOf: [
          { required: ['example'] },
          { required: ['examples'] },
          { required: ['schema'], properties: { schema: { required: ['examples'] } } },
        ],
      }),
    ),
    'vod-security': rule(
      '$',
      'Every operation says how it is authenticated, by itself or by the document.',
      { field: 'security', function: truthy },
    ),
    'vod-no-callbacks': rule(
      '$..callbacks',
      'Events are webhooks: openapi-typescript drops callbacks.',
      { function: falsy },
    ),
    'vod-webhook-operation': rule(
      '$.webhooks[*]',
      'Webhooks are held to what spectral:oas asks of operations.',
      { function: webhookOperation },
    ),
  },
};
