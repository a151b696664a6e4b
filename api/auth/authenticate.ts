/** Finds out who asks: an API key, else the cookie of a session. Nobody is an answer too; each route says whom it lets in. */
import type { NextFunction, Request, Response } from 'express';
import { unauthenticated, Problem } from '../problem.ts';
import type { Service } from '../service.ts';
import { identityOfKey } from './api-keys.ts';
import type { Identity } from './identity.ts';
import { cookieName, identityOfSession, sameToken } from './sessions.ts';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export function openAuthentication(service: Service) {
  return async (request: Request, response: Response, next: NextFunction) => {
    response.locals['identity'] = await identify(service, request);
    next();
  };
}

export function identityAt(response: Response): Identity | undefined {
  return response.locals['identity'] as Identity | undefined;
}

async function identify(service: Service, request: Request): Promise<Identity | undefined> {
  const now = new Date();
  const authorization = request.get('authorization');
  if (authorization !== undefined) {
    const key = /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1];
    const identity = key === undefined ? undefined : await identityOfKey(service.pool, key, now);
    // a wrong key is never taken for somebody without one
    if (!identity) throw unauthenticated();
    return identity;
  }
  const token = cookieOf(request, cookieName(service.settings.secure));
  if (token === undefined) return undefined;
  const identity = await identityOfSession(service.pool, token, now);
  if (identity && changing.has(request.method)) checkForgery(request, identity);
  return identity;
}

/** A page of another site can make a browser send its cookies, but can neither read nor send the token of the session. */
function checkForgery(request: Request, { csrfToken = '' }: Identity): void {
  const site = request.get('sec-fetch-site');
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || !sameToken(request.get('x-csrf-token'), csrfToken))
    throw new Problem(403, 'CSRF', 'Yêu cầu không đến từ trang của hệ thống', 'The request does not come from a page of this system');
}

export function cookieOf(request: Request, name: string): string | undefined {
  for (const part of (request.get('cookie') ?? '').split(';')) {
    const [key, value] = part.split('=');
    if (key?.trim() === name && value !== undefined && /^[\w-]{20,200}$/.test(value.trim())) return value.trim();
  }
  return undefined;
}
