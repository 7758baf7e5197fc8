import type { Config } from '../../process/config.ts';
import { ManageError } from '../manage-error.ts';
import { type Explain, examineAddress, examineDatabase, examineMail } from './elsewhere.ts';
import type { Finding } from './finding.ts';
import { examineDescriptors, examineDisk, examineNode, examineSettings } from './here.ts';

export interface Patient {
  config: Config;
  explain: Explain;
}

/**
 * Looks at a set-up from the settings outwards and changes nothing. Resolves with a line for all that was found; throws a ManageError with
 * those lines where something is wrong.
 */
export async function examine({ config, explain }: Patient): Promise<string[]> {
  const found = [
    ...examineSettings(config),
    examineNode(),
    examineDescriptors(config),
    ...(await examineDisk(config)),
    ...(await examineDatabase(config, explain)),
    await examineMail(config),
    await examineAddress(config),
  ];
  const lines = found.flatMap(linesOf);
  const count = found.filter(({ remedy }) => remedy !== null).length;
  if (count > 0) throw new ManageError([...lines, `${count} to be put right.`].join('\n'));
  return [...lines, 'All is well.'];
}

function linesOf({ sentence, remedy }: Finding): string[] {
  return remedy === null ? [`ok     ${sentence}`] : [`WRONG  ${sentence}`, `       ${remedy}`];
}
