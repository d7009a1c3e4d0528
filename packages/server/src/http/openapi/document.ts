import { PROBLEMS } from '../../dialects/answer-parts.ts';
import type { CallShape, WireShape } from '../../dialects/call-shape.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { describedAdminRoutes } from '../admin/admin-routes.ts';
import { adminShape } from '../admin/admin-shape.ts';
import { openComponents } from './components.ts';
import { describeOperation, type JsonObject, namedResponse } from './operation.ts';
import { SERVER_ROUTES } from './server-routes.ts';

/** A wire with its calls, as the document sees it. */
interface Section {
  readonly name: string;
  readonly title: string;
  readonly mount: string;
  readonly shape: WireShape;
  readonly calls: readonly DescribedCall[];
}

interface DescribedCall {
  readonly method: string;
  /** Below the mount. */
  readonly path: string;
  readonly summary: string;
  readonly shape: CallShape;
  readonly repeats?: unknown;
  readonly isOpen?: boolean;
  /** Served by the origin of the hosted pages. */
  readonly onPad?: boolean;
}

const INTRODUCTION =
  'The server for PINs: a REST API of its own, an API for operators, and the wire protocols of other vendors, each under its own mount. Every schema here is the one the server reads requests by, and every answer of its test suite was held against this document.';

/** OpenAPI 3.1, from the schemas that are in force. The same dialects give the same document. */
export function openApiDocument(dialects: readonly Dialect[], version: string): JsonObject {
  const components = openComponents();
  const sections = [
    ...dialects.filter(({ name }) => name === 'native').map(sectionOf),
    adminSection(dialects),
    ...dialects.filter(({ name }) => name !== 'native').map(sectionOf),
    ...dialects.flatMap(padSection),
    SERVER_SECTION,
  ];
  const paths: Record<string, JsonObject> = {};
  const responses: Record<string, JsonObject> = {};
  const securitySchemes: Record<string, JsonObject> = {};
  const groups = new Map<string, JsonObject>();
  for (const section of sections) {
    const { name, title, mount, shape } = section;
    for (const [status, body] of Object.entries(shape.faults)) {
      responses[`${name}.${status}`] = namedResponse(body, components);
    }
    for (const [proof, scheme] of Object.entries(shape.proofs)) {
      securitySchemes[`${name}.${proof}`] = { ...scheme };
    }
    for (const call of section.calls) {
      const address = `${mount}${call.path}`.replace(/:(\w+)/g, '{$1}');
      const group = call.shape.group === undefined ? title : `${title}: ${call.shape.group}`;
      groups.set(group, { name: group, 'x-wire': name });
      paths[address] = {
        ...paths[address],
        [call.method.toLowerCase()]: describeOperation(
          { ...call, address, group },
          section,
          components,
        ),
      };
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Pintumbler',
      version,
      summary: 'The server for PINs',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/', description: 'The server this document came from' }],
    tags: [...groups.values()],
    'x-wires': sections.map(({ name, title, mount, shape: { description } }) => ({
      ...{ name, title, mount, description },
    })),
    paths,
    components: { schemas: components.all(), responses, securitySchemes },
  };
}

function sectionOf(dialect: Dialect): Section {
  const { name, title, mount, shape, routes, openRoutes = [] } = dialect;
  const calls = [...routes, ...openRoutes.map((route) => ({ ...route, isOpen: true }))];
  return { name, title, mount, shape, calls: calls.filter(({ aliasOf }) => aliasOf === undefined) };
}

function padSection({ name, title, pad }: Dialect): readonly Section[] {
  if (pad === undefined) return [];
  const calls = pad.calls.map((call) => ({ ...call, method: 'POST', onPad: true }));
  const { shape } = pad;
  return [{ name: `${name}-pad`, title: `${title}: hosted pages`, mount: '', shape, calls }];
}

function adminSection(dialects: readonly Dialect[]): Section {
  return {
    name: 'admin',
    title: 'Admin API',
    mount: '/admin/v1',
    shape: adminShape,
    calls: describedAdminRoutes(dialects),
  };
}

const SERVER_SECTION: Section = {
  name: 'server',
  title: 'Server',
  mount: '',
  shape: {
    description: 'What anybody may ask this server about itself.',
    proofs: {},
    faults: PROBLEMS,
  },
  calls: SERVER_ROUTES.map((route) => ({ ...route, isOpen: true })),
};
