/** Forms as they are filled in: what a pattern of a deployer cannot do to the service, whatever is entered. */
import { expect } from 'chai';
import { checkForm } from '../../api/forms.ts';
import { schemaProblems } from '../../api/procedure-forms.ts';
import type { Problem } from '../../api/problem.ts';

const refusalOf = (form: object, variables: object): Problem => {
  try {
    checkForm(form, variables);
  } catch (error) {
    return error as Problem;
  }
  throw new Error('it was taken');
};
const placesOf = ({ errors }: Problem) => errors.map(({ pointer, code }) => `${pointer} ${code}`);

describe('a form', () => {
  it('with a pattern that never ends on the platform is answered', () => {
    const form = { properties: { name: { pattern: '^(a+)+$' } }, patternProperties: { '^(b|b)*c': false } };
    const problem = refusalOf(form, { name: `${'a'.repeat(1_000)}!`, ['b'.repeat(1_000)]: 1, bc: 1 });
    expect(problem.code).to.equal('FORM_INVALID');
    expect(placesOf(problem).sort()).to.deep.equal(['/variables/bc false schema', '/variables/name pattern']);
  });

  it('is refused where a text is too much for its pattern, with the place of the text', () => {
    const form = { properties: { list: { items: { pattern: '(a?){900}z' } } } };
    checkForm(form, { list: [`${'a'.repeat(900)}z`] });
    const problem = refusalOf(form, { list: ['az', 'a'.repeat(100_000)] });
    expect([problem.status, problem.code, placesOf(problem)]).to.deep.equal([422, 'FORM_INVALID', ['/variables/list/1 patternTooMuch']]);
    // the next one begins with a whole budget
    checkForm(form, { list: ['az'] });
  });

  it('that was deployed with a pattern that cannot be run says so', () => {
    const problem = refusalOf({ properties: { name: { pattern: '^(?=a).*$' } } }, { name: 'a' });
    expect([problem.status, problem.code]).to.deep.equal([409, 'FORM_UNUSABLE']);
  });

  it('is not deployed with such a pattern: each is named with its place, wherever a reference may find it', () => {
    const form = {
      $ref: '#/default',
      properties: { 'a/b': { pattern: '(x)\\1' }, fine: { pattern: '^[0-9]{12}$' }, pattern: { type: 'string' } },
      default: { items: [{ pattern: '(?!y)z' }] },
      patternProperties: { '(?<=a)b': {}, '^x-': {} },
    };
    const found = schemaProblems({ intake: form, other: { properties: { code: { pattern: '^A-[0-9]+$' } } } });
    expect(found.map(({ code, severity, at }) => `${severity} ${code} ${at}`)).to.deep.equal([
      'error FORM_PATTERN /forms/intake/properties/a~1b/pattern',
      'error FORM_PATTERN /forms/intake/default/items/0/pattern',
      'error FORM_PATTERN /forms/intake/patternProperties/(?<=a)b',
    ]);
  });
});
