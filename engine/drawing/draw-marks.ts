/** What an analysis pins on a picture: numbered badges of findings, tokens of a scenario, hatching of waits. */
import type { Box, Point } from '../model/layout/geometry.ts';
import { cover, type Extents } from './extents.ts';
import { textWidth } from './font-metrics.ts';
import { paper } from './style.ts';
import { escapeXml, pathThrough, svgElement } from './svg-element.ts';

export interface Badge {
  /** A number or a short word. */
  readonly text: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** What is special about one element of the picture. */
export interface Mark {
  /** Put beside our own class; letters, digits and `-` only, others are left out. */
  readonly class?: string;
  /** Colours as CSS writes them; an open subprocess takes no fill. */
  readonly stroke?: string;
  readonly fill?: string;
  /** True: on the critical path. */
  readonly isThick?: boolean;
  /** True: the legal clock does not run here. */
  readonly isHatched?: boolean;
  /** Numbers of findings, at the upper right corner. */
  readonly badges?: readonly Badge[];
  /** Tokens that lie here, at the lower left corner. */
  readonly tokens?: number;
}

const radius = 9;
/** Told apart without colour too: full, ringed, dashed. */
const looks = {
  error: { fill: '#b3261e', stroke: '#b3261e', text: paper, dash: undefined },
  warning: { fill: '#fff4d6', stroke: '#8a5a00', text: '#4a3000', dash: undefined },
  info: { fill: paper, stroke: '#1d4f91', text: '#1d4f91', dash: '2.5 2' },
} as const;

/** Badges leftwards from `corner`, the first one outermost. */
export function drawBadges(badges: readonly Badge[], corner: Point, extents: Extents): string[] {
  let right = corner.x + radius;
  return badges.flatMap(({ text, severity }) => {
    const width = Math.max(2 * radius, textWidth(text, 11) + 8);
    const box = { x: right - width, y: corner.y - radius, width, height: 2 * radius };
    right -= width + 2;
    cover(extents, box, 1);
    const look = looks[severity];
    return [
      svgElement('rect', { ...box, rx: radius, fill: look.fill, stroke: look.stroke, 'stroke-width': 1.6, 'stroke-dasharray': look.dash }),
      svgElement(
        'text',
        { x: box.x + width / 2, y: corner.y + 3.9, 'font-size': 11, 'font-weight': 'bold', 'text-anchor': 'middle', fill: look.text },
        escapeXml(text),
      ),
    ];
  });
}

export function drawTokens(count: number, at: Point, extents: Extents): string[] {
  cover(extents, { x: at.x - radius, y: at.y - radius, width: 2 * radius, height: 2 * radius }, 1);
  return [
    svgElement('circle', { cx: at.x, cy: at.y, r: radius, fill: '#14532d', stroke: paper, 'stroke-width': 1.5 }),
    svgElement(
      'text',
      { x: at.x, y: at.y + 3.9, 'font-size': 11, 'font-weight': 'bold', 'text-anchor': 'middle', fill: paper },
      escapeXml(String(count)),
    ),
  ];
}

/** Slanting lines over a box, 8 px apart, cut at its border. */
export function hatching(box: Box, ink: string): string {
  const inset = 3;
  const [left, top, right, bottom] = [box.x + inset, box.y + inset, box.x + box.width - inset, box.y + box.height - inset];
  let d = '';
  // lines x + y = sum
  for (let sum = left + top + 8; sum < right + bottom; sum += 8)
    d += pathThrough([
      [Math.max(left, sum - bottom), Math.min(bottom, sum - left)],
      [Math.min(right, sum - top), Math.max(top, sum - right)],
    ]);
  return svgElement('path', { d: d || 'M0 0', fill: 'none', stroke: ink, 'stroke-width': 0.6, 'stroke-opacity': 0.35 });
}

/** A fill between strong (no slack) and white (as much slack as the whole deadline): `share` is slack ÷ deadline. */
export function slackHeat(share: number): string {
  const kept = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 1));
  const mixed = [250, 190, 110].map((part) => Math.round(part + (255 - part) * Math.sqrt(kept)));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
