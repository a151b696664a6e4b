/** A step of a "5 tại chỗ" procedure is done away from the Centre, and nobody has allowed it. */
import { nameOf, nodesWithin } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** The exception is `tthc:placeBasis`: who allowed it, why and until when. */
export const placeOutsideCentre: Rule = {
  id: 'place-outside-centre',
  severity: 'error',
  source: 'Nghị định 61/2018/NĐ-CP, điều 14(5); Thông tư 01/2018/TT-VPCP, điều 6',
  check: ({ model }) =>
    mainProcesses(model)
      .filter(({ procedure }) => procedure?.regime === 'fiveAtPlace')
      .flatMap((process) =>
        nodesWithin(process)
          .filter(({ step }) => (step?.place === 'agency' || step?.place === 'offSite') && !step.placeBasis)
          .map((node) => {
            const [where, whereEn] =
              node.step!.place === 'agency'
                ? (['trụ sở cơ quan', "the agency's own office"] as const)
                : (['thực địa', 'the site'] as const);
            return found(
              placeOutsideCentre,
              `Bước "${nameOf(node)}" làm tại ${where}, ngoài Trung tâm, mà không ghi căn cứ cho phép`,
              `Step "${nameOf(node)}" is done at ${whereEn}, outside the Centre, without an exception on record`,
              [node.id],
            );
          }),
      ),
};
