// Runs one tool over documents, one after the other, in a process of its own, as starting a tool takes longer than a
// document does. It gets `{ file, folder }` and answers `{ error, printed }`.
const { run } = await import(new URL(`tools/${process.argv[2]}.mjs`, import.meta.url));

let printed = '';
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text) => {
    printed += text;
    return true;
  };
}

process.on('message', async ({ file, folder }) => {
  printed = '';
  const error = await run(file, folder).then(() => undefined, String);
  process.send({ error, printed });
});
