import { BaseResolver, createConfig, lintDocument, makeDocumentFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { declaredDocument } from '../support/declared-routes.ts';

test('the surface of the API is the one that is written down: method, path, who may call it, statuses', async () => {
  // Changed on purpose: `npx vitest run tests/unit/surface.test.ts -u`, and say in the CHANGELOG what callers have to know.
  await expect(await surface()).toMatchFileSnapshot('surface.txt');
});

test('the schema passes a public linter', async () => {
  const said = await complaintsAbout(await declaredDocument());
  expect(said).toEqual([]);
});

test('the linter would find what is wrong', async () => {
  const { paths, ...rest } = await declaredDocument();
  const broken = { ...rest, paths: { '/api/blocks/{username}/': paths?.['/api/blocks/'] ?? {} } };
  expect((await complaintsAbout(broken)).join()).toContain('path-parameters-defined');
});

interface Operation {
  security: object[];
  responses: Record<string, object>;
}

async function surface(): Promise<string> {
  const { paths = {} } = await declaredDocument();
  const lines = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, { security, responses }]) => {
      const isOpen = security.length === 0 || security.some((scheme) => Object.keys(scheme).length === 0);
      const statuses = Object.keys(responses).join(' ');
      return `${path} ${method.toUpperCase()} ${isOpen ? 'open' : 'token'} ${statuses}\n`;
    }),
  );
  return lines.sort().join('');
}

/** It would only warn of an example that its own schema does not take. */
const ofExamples = {
  'no-invalid-media-type-examples': 'error',
  'no-invalid-schema-examples': 'error',
} as const;

/** Errors, as `rule: sentence (where)`. */
async function complaintsAbout(document: object): Promise<string[]> {
  // Its rule that no path ends in a slash is another house's taste: all of ours do, as those of Django do.
  const config = await createConfig({
    extends: ['recommended'],
    rules: { 'no-path-trailing-slash': 'off', ...ofExamples },
  });
  const found = await lintDocument({
    document: makeDocumentFromString(JSON.stringify(document), '/schema.json'),
    externalRefResolver: new BaseResolver(),
    config: config.styleguide,
  });
  return found
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`);
}
