import { counted } from './format.ts';

/** The words of finding out whom a whisper is for. */
export const whisperWords = {
  suggestions: 'Whisper to',
  found: (count: number) =>
    `${counted(count, 'person', 'people')} to whisper to. Arrow keys choose, Enter takes.`,
  names: 'Name',
  foundToName: (count: number) =>
    `${counted(count, 'person', 'people')} to name. Arrow keys choose, Enter takes.`,
  looking: 'Looking whom this is for …',
  question: 'Whom is this for?',
  nobody: (word: string) =>
    `Nobody here is called “${word}”, so this would be read by everyone. What begins with @ is mostly meant for one person.`,
  nobodyToWhisper: (word: string) => `Nobody here is called “${word}”.`,
  unsure: (word: string) =>
    `It can’t be found out right now whether someone here is called “${word}”. If so, this is for that person alone.`,
  toOne: (name: string) => `Whisper to ${name}`,
  named: (name: string) => `Names ${name} to all`,
  nameToAll: (name: string) => `Name ${name} to all`,
  aloud: 'Say it to everyone',
  again: 'Look again',
  goBack: 'Go back and correct',
};
