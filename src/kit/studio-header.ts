/** The header that marks a request of the studio as its own, not the application's; its value is ignored. */
export const STUDIO_HEADER = 'x-kit-studio';
