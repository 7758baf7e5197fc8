/** The words of being told while no page is open. */
export const pushWords = {
  label: 'Also while no page is open',
  hint: 'On this device: mentions, whispers, private chats, and what is said in chats that you want to hear. The browser’s maker delivers it and cannot read it.',
  insecure: 'Needs an address that begins with https.',
  install:
    'On an iPhone or iPad, add this page to the home screen first (Share, Add to Home Screen), and open it from there.',
  impossible: 'This browser can’t be told while no page is open.',
  unsent: 'This server tells nobody while no page is open.',
  failed: 'The browser could not reach the service that delivers it. Try again later.',
};
