/** Markup that requests of a run hold; no page of a server has a reason to. */
export const MARKUP = '<x-mark>';
