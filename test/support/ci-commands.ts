/** Text that a CI system interprets as a command, according to the runners' sources: anywhere in a line, or at its start. */
export const COMMAND =
  /##\[|##vso\[|##teamcity\[|section_(?:start|end):\d+:|^\s*::[a-z]|^\s*(?:---|\+\+\+|~~~|\^\^\^)/im;
