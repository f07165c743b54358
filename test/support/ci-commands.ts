/** What a CI system takes for a command, by the sources of the runners: anywhere in a line, or where it begins. */
export const COMMAND =
  /##\[|##vso\[|##teamcity\[|section_(?:start|end):\d+:|^\s*::[a-z]|^\s*(?:---|\+\+\+|~~~|\^\^\^)/im;
