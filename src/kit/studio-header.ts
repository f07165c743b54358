/** The header by which the studio says that a request is its own and not the application's; its value does not matter. */
export const STUDIO_HEADER = 'x-kit-studio';
