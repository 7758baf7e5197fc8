/** The words of what stands there without scripts: index.html, offline.html and the manifest. The build puts them there. */
export const pageWords = {
  language: 'en',
  direction: 'ltr',
  description: 'Start a chat, send the link, talk.',
  overHttp: 'Holdline is chat over plain HTTP.',

  needsScripts:
    'This page needs JavaScript in the browser. Without it, curl does the same, with the address of this server for SERVER. This lets you in as a guest, and answers with your TOKEN:',
  thisSays: 'And this says something in a chat, whose address ends in its CHAT:',
  joinFirst: 'Join it first by a PATCH. Each step stands in',
  curlAlone: 'how to talk with curl alone',

  noConnection: 'No connection',
  notReached: 'This page can’t be reached right now. What you wrote is kept on this device.',
  tryAgain: 'Try again',
};
