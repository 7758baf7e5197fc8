/** Whether the server of this page sends e-mail: it says so in the page's first tag, so that nobody has to ask. */
export function sendsMail(): boolean {
  return document.documentElement.dataset.mail === 'on';
}
