/** Markup that requests of a run contain; no page of a server has a reason to contain it. */
export const MARKUP = '<x-mark>';
