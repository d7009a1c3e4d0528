import { createPublicKey, verify } from 'node:crypto';
import type { initiateUserControlledWalletsClient } from '@circle-fin/user-controlled-wallets';

type Client = ReturnType<typeof initiateUserControlledWalletsClient>;

/** A webhook as it arrived. */
export interface Notice {
  readonly type: string;
  readonly challengeId: string;
  readonly text: string;
  readonly verified: boolean;
}

const KEPT_MAX = 50;

/** Hears what happened to challenges, and checks that it is true before believing it. */
export function openNotices(client: Client, webhookUrl: string) {
  const kept: Notice[] = [];
  let subscribed: Promise<unknown> | undefined;

  const subscribe = async (): Promise<void> => {
    const { data = [] } = await client.listSubscriptions();
    const there = data.some(({ endpoint }) => endpoint === webhookUrl);
    if (!there) await client.createSubscription({ endpoint: webhookUrl });
  };

  return {
    /** Once is enough; tried again when it failed. */
    async subscribe(): Promise<void> {
      subscribed ??= subscribe();
      await subscribed.catch((error: unknown) => {
        subscribed = undefined;
        throw error;
      });
    },

    async receive(
      headers: Readonly<Record<string, string | undefined>>,
      text: string,
    ): Promise<void> {
      const { notificationType, notification } = JSON.parse(text);
      const verified = await isGenuine(client, headers, text);
      kept.unshift({ type: notificationType, challengeId: notification?.id ?? '', text, verified });
      kept.length = Math.min(kept.length, KEPT_MAX);
    },

    find: (challengeId: string): Notice | null =>
      kept.find((notice) => notice.challengeId === challengeId) ?? null,
  };
}

/** ECDSA over the bytes as they came, with the key the header names (Circle's own recipe). */
async function isGenuine(
  client: Client,
  headers: Readonly<Record<string, string | undefined>>,
  text: string,
): Promise<boolean> {
  const keyId = headers['x-circle-key-id'] ?? '';
  const signature = headers['x-circle-signature'] ?? '';
  const { data } = await client.getNotificationSignature(keyId);
  if (data?.publicKey === undefined) return false;
  const der = Buffer.from(data.publicKey, 'base64');
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
}
