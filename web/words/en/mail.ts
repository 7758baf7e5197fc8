/** The words of what goes by e-mail. */
export const mailWords = {
  working: 'One moment …',

  forgot: {
    heading: 'Forgot your password?',
    text: 'Say the e-mail address that you have confirmed for your account, and we send you a link to a new password.',
    email: 'E-mail',
    send: 'Send me a link',
    sent: 'If an account has confirmed this address, a link is on its way to it. It works for an hour. Look among the unwanted mail, too.',
    back: 'Back to the log-in',
  },

  newPassword: {
    heading: 'Choose a new password',
    text: 'Your account is then logged out on every device.',
    label: 'New password',
    save: 'Set the password',
  },

  confirming: {
    title: 'Confirming your e-mail address',
    again: 'Try again',
  },

  /** What came of a link. */
  said: {
    changed: {
      title: 'Your password is set',
      text: 'Wherever you were logged in, you are logged out now. Log in with the new password.',
      on: 'To the log-in',
    },
    confirmed: {
      title: 'Your e-mail address is confirmed',
      text: 'When you forget your password, we can send you a link to a new one.',
      on: 'To the start page',
    },
    over: {
      title: 'This link is good for nothing any more',
      text: 'It was used, or too much time has gone by, or your password or e-mail address has changed since. Ask for a new one.',
      on: 'To the start page',
    },
    incomplete: {
      title: 'This link is incomplete',
      text: 'Open it from the mail once more, whole.',
      on: 'To the start page',
    },
  },
};
