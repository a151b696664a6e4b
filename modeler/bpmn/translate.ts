/** What bpmn-js says, in the language of the page. */
import type { ModuleDeclaration } from 'didi';
import { currentLanguage } from '../i18n/say.tsx';
import { vi } from './vi.ts';

/** A sentence of bpmn-js with its parts filled in. One that is not translated stays English, which the console says. */
export function translate(template: string, replacements: Readonly<Record<string, string>> = {}): string {
  const isTranslated = Object.hasOwn(vi, template);
  if (!isTranslated) console.warn(`bpmn-js says "${template}", which is not translated`);
  const text = isTranslated && currentLanguage() === 'vi' ? vi[template]! : template;
  return text.replace(/{([^}]+)}/g, (all, key: string) => replacements[key] ?? all);
}

export const translated: ModuleDeclaration = { translate: ['value', translate] };
