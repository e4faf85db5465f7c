/** A certificate is believed within its dates, and no second longer. */
import { describe, expect, it } from 'vitest';
import { signSmnMessage, type SmnOptions, verifySmnRequest } from '../../src/webhooks/index.js';
import { selfSigned } from '../../src/local/delivery/self-signed-certificate.js';
import { event, messages, options, own, post, reasonOf, sentAt, topicUrn } from './smn-messages.js';

const verify = (body: object, changes: Partial<SmnOptions>) =>
  verifySmnRequest(post(body), { ...options, ...changes });
const refusal = (body: object, changes: Partial<SmnOptions>) => reasonOf(verify(body, changes));

describe('a certificate out of its dates', () => {
  const day = 24 * 60 * 60 * 1000;
  it.each([
    ['expired', selfSigned({ notAfter: new Date(sentAt - day) })],
    ['not valid yet', selfSigned({ notBefore: new Date(sentAt + day) })],
  ])('is not believed: %s', async (_, { certificate, privateKey }) => {
    const { timestamp } = messages.notification;
    const draft = { topic_urn: topicUrn, timestamp, message: event };
    const message = await signSmnMessage(privateKey, draft);
    const certificates = [certificate];
    expect(await refusal(message, { certificates })).toBe('expired-certificate');
    await expect(verify(message, { certificates })).rejects.toThrow(/valid from 20.* not now/);
  });

  it('holds to its very last second', async () => {
    const { certificate, privateKey } = selfSigned({ notAfter: new Date(sentAt) });
    const { timestamp } = messages.notification;
    const draft = { topic_urn: topicUrn, timestamp, message: event };
    const message = await signSmnMessage(privateKey, draft);
    const certificates = [certificate];
    expect(await verify(message, { certificates })).toBeDefined();
    const now = () => sentAt + 1;
    expect(await refusal(message, { certificates, now })).toBe('expired-certificate');
  });

  it('does not matter when another certificate has the same key', async () => {
    const { certificate } = selfSigned({ ...own, notAfter: new Date(sentAt - day) });
    expect(await refusal(messages.notification, { certificates: [certificate] })).toBe(
      'expired-certificate',
    );
    const certificates = [certificate, own.certificate];
    expect(await verify(messages.notification, { certificates })).toBeDefined();
  });
});
