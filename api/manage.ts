import { runCommand } from './run-command.ts';

/** `npm run manage`: one command in a process of its own, beside the servers. */
const { lines, problem } = await runCommand(process.env, process.argv.slice(2));
for (const line of lines) console.log(line);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
