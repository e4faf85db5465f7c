/** Receivers in web frameworks, with and without their body parsers: the recipes of the guide. */
import { bodyParser } from '@koa/bodyparser';
import express, { type RequestHandler } from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa, { type Middleware } from 'koa';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { toNodeListener, WebhookError } from '../../src/webhooks/index.js';
import { serve } from '../platform/server.js';
import { recordingReceiver } from './receiver.js';
import { event, mfsWebhook, smnWebhook } from './signed-webhooks.js';

type Receiver = (request: Request) => Promise<Response>;

const inExpress =
  (...before: RequestHandler[]) =>
  (receiver: Receiver): RequestListener => {
    const app = express();
    for (const handler of before) app.use(handler);
    return app.post('/vod-events', toNodeListener(receiver)) as RequestListener;
  };

const inFastify = (keepsBody: boolean) => async (receiver: Receiver) => {
  const app = fastify();
  const listener = toNodeListener(receiver);
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  app.post('/vod-events', (request, reply) => {
    reply.hijack();
    const incoming = keepsBody ? Object.assign(request.raw, { body: request.body }) : request.raw;
    listener(incoming, reply.raw);
  });
  await app.ready();
  return (incoming: IncomingMessage, outgoing: ServerResponse) => app.routing(incoming, outgoing);
};

const inKoa =
  (...before: Middleware[]) =>
  (receiver: Receiver): RequestListener => {
    const app = new Koa();
    const listener = toNodeListener(receiver);
    for (const middleware of before) app.use(middleware);
    app.use((context) => {
      context.respond = false;
      listener(Object.assign(context.req, { body: context.request.body }), context.res);
    });
    const handle = app.callback();
    return (incoming, outgoing) => void handle(incoming, outgoing);
  };

/** As a route of Next's `pages/api`, whose parser reads the body before the handler is called. */
const inPagesOfNext =
  (keepsBody: boolean) =>
  (receiver: Receiver): RequestListener =>
  (incoming, outgoing) => {
    void text(incoming).then((read) => {
      const body: unknown = JSON.parse(read);
      toNodeListener(receiver)(Object.assign(incoming, keepsBody && { body }), outgoing);
    });
  };

/** Reads the body, and keeps nothing of it. */
const consume: RequestHandler = (request, _, next) => {
  request.resume().on('end', next);
};

type Setup = (receiver: Receiver) => RequestListener | Promise<RequestListener>;

/** Sends a webhook as it is, by HTTP; returns the status of the answer. */
async function deliver(listener: RequestListener, webhook: Request, contentType: string) {
  const url = `${await serve(listener)}/vod-events`;
  const headers = new Headers(webhook.headers);
  headers.set('content-type', contentType);
  const { status } = await fetch(url, { method: 'POST', headers, body: await webhook.text() });
  return status;
}

describe('a receiver', () => {
  it.each<[string, Setup]>([
    ['Express', inExpress()],
    ['Express after express.json()', inExpress(express.json())],
    ['Express after express.raw()', inExpress(express.raw({ type: '*/*' }))],
    ['Express after express.text()', inExpress(express.text({ type: '*/*' }))],
    ['Express after a parser of forms', inExpress(express.urlencoded())],
    ['Fastify', inFastify(true)],
    ['Koa', inKoa()],
    ['Koa after its body parser', inKoa(bodyParser())],
    ['Next (pages/api)', inPagesOfNext(true)],
  ])('handles the webhooks of both channels in %s', async (_, setup) => {
    const { receiver, events, errors } = recordingReceiver();
    for (const contentType of ['application/json', 'text/plain']) {
      const listener = await setup(receiver);
      expect(await deliver(listener, await mfsWebhook(), contentType)).toBe(200);
      expect(await deliver(listener, smnWebhook(), contentType)).toBe(200);
    }
    expect(events.map(([received]) => received)).toEqual(Array(4).fill(event));
    expect(errors).toEqual([]);
  });

  const anyAsForm = express.urlencoded({ type: '*/*' });
  const emptied: RequestHandler = (request, _, next) => {
    request.body = {};
    consume(request, _, next);
  };
  const firstBytes: RequestHandler = (request, _, next) => {
    request.once('readable', () => {
      request.read(10);
      next();
    });
  };
  it.each<[string, Setup]>([
    ['Express after a middleware that reads it', inExpress(consume)],
    ['Express after one that leaves an empty object', inExpress(emptied)],
    ['Express after one that reads the first bytes', inExpress(firstBytes)],
    ['Express after one that takes it for a form', inExpress(anyAsForm)],
    ['Fastify without req.body', inFastify(false)],
    ['Koa after a middleware that reads it', inKoa(({ req }, next) => text(req).then(next))],
    ['Next (pages/api) without req.body', inPagesOfNext(false)],
  ])('answers 500 and says what to do if the body is gone in %s', async (_, setup) => {
    const { receiver, events, errors } = recordingReceiver();
    const listener = await setup(receiver);
    expect(await deliver(listener, await mfsWebhook(), 'text/plain')).toBe(500);
    expect(await deliver(listener, smnWebhook(), 'text/plain')).toBe(500);
    expect(events).toEqual([]);
    expect(errors).toHaveLength(2);
    for (const error of errors) {
      expect(error).not.toBeInstanceOf(WebhookError);
      expect(String(error)).toMatch(/^TypeError: The body .+ raw body on `req\.body`/);
    }
  });

  it('takes the requests of Next (app router), Hono, Deno, Bun and Workers as they are', async () => {
    const { receiver, events, answer, errors } = recordingReceiver();
    class NextRequest extends Request {}
    expect((await receiver(new NextRequest(await mfsWebhook()))).status).toBe(200);
    const app = new Hono()
      .use('/late', async (context, next) => {
        await context.req.json();
        await next();
      })
      .post('/late', (context) => receiver(context.req.raw))
      .post('/', (context) => receiver(context.req.raw));
    expect((await app.request(await mfsWebhook())).status).toBe(200);
    expect(events).toHaveLength(2);
    const late = new Request('http://localhost/late', await mfsWebhook());
    expect((await app.request(late)).status).toBe(500);
    const read = await mfsWebhook();
    await read.text();
    expect(await answer(read)).toEqual([500, 'failed']);
    const locked = await mfsWebhook();
    locked.body?.getReader();
    expect(await answer(locked)).toEqual([500, 'failed']);
    const { headers } = await mfsWebhook();
    headers.set('content-length', '99'); // An adapter has made a request without the body.
    expect(await answer(new Request('http://localhost/', { method: 'POST', headers }))).toEqual([
      ...[500, 'failed'],
    ]);
    expect(errors.map(String)).toEqual(Array(4).fill(expect.stringContaining('`req.body`')));
  });

  it('handles the events of AWS Lambda', async () => {
    const { receiver, events } = recordingReceiver();
    /** As in the guide. */
    const handler = async ({ headers, body, isBase64Encoded }: LambdaEvent) => {
      const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
      const init = { method: 'POST', headers, body: bytes };
      const response = await receiver(new Request('https://localhost/', init));
      return { statusCode: response.status, body: await response.text() };
    };
    for (const encoding of ['utf8', 'base64'] as const) {
      const webhook = await mfsWebhook();
      const body = Buffer.from(await webhook.text()).toString(encoding);
      const headers = Object.fromEntries(webhook.headers);
      const isBase64Encoded = encoding === 'base64';
      const answer = await handler({ headers, body, isBase64Encoded });
      expect(answer).toEqual({ statusCode: 200, body: 'handled' });
    }
    expect(events).toHaveLength(2);
  });

  it('refuses an empty webhook, which is no mistake of the set-up', async () => {
    const { answer } = recordingReceiver();
    const { headers } = await mfsWebhook();
    const empty = new Request('http://localhost/', { method: 'POST', headers, body: '' });
    expect(await answer(empty)).toEqual([400, 'invalid-envelope']);
    const listener = inExpress(express.json())(recordingReceiver().receiver);
    const webhook = new Request('http://localhost/', { method: 'POST', body: '{}' });
    expect(await deliver(listener, webhook, 'application/json')).toBe(400);
  });
});

interface LambdaEvent {
  headers: Record<string, string>;
  body: string | null;
  isBase64Encoded: boolean;
}
