/** A schema as a type of TypeScript: for the client, and for people to read. */
import type { TSchema } from 'typebox';
import { namedSchemas } from './named-schemas.ts';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly description?: string;
}

/** Lines of nested objects are indented by two spaces; what a named schema is, its name says. `top`: written out all the same. */
export function typeText(schema: TSchema, top = false): string {
  return textOf(schema as JsonSchema, '', top);
}

function textOf(schema: JsonSchema, indent: string, top = false): string {
  const name = top ? undefined : namedSchemas.get(schema as TSchema);
  if (name !== undefined) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((each) => JSON.stringify(each)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map((each) => textOf(each, indent)));
  if (schema.allOf) return schema.allOf.map((each) => textOf(each, indent)).join(' & ');
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.length === 0 ? 'unknown' : union(types.map((type) => ofType(type, schema, indent)));
}

const union = (texts: readonly string[]) => [...new Set(texts)].join(' | ');

function ofType(type: string, schema: JsonSchema, indent: string): string {
  switch (type) {
    case 'integer':
      return 'number';
    case 'array': {
      const item = schema.items ? textOf(schema.items, indent) : 'unknown';
      const isChoice = schema.items?.anyOf !== undefined || schema.items?.oneOf !== undefined;
      return `readonly ${isChoice || (/[|&]/.test(item) && !item.startsWith('{')) ? `(${item})` : item}[]`;
    }
    case 'object':
      return objectText(schema, indent);
    default:
      return type;
  }
}

function objectText({ properties, required = [], additionalProperties, patternProperties }: JsonSchema, indent: string): string {
  if (!properties || Object.keys(properties).length === 0) {
    const values = typeof additionalProperties === 'object' ? additionalProperties : Object.values(patternProperties ?? {})[0];
    return `Readonly<Record<string, ${values ? textOf(values, indent) : 'unknown'}>>`;
  }
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([key, each]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    const comment = each.description === undefined ? '' : `${inner}/** ${each.description.replaceAll('*/', '* /')} */\n`;
    return `${comment}${inner}readonly ${name}${required.includes(key) ? '' : '?'}: ${textOf(each, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}
