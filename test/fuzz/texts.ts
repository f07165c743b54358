import fc from 'fast-check';

/** Text that goes through a request line or a header as it stands. */
export const visible = (maxLength: number) =>
  fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map(toCharacter), maxLength });
/** Text of any bytes. */
export const bytes = (maxLength: number) =>
  fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map(toCharacter), maxLength });

function toCharacter(code: number): string {
  return String.fromCharCode(code);
}
