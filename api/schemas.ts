/** Shapes that several routes share. */
import { Type, type TProperties, type TSchema } from 'typebox';

/** Nothing that the schema does not name is taken. */
export const closed = { additionalProperties: false } as const;
export const object = <P extends TProperties>(properties: P) => Type.Object(properties, closed);

export const Id = Type.String({ pattern: '^[1-9][0-9]{0,17}$', description: 'a number as text' });
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339 with an offset' });
export const Day = Type.String({ format: 'date' });
export const Text = (longest = 2_000) => Type.String({ minLength: 1, maxLength: longest });
export const Variables = Type.Record(Type.String({ maxLength: 200 }), Type.Unknown(), { description: 'names and JSON values' });
export const Reason = Text();

/** A list in pages: `next` goes back as `cursor`. */
export const page = <S extends TSchema>(item: S) => Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) });
export const paging = {
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
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

/** A name on one line: no control characters, which neither a database nor a header takes. */
export const Line = (longest = 200) =>
  Type.String({ minLength: 1, maxLength: longest, pattern: '^[^\\u0000-\\u001f\\u007f]*$', description: 'one line' });
