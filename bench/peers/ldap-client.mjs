import { Client } from 'ldapts';

/** A client that is connected: ldapts connects with the first bind, here an anonymous one. */
export async function connectTo(port) {
  const client = new Client({ url: `ldap://127.0.0.1:${port}` });
  await client.bind('', '');
  return client;
}
