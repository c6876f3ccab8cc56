/** The JSON Schemas for editors: made from the definitions that check content, and committed as they are made. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../scripts/make-schemas.js';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  required?: string[];
  additionalProperties?: unknown;
  description?: string;
}

const schemas = jsonSchemas();
const schema = (name: string) => JSON.parse(schemas.get(`${name}.schema.json`)!) as Schema;

describe('the schemas', () => {
  test.each([...schemas.keys()])('%s is committed as it is made (npm run schemas)', (name) => {
    expect(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8')).toBe(schemas.get(name));
  });

  test('know the keys that have no default', () => {
    expect(schema('program').required).toEqual(['program', 'title', 'time_zone', 'tracks']);
    expect(schema('learning-path').required).toEqual(['path', 'title', 'edition', 'effective', 'stages']);
    expect(schema('assessment').required).toEqual(['assessment', 'title', 'edition', 'effective', 'questions']);
  });

  test('know every type of question', () => {
    const types = schema('assessment').properties!['questions']!.items!.oneOf!;
    expect(types.map((type) => (type.properties!['type'] as { const?: string }).const)).toEqual([
      'single',
      'multiple',
      'true-false',
      'short',
      'numeric',
      'order',
      'match',
    ]);
  });

  test('allow no key they do not know, and say what the main ones are for', () => {
    for (const name of ['program', 'learning-path', 'assessment']) {
      const groups: Schema[] = [];
      const collect = (part: Schema) => {
        if (part.type === 'object') groups.push(part);
        for (const inner of [...Object.values(part.properties ?? {}), ...(part.oneOf ?? []), ...(part.anyOf ?? [])])
          collect(inner);
        if (part.items) collect(part.items);
      };
      collect(schema(name));
      expect(groups.length).toBeGreaterThan(3);
      for (const group of groups) expect(group.additionalProperties).toBe(false);
      for (const [key, value] of Object.entries(schema(name).properties!)) expect(value.description, key).toMatch(/\.$/);
    }
  });
});
