/** The kind of a mark; undocumented types are all `other`. */
export type Kind = 'LOCATION' | 'CLICK' | 'other';

/** The outline of a mark as the data of an SVG path around 0,0, some 15 wide. */
export const OUTLINES: Readonly<Record<Kind, string>> = {
  LOCATION: 'M-7-7H7V7H-7Z',
  CLICK: 'M-7.5 0a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0Z',
  other: 'M0-7.5 7.5 6H-7.5Z',
};

/** Returns the kind of an event's mark. */
export function kindOf(type: string): Kind {
  return type === 'LOCATION' || type === 'CLICK' ? type : 'other';
}
