/** Each ad-hoc subprocess of a random file between a start and an end of its own: in the file itself a run comes to few of them. */
export function adHocAlone(xml: string): string[] {
  const [before] = /^[^]*?(?=<process|<collaboration)/.exec(xml)!;
  return [...xml.matchAll(/<adHocSubProcess id="([^"]+)"[^]*?<\/adHocSubProcess>/g)].map(
    ([written, id]) =>
      `${before}<process id="P" isExecutable="true"><startEvent id="begin"/>${written.replace(/ default="[^"]*"/, '')}<endEvent id="finish"/><sequenceFlow id="into" sourceRef="begin" targetRef="${id}"/><sequenceFlow id="outOf" sourceRef="${id}" targetRef="finish"/></process></definitions>`,
  );
}
