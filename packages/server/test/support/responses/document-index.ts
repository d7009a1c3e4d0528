import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { DIALECTS } from '../../../src/dialects/registry.ts';
import { openApiDocument } from '../../../src/http/openapi/document.ts';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>
    >
  >;
  readonly 'x-wires': readonly { readonly name: string; readonly mount: string }[];
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}

/** The answers a call may give, as places in the document. */
export interface Documented {
  readonly call: string;
  readonly responses: Readonly<Record<string, Response>>;
  /** JSON pointer to `responses`. */
  readonly pointer: string;
}

/** Other spellings of an address, and the one that the document has. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  DIALECTS.flatMap(({ mount, routes, openRoutes = [] }) =>
    [...routes, ...openRoutes].flatMap(({ path, aliasOf }) => {
      if (!aliasOf) return [];
      const spellings = path === '/' ? [mount, `${mount}/`] : [`${mount}${path}`];
      return spellings.map((each) => [each, `${mount}${aliasOf}`] as const);
    }),
  ),
);

const DOCUMENT_ID = 'openapi.json';

/** The document as published, and what is needed to hold an answer against it. */
export interface DocumentIndex {
  /** `pattern` as the router has it; `undefined`: no such call. */
  readonly find: (method: string, pattern: string) => Documented | undefined;
  /** The refusals of the wire under whose mount an address is. */
  readonly refusalsAt: (address: string) => Documented | undefined;
  /** The answer for a status, itself not a reference, with its pointer. */
  readonly answerFor: (
    documented: Documented,
    status: number,
  ) => { readonly response: Response; readonly pointer: string } | undefined;
  /** Compiled when it is first needed: most files of tests see few calls. */
  readonly validator: (pointer: string) => ValidateFunction;
}

export function indexDocument(): DocumentIndex {
  // As whoever downloads it reads it: nothing but JSON.
  const text = JSON.stringify(openApiDocument(DIALECTS, 'test'));
  const document = JSON.parse(text) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(document as object, DOCUMENT_ID);
  const wires = document['x-wires'].filter(({ mount }) => mount !== '');
  const validators = new Map<string, ValidateFunction>();

  return {
    find(method, pattern) {
      const address = (SPELLINGS.get(pattern) ?? pattern).replace(/:(\w+)/g, '{$1}');
      const operation = document.paths[address]?.[method.toLowerCase()];
      if (operation === undefined) return undefined;
      const pointer = `/paths/${pointerPart(address)}/${method.toLowerCase()}/responses`;
      return { call: `${method} ${address}`, responses: operation.responses, pointer };
    },
    refusalsAt(address) {
      const wire = wires.find(({ mount }) => address === mount || address.startsWith(`${mount}/`));
      if (wire === undefined) return undefined;
      const { mount, name } = wire;
      const responses = Object.fromEntries(
        Object.keys(document.components.responses)
          .filter((key) => key.startsWith(`${name}.`))
          .map((key) => [key.slice(name.length + 1), { $ref: `#/components/responses/${key}` }]),
      );
      return { call: `nothing below ${mount}`, responses, pointer: '' };
    },
    answerFor({ responses, pointer }, status) {
      const name = [String(status), `${Math.floor(status / 100)}XX`].find(
        (each) => responses[each],
      );
      const found = name === undefined ? undefined : responses[name];
      if (name === undefined || found === undefined) return undefined;
      if (found.$ref === undefined) return { response: found, pointer: `${pointer}/${name}` };
      const key = found.$ref.slice('#/components/responses/'.length);
      const response = document.components.responses[key];
      return response && { response, pointer: `/components/responses/${pointerPart(key)}` };
    },
    validator(pointer) {
      const known = validators.get(pointer);
      if (known !== undefined) return known;
      const validate = ajv.compile({ $ref: `${DOCUMENT_ID}#${encodeURI(pointer)}` });
      validators.set(pointer, validate);
      return validate;
    },
  };
}

/** A key as a part of a JSON pointer (RFC 6901). */
export function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
