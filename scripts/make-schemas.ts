// Writes schemas/: the JSON Schemas of content files, made from the definitions that check them, so that editors complete
// keys and mark mistakes. A test fails when the files are not what this makes.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { assessmentSchema } from '../src/content/assessment-schema.js';
import { pathSchema } from '../src/content/path-schema.js';
import { programSchema } from '../src/content/program-schema.js';

const SCHEMAS: Readonly<Record<string, GenericSchema>> = {
  'program.schema.json': programSchema,
  'learning-path.schema.json': pathSchema,
  'assessment.schema.json': assessmentSchema,
};

/** File name → text. Draft 07: what the YAML servers of editors understand best. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      // Checks in code have no counterpart; `certify check` tells what they find.
      const made = toJsonSchema(schema, { target: 'draft-07', typeMode: 'input', ignoreActions: ['check', 'trim'] });
      return [name, `${JSON.stringify(made satisfies JsonSchema, undefined, 2)}\n`];
    }),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of jsonSchemas()) writeFileSync(new URL(`../schemas/${name}`, import.meta.url), text);
}
