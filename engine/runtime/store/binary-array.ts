/** One-dimensional arrays in PostgreSQL's binary format: no quoting of JSON texts here, no parsing of array literals there. */

/** Type → its number in `pg_type`, the same in every PostgreSQL, and how one value is written. */
const types = {
  text: { oid: 25, write: text },
  json: { oid: 114, write: text },
  bigint: { oid: 20, write: bigint },
  integer: { oid: 23, write: integer },
  real: { oid: 700, write: real },
  boolean: { oid: 16, write: (value: unknown) => Buffer.from([value === true ? 1 : 0]) },
  timestamptz: { oid: 1184, write: timestamp },
  bytea: { oid: 17, write: (value: unknown) => value as Buffer },
  uuid: { oid: 2950, write: (value: unknown) => Buffer.from(String(value).replaceAll('-', ''), 'hex') },
  xid8: { oid: 5069, write: bigint },
} as const;

export type ColumnType = keyof typeof types;

const noDimension = (oid: number) => {
  const bytes = Buffer.alloc(12);
  bytes.writeInt32BE(oid, 8);
  return bytes;
};

/**
 * Values of one column as a parameter. Null and undefined are null. timestamptz: a Date, ISO text or epoch milliseconds; bigint and xid8: number, bigint or decimal text.
 */
export function binaryArray(type: ColumnType, values: readonly unknown[]): Buffer {
  const { oid, write } = types[type];
  if (values.length === 0) return noDimension(oid);
  let hasNull = 0;
  let size = 20;
  const written: (Buffer | string | undefined)[] = new Array(values.length);
  const sizes: number[] = new Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === null || value === undefined) {
      hasNull = 1;
      sizes[index] = -1;
      size += 4;
      continue;
    }
    const one = write(value);
    written[index] = one;
    const length = typeof one === 'string' ? Buffer.byteLength(one) : one.length;
    sizes[index] = length;
    size += 4 + length;
  }
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(hasNull, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(values.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = 20;
  for (let index = 0; index < values.length; index++) {
    at = bytes.writeInt32BE(sizes[index]!, at);
    const one = written[index];
    if (one === undefined) continue;
    if (typeof one === 'string') at += bytes.write(one, at);
    else at += one.copy(bytes, at);
  }
  return bytes;
}

function text(value: unknown): string {
  return String(value);
}

function integer(value: unknown): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(Number(value));
  return bytes;
}

function real(value: unknown): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeFloatBE(Number(value));
  return bytes;
}

function bigint(value: unknown): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(value as string | number | bigint));
  return bytes;
}

/** Microseconds since 2000-01-01 UTC. */
const year2000 = Date.UTC(2000, 0, 1);

function timestamp(value: unknown): Buffer {
  const milliseconds = typeof value === 'number' ? value : value instanceof Date ? value.getTime() : Date.parse(String(value));
  if (!Number.isFinite(milliseconds)) throw new RangeError(`"${String(value)}" is no instant`);
  return bigint((BigInt(milliseconds) - BigInt(year2000)) * 1000n);
}
