import { decision, dmn, literal } from './dmn.ts';
import { unescape } from './unescape.ts';

/** The same file with a business rule task for every second script task, and the decisions that they ask: each the FEEL of the script. */
export function askInstead(xml: string): { readonly xml: string; readonly decisions: Readonly<Record<string, string>> } {
  const asked: string[] = [];
  let scripts = 0;
  const changed = xml.replace(
    /<scriptTask id="([^"]+)"([^>]*)>([^]*?)<\/scriptTask>/g,
    (whole, id: string, attributes: string, body: string) => {
      const script = /<script>([^]*?)<\/script>/.exec(body);
      if (!script || scripts++ % 2 === 1) return whole;
      asked.push(decision(`asked_${id}`, literal(unescape(script[1]!))));
      return `<businessRuleTask id="${id}"${attributes.replace(/ scriptFormat="[^"]*"/, '')} tthc:decision="asked_${id}">${body.replace(script[0], '')}</businessRuleTask>`;
    },
  );
  return asked.length === 0 ? { xml, decisions: {} } : { xml: changed, decisions: { 'asked.dmn': dmn(...asked) } };
}
