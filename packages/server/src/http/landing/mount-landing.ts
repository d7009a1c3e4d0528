import type { FastifyInstance } from 'fastify';

/** A dialect's name and a command line that works as pasted. */
export interface DemoLine {
  readonly title: string;
  readonly line: string;
}

export interface LandingOptions {
  /** Empty in production: nothing secret is ever shown there. */
  readonly demoLines: () => readonly DemoLine[];
}

export function mountLanding(app: FastifyInstance, { demoLines }: LandingOptions): void {
  app.get('/', async (_request, reply) => {
    reply.type('text/plain');
    return demoLines()
      .map(({ title, line }) => `${title}\n${line}\n`)
      .join('\n');
  });
}
