import type { Json } from './expressions.ts';

/** Equal as JSON, whatever the order of keys. */
export function sameJson(some: Json, other: Json): boolean {
  if (typeof some !== 'object' || some === null || typeof other !== 'object' || other === null) return some === other;
  if (Array.isArray(some) !== Array.isArray(other)) return false;
  const [left, right] = [some as Record<string, Json>, other as Record<string, Json>];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameJson(left[name]!, right[name]!))
  );
}
