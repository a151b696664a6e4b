/** Problems as RFC 9457 has them: a stable code, a sentence in the reader's language, and every error in the body with its place. */
import type { ErrorObject } from 'ajv';
import type { Permission } from './auth/roles.ts';
import { CommandRejected, type RejectionCode } from '../engine/index.ts';
import { DeadlineRefused } from '../engine/deadlines/deadline-refused.ts';
import { jsonMistake } from './json-mistake.ts';
import { DatabaseUnavailable, EngineRefused, EngineTrouble, isPassing } from '../engine/runtime/index.ts';

export interface FieldError {
  /** JSON pointer into the body, or `#/query/…`, `#/params/…`, `#/headers/…`. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
}

/** A request that is answered with a problem. Message: Vietnamese; `messageEn` English. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly messageEn: string;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  /** Of FORBIDDEN: what is missing. */
  readonly permission: Permission | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    messageEn: string,
    more: {
      readonly errors?: readonly FieldError[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly permission?: Permission | undefined;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.messageEn = messageEn;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
    this.permission = more.permission;
  }
}

export const notFound = (what?: string, whatEn = '') =>
  what === undefined ? new Problem(404, 'NOT_FOUND', 'Không tìm thấy', 'Not found') : new Problem(404, 'NOT_FOUND', what, whatEn);

/** Names the permission that is missing, or that is held by positions of other places only. */
export function forbidden(permission?: Permission, held?: ReadonlySet<Permission>): Problem {
  const [vi, en] = permission === undefined ? ['', ''] : lack(permission, held);
  return new Problem(403, 'FORBIDDEN', `Không có quyền thực hiện${vi}`, `Not permitted${en}`, { permission });
}

/** The same of an `occurredAt`, which may be given by who may enter facts late. */
export function forbiddenLate(held: ReadonlySet<Permission>): Problem {
  const { message, messageEn, permission } = forbidden('lateEntry', held);
  const said = {
    message: `${message}, mà "occurredAt" (nhập muộn việc đã xảy ra) cần quyền này`,
    messageEn: `${messageEn}, which "occurredAt" (entering a fact late) needs`,
  };
  return new Problem(403, 'FORBIDDEN', said.message, said.messageEn, {
    permission,
    errors: [{ pointer: '/occurredAt', code: 'FORBIDDEN', ...said }],
  });
}

function lack(permission: Permission, held: ReadonlySet<Permission> | undefined): readonly [string, string] {
  return held?.has(permission)
    ? [`: quyền "${permission}" được giao ở nơi khác, không phải ở đây`, `: the permission "${permission}" is held elsewhere, not here`]
    : [`: thiếu quyền "${permission}"`, `: the permission "${permission}" is missing`];
}

export const unauthenticated = () =>
  new Problem(401, 'UNAUTHENTICATED', 'Cần đăng nhập hoặc khóa API', 'Sign in or give an API key', {
    headers: { 'WWW-Authenticate': 'Bearer realm="taicho"' },
  });

export const passwordChangeRequired = () =>
  new Problem(403, 'PASSWORD_CHANGE_REQUIRED', 'Hãy đổi mật khẩu dùng lần đầu trước', 'Change the first password first');

/** Refusals whose cure lies with the request itself; the others contradict the state of the dossier (409). */
const unprocessable: readonly (RejectionCode | EngineRefused['code'])[] = [
  'INVALID_VARIABLES',
  'INVALID_VALUE',
  'INVALID_TEXT',
  'REASON_MISSING',
  'PROCEDURE_REFUSED',
  'IDEMPOTENCY_KEY_REUSED',
  'MODIFICATION_REFUSED',
  'MIGRATION_REFUSED',
];
const missing = ['UNKNOWN_DOSSIER', 'UNKNOWN_VERSION', 'UNKNOWN_PROCEDURE', 'NO_INCIDENT', 'UNKNOWN_RUN'];

/** Any error as a problem; what nobody foresaw is a 500 without details. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CommandRejected || error instanceof EngineRefused) {
    const { code, message, messageEn } = error;
    const status =
      code === 'REVISION_CHANGED'
        ? 412
        : missing.includes(code)
          ? 404
          : unprocessable.includes(code as RejectionCode)
            ? 422
            : code === 'UNKNOWN_COMMAND'
              ? 400
              : 409;
    const { revision } = error.details as { revision?: number };
    return new Problem(status, code, message, messageEn, {
      errors: procedureErrors(error.details),
      ...(code === 'REVISION_CHANGED' && { headers: { ETag: `"${revision}"` } }),
    });
  }
  if (error instanceof DeadlineRefused) return new Problem(422, error.code, error.message, error.messageEn);
  if (error instanceof EngineTrouble) {
    const busy = error.code === 'DOSSIER_BUSY' || error.code === 'DATABASE_UNAVAILABLE' || error.code === 'ENGINE_CLOSED';
    return new Problem(
      busy || error.code === 'OUTCOME_UNKNOWN' ? 503 : 500,
      error.code,
      error.message,
      error.messageEn,
      busy ? { headers: { 'Retry-After': '1' } } : {},
    );
  }
  if (error instanceof DatabaseUnavailable || (isPassing(error) && !('path' in (error as object))))
    return new Problem(503, 'DATABASE_UNAVAILABLE', 'Không kết nối được cơ sở dữ liệu', 'The database cannot be reached', {
      headers: { 'Retry-After': '5' },
    });
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  if (type === 'entity.too.large') return new Problem(413, 'BODY_TOO_LARGE', 'Nội dung quá lớn', 'The body is too large');
  if (type === 'entity.parse.failed') {
    const { line, column } = jsonMistake(String((error as { body?: unknown }).body ?? ''));
    return new Problem(
      400,
      'BODY_NOT_JSON',
      `Nội dung không phải JSON: sai ở dòng ${line}, cột ${column}`,
      `The body is not JSON: wrong at line ${line}, column ${column}`,
    );
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new Problem(415, 'ENCODING_UNSUPPORTED', 'Bảng mã không được hỗ trợ', 'The encoding is not supported');
  if (status === 400) return new Problem(400, 'BAD_REQUEST', 'Yêu cầu không hợp lệ', 'The request is malformed');
  return new Problem(500, 'INTERNAL', 'Lỗi của hệ thống', 'The system failed');
}

/** Problems of a refused procedure or organisation: every one, with the element or the place it is about. */
function procedureErrors(details: object): FieldError[] {
  const { problems } = details as { problems?: readonly { code: string; at?: string; message: string; messageEn: string }[] };
  return (problems ?? []).map(({ code, at, message, messageEn }) => ({
    pointer: at === undefined || at === '' ? '' : at.startsWith('/') ? at : `#/${at}`,
    code,
    message,
    messageEn,
  }));
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly requestId: string;
  /** Of FORBIDDEN. */
  readonly permission?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** The body of a problem in a language. */
export function problemBody(
  { status, code, message, messageEn, errors, permission }: Problem,
  language: 'vi' | 'en',
  instance: string,
  requestId: string,
): ProblemBody {
  const said = (vi: string, en: string) => (language === 'vi' ? vi : en);
  return {
    type: `/api/v1/problems#${code}`,
    title: said(...(titles[status] ?? titles[500]!)),
    status,
    code,
    detail: said(message, messageEn),
    instance,
    requestId,
    ...(permission !== undefined && { permission }),
    ...(errors.length > 0 && {
      errors: errors.map((error) => ({ pointer: error.pointer, code: error.code, detail: said(error.message, error.messageEn) })),
    }),
  };
}

const titles: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Yêu cầu không hợp lệ', 'Malformed request'],
  401: ['Chưa đăng nhập', 'Not signed in'],
  403: ['Không có quyền', 'Not permitted'],
  404: ['Không tìm thấy', 'Not found'],
  405: ['Phương thức không dùng được', 'Method not allowed'],
  409: ['Trái với trạng thái hiện tại', 'In conflict with the current state'],
  410: ['Không còn', 'Gone'],
  412: ['Đã thay đổi', 'Changed meanwhile'],
  413: ['Quá lớn', 'Too large'],
  415: ['Kiểu nội dung không dùng được', 'Unsupported content type'],
  422: ['Nội dung không dùng được', 'Unprocessable content'],
  428: ['Cần điều kiện', 'Precondition required'],
  429: ['Quá nhiều yêu cầu', 'Too many requests'],
  500: ['Lỗi của hệ thống', 'The system failed'],
  503: ['Tạm thời không phục vụ được', 'Not available at the moment'],
};

/** ajv's findings in our words, each with its place. */
export function schemaProblem(errors: readonly ErrorObject[], where: 'body' | 'query' | 'params' | 'headers'): Problem {
  const prefix = where === 'body' ? '' : `#/${where}`;
  return invalidInput(
    where,
    withoutConstants(errors).map(({ instancePath, keyword, params, message = '' }) => {
      const name = String(params['missingProperty'] ?? params['additionalProperty'] ?? '');
      const [vi, en] = sentences(keyword, params, message);
      return {
        pointer: prefix + instancePath + (name && `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
        code: keyword,
        message: vi,
        messageEn: en,
      };
    }),
  );
}

/** What no schema can say is answered as what one says. */
export function invalidInput(where: 'body' | 'query' | 'params' | 'headers', errors: readonly FieldError[]): Problem {
  return new Problem(where === 'body' ? 422 : 400, 'INVALID_INPUT', 'Dữ liệu không hợp lệ', 'The data are not valid', { errors });
}

/** A choice of words is one finding that names the words, not one for each word that it is not. */
function withoutConstants(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const words = new Map<string, unknown[]>();
  for (const { keyword, instancePath, params } of errors)
    if (keyword === 'const') words.set(instancePath, [...(words.get(instancePath) ?? []), params['allowedValue']]);
  return errors.flatMap((error) => {
    const allowedValues = words.get(error.instancePath);
    if (error.keyword === 'const' && errors.some(({ keyword, instancePath }) => keyword === 'anyOf' && instancePath === error.instancePath))
      return [];
    return error.keyword === 'anyOf' && allowedValues ? [{ ...error, keyword: 'enum', params: { allowedValues } }] : [error];
  });
}

/** Vietnamese and English. */
function sentences(keyword: string, params: Readonly<Record<string, unknown>>, message: string): readonly [string, string] {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
      return [`thiếu "${String(params['missingProperty'])}"`, message];
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      return [`không có trường "${name}"`, `there is no field "${name}"`];
    }
    case 'type':
      return [`phải có kiểu ${String(params['type'])}`, message];
    case 'enum': {
      const words = (params['allowedValues'] as unknown[]).map(String).join(', ');
      return [`phải là một trong: ${words}`, `must be one of: ${words}`];
    }
    case 'minLength':
      return [`phải có từ ${limit} ký tự`, message];
    case 'maxLength':
      return [`không được quá ${limit} ký tự`, message];
    case 'minItems':
      return [`phải có từ ${limit} mục`, message];
    case 'maxItems':
      return [`không được quá ${limit} mục`, message];
    case 'minimum':
      return [`phải từ ${limit} trở lên`, message];
    case 'maximum':
      return [`không được quá ${limit}`, message];
    case 'format':
      // the plus of an offset is a blank in a query unless it is written as %2B: what most who ask for a period stumble over
      if (params['format'] === 'date-time')
        return [
          'phải là thời điểm như 2026-03-02T08:00:00+07:00 (trong địa chỉ, viết dấu + là %2B)',
          'must be an instant such as 2026-03-02T08:00:00+07:00 (in an address, + is written %2B)',
        ];
      return [`không đúng dạng ${String(params['format'])}`, message];
    case 'pattern':
      return [`không đúng mẫu ${String(params['pattern'])}`, `must match the pattern ${String(params['pattern'])}`];
    default:
      return [`không thỏa "${keyword}"`, message];
  }
}
