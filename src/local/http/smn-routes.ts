/** The addresses of SMN that a receiver opens: the certificate, and the links that confirm and end the subscription. */
import { Hono } from 'hono';
import { smnPaths, type SmnChannel } from '../delivery/smn-channel.js';
import type { Environment } from './environment.js';

/** The routes of a channel. */
export function smnRoutes(channel: SmnChannel): Hono<Environment> {
  const app = new Hono<Environment>();
  app.get(smnPaths.certificate, (context) =>
    context.body(channel.certificate, 200, { 'content-type': 'application/x-pem-file' }),
  );
  app.get(smnPaths.confirm, async (context) =>
    (await channel.confirm(context.req.query('token') ?? ''))
      ? context.text('The subscription is confirmed.')
      : context.text('This link is not the newest one, or older than 48 hours.', 403),
  );
  app.get(smnPaths.unsubscribe, async (context) =>
    (await channel.unsubscribe(context.req.query('subscription_urn') ?? ''))
      ? context.text('The subscription has ended.')
      : context.text('There is no such subscription.', 403),
  );
  return app;
}
