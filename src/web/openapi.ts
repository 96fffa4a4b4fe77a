import * as z from 'zod';
import { may } from '../model/roles.ts';
import type { KnownRoute } from './access.ts';

type Json = Readonly<Record<string, unknown>>;

const ERROR_SHAPE = z.object({
  code: z.string(),
  message: z.string(),
  errors: z.record(z.string(), z.string()).optional(),
  request_id: z.string(),
});

/** The JSON addresses as OpenAPI, from the schemas that validate them. */
export function toOpenApi(routes: readonly KnownRoute[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes.filter(({ face, description }) => face === 'json' && description !== null)) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollbook',
      version,
      description: 'Amounts are decimal strings; times are ISO 8601 in UTC.',
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An API token: rb_...' } },
      schemas: { Error: shape(ERROR_SHAPE) },
    },
    security: [{ token: [] }],
    paths,
  };
}

function operation({ description, access }: KnownRoute): Json {
  const { summary = '', params, query, body, out } = description ?? {};
  return {
    summary,
    description: tokensMay(access)
      ? `Needs ${access}.`
      : `Needs ${access}, of a person signed in: no token may.`,
    ...(tokensMay(access) ? {} : { security: [] }),
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: shape(body, 'input') } } },
    }),
    responses: {
      200: { description: 'Done.', ...(out && { content: { 'application/json': { schema: shape(out) } } }) },
      default: {
        description: 'What went wrong.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function tokensMay(access: KnownRoute['access']): boolean {
  return access === 'public' || access === 'machine' || may('admin', access, 'write');
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = shape(schema, 'input') as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function shape(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
