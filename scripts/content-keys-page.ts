// The page of the keys of content files, from the schemas that editors use.
import { jsonSchemas } from './make-schemas.js';
import { code, markdownTable, plain } from './markdown.js';

export interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema | Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

export function contentKeysPage(): string {
  const [program, path, assessment] = ['program', 'learning-path', 'assessment'].map(schemaOf) as [Schema, Schema, Schema];
  const { questions, ...head } = assessment.properties!;
  const types = (questions!.items as Schema).oneOf!;
  const shared = Object.keys(types[0]!.properties!).filter((key) => types.every((type) => key in type.properties!));
  return `# Keys of the content files

Every key that certify knows. A key that is not here is a fault, so that a slip of the pen is found. How the files are written,
with an example of each, is in [content.md](content.md).

This page is made from the program by \`npx tsx scripts/make-docs.ts\`: edit the schemas in \`src/content/\`, not this page.

A \`.\` leads into a group and \`[]\` into each entry of a list.

## curricula/program.yaml

${keyTable(program)}
## A learning path: any other file under curricula/

${keyTable(path)}
## An assessment: a file under assessments/

${keyTable({ ...assessment, properties: { ...head, questions: { ...questions!, items: {} } } })}
### Keys of every question

${keyTable(only(types[0]!, shared))}
${types.map((type) => ofType(type, shared)).join('\n')}`;
}

function schemaOf(name: string): Schema {
  return JSON.parse(jsonSchemas().get(`${name}.schema.json`)!) as Schema;
}

function ofType(type: Schema, shared: readonly string[]): string {
  const own = Object.keys(type.properties!).filter((key) => !shared.includes(key));
  return `### Keys of a question of type ${String(type.properties!['type']!.const)}

${keyTable(only(type, own))}`;
}

function only(group: Schema, keys: readonly string[]): Schema {
  return { ...group, properties: Object.fromEntries(keys.map((key) => [key, group.properties![key]!])) };
}

function keyTable(group: Schema): string {
  return markdownTable(['key', 'needed', 'without it', 'meaning'], keyRows(group, ''));
}

function keyRows(group: Schema, before: string): string[][] {
  return Object.entries(group.properties ?? {}).flatMap(([key, schema]) => {
    const name = `${before}${key}`;
    const needed = group.required?.includes(key) ? 'yes' : '';
    return [[code(name), needed, code(defaultOf(schema)), meaningOf(key, schema)], ...rowsBelow(schema, name)];
  });
}

function rowsBelow(schema: Schema, name: string): string[][] {
  const items = Array.isArray(schema.items) ? undefined : schema.items;
  // An answer may be a text or a group with more to say.
  const groups = [schema, ...(schema.anyOf ?? [])].flatMap((each) => keyRows(each, `${name}.`));
  const inItems = [items, ...(items?.anyOf ?? [])].flatMap((each) => (each ? keyRows(each, `${name}[].`) : []));
  return [...groups, ...inItems];
}

function defaultOf({ default: value }: Schema): string {
  if (value === undefined) return '';
  const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
  // The defaults of a group stand with its keys.
  return isGroup ? '' : Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

function meaningOf(key: string, schema: Schema): string {
  const words = schema.enum && !mentionsAll(schema) ? ` One of ${schema.enum.map((word) => code(String(word))).join(', ')}.` : '';
  const of = Array.isArray(schema.items) || !schema.items?.enum ? '' : ` Any of ${schema.items.enum.map((word) => code(String(word))).join(', ')}.`;
  return `${plain(schema.description ?? (UNDESCRIBED[key] ?? ''))}${words}${of}`.trim();
}

function mentionsAll({ enum: words = [], description = '' }: Schema): boolean {
  return words.every((word) => description.includes(String(word)));
}

/** Keys whose name says it all to the editor, and wants a word more on a page. */
const UNDESCRIBED: Readonly<Record<string, string>> = {
  use_case: 'The use case it belongs to; free text.',
  requirement: 'The market requirement it belongs to; free text.',
  tier: 'The product tier it belongs to; free text.',
  type: 'Which type of question this is.',
  left: 'The left side of a pair, which is shown.',
  right: 'The right side of a pair, which is chosen.',
};
