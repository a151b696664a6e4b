import type { Request } from 'express';

/** Vietnamese unless English is preferred. */
export function languageOf(request: Request): 'vi' | 'en' {
  return request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}
