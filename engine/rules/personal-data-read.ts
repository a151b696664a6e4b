/** An expression decides by personal data, which never reach the engine. */
import { checkPersonal } from '../model/check-personal.ts';
import { personalNames } from '../model/personal-names.ts';
import { found, type Rule } from './rule.ts';

export const personalDataRead: Rule = {
  id: 'personal-data-read',
  severity: 'error',
  source: 'Luật 91/2025/QH15 (bảo vệ dữ liệu cá nhân)',
  check: ({ model, forms }) =>
    forms
      ? checkPersonal(model, personalNames(forms)).map(({ message, messageEn, at }) =>
          found(personalDataRead, message, messageEn, at === undefined ? [] : [at]),
        )
      : [],
};
