import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { declareRoutes } from '../../api/app.ts';
import { documentOf } from '../../api/http/schema/document.ts';
import type { Services } from '../../api/services.ts';
import { project } from './sources.ts';

export interface DeclaredField {
  name: string;
  isRequired: boolean;
  /** A value that the field's own schema takes, whatever other rules say. */
  legal: unknown;
}

export interface DeclaredRoute {
  method: string;
  /** With its places as `{uri}`. */
  path: string;
  places: string[];
  body: DeclaredField[];
  query: DeclaredField[];
}

/**
 * Every route of the API with every field that it takes, read off the declarations that the server itself is made of: a new
 * one is here from its first day. Nothing of it can be called; that is done over HTTP.
 */
export function declaredRoutes(): DeclaredRoute[] {
  return declareRoutes(nothing as Services).map(({ method, path, body, query }) => ({
    method: method.toUpperCase(),
    path: withPlaces(path),
    places: [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
    body: fieldsOf(body),
    query: fieldsOf(query),
  }));
}

/** The document of all routes, as `GET /api/schema/` answers with it. */
export function declaredDocument() {
  return documentOf(declareRoutes(nothing as Services));
}

/** The calls that a file of routes in api/ declares, as `POST /api/chats/`; none where there is no such file. */
export async function callsDeclaredIn(file: string): Promise<string[]> {
  const whole = path.join(project, 'api', file);
  if (!/\broutes\.ts$/.test(file) || !existsSync(whole)) return [];
  const exported: Record<string, unknown> = await import(whole);
  const declarations = Object.entries(exported).filter(([name]) => name.endsWith('Routes'));
  return declarations
    .flatMap(([, declare]) => (declare as typeof declareRoutes)(nothing as Services))
    .map(callOf);
}

export function callOf({ method, path }: Pick<DeclaredRoute, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${withPlaces(path)}`;
}

function withPlaces(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

/** Stands for all that routes are wired with: they are declared here and never run. */
const nothing: unknown = new Proxy(() => nothing, { get: () => nothing });

interface FieldSchema {
  type?: string;
  minimum?: number;
  enum?: unknown[];
  anyOf?: FieldSchema[];
}

function fieldsOf(schema: z.ZodType | undefined): DeclaredField[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, field]) => ({
    name,
    isRequired: required.includes(name),
    legal: legal(field as FieldSchema),
  }));
}

function legal({ type, minimum, enum: choices, anyOf }: FieldSchema): unknown {
  if (anyOf?.[0]) return legal(anyOf[0]);
  if (choices) return choices[0];
  if (type === 'integer') return minimum ?? 1;
  return type === 'boolean' ? true : 'something';
}
