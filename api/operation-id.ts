import type { Route } from './route.ts';

/**
 * A name for the document and the client: the method and the words of the path, in the singular where one thing is meant.
 * `GET /dossiers` is getDossiers, `GET /dossiers/:dossierId` getDossier, `POST /dossiers/:dossierId/withdrawal` postDossierWithdrawal.
 */
export function operationId({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const segments = path.split('/').filter(Boolean);
  const words = segments.flatMap((segment, at) => {
    if (isParameter(segment)) return [];
    return (isParameter(segments[at + 1] ?? '') ? singular(segment) : segment).split(/[^A-Za-z0-9]+/);
  });
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const isParameter = (segment: string) => /^[:*]/.test(segment);
const singular = (word: string) => (word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^s])s$/, ''));
