/** Shapes that several routes share. */
import { Type, type TProperties, type TSchema } from 'typebox';

/** Nothing that the schema does not name is taken. */
export const closed = { additionalProperties: false } as const;
export const object = <P extends TProperties>(properties: P) => Type.Object(properties, closed);

export const Id = Type.String({ pattern: '^[1-9][0-9]{0,17}$', description: 'a number as text' });
export const ElementKey = Type.String({
  maxLength: 300,
  pattern: '^[^\\u0000-\\u001f]+#[0-9]{1,9}$',
  description: 'of an active element: `appraise#1`; in a path `#` is %23',
});
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339 with an offset' });
export const Day = Type.String({ format: 'date' });
export const Text = (longest = 2_000) => Type.String({ minLength: 1, maxLength: longest });
/** One of these words. */
export const oneOf = <const W extends readonly string[]>(words: W, description?: string) =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words], ...(description !== undefined && { description }) });
/** `__proto__` is no name: an object that is filled name by name would take it for something else. */
export const Variables = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  propertyNames: { maxLength: 200, not: { const: '__proto__' } },
  description: 'names and JSON values',
});
export const Reason = Text();

/** A list in pages: `next` goes back as `cursor`. */
export const page = <S extends TSchema>(item: S) => Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });
export const paging = {
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
};

/** Actor of the history: who, in which position, for whom, by which way. */
export const Actor = Type.Object({
  user: Type.String(),
  name: Type.Optional(Type.String()),
  position: Type.Optional(Type.String()),
  onBehalfOf: Type.Optional(Type.String()),
  channel: Type.Optional(Type.String()),
  apiKey: Type.Optional(Type.String()),
});
/** Of lists by unit. */
export const unitQuery = {
  unit: Type.Optional(Type.Array(Text(200), { minItems: 1, maxItems: 200 })),
  department: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'this unit or one below it' })),
};

/** What an accepted command answers. */
export const Accepted = Type.Object({
  dossierId: Id,
  revision: Type.Integer(),
  at: Instant,
  events: Type.Array(Type.Unknown(), { description: 'what happened, in order; see the catalogue of events' }),
  repeated: Type.Optional(Type.Boolean({ description: 'the Idempotency-Key was used before: this is the answer given then' })),
});

export const dossierPath = object({ dossierId: Id });

/** A problem inside an answer: of one item among several. */
export const ProblemShape = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  instance: Type.String(),
  requestId: Type.String(),
  errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() }))),
});
/** A name on one line: no control characters, which neither a database nor a header takes. */
export const Line = (longest = 200) =>
  Type.String({ minLength: 1, maxLength: longest, pattern: '^[^\\u0000-\\u001f\\u007f]*$', description: 'one line' });
