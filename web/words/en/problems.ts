import { speakOfProblems } from '../problem-texts.ts';
import { locale } from './format.ts';

export type { Problem, ProblemCode } from '../problem-texts.ts';

/** The words for why something did not happen. */
export const { isProblemCode, problemText } = speakOfProblems(
  {
    unreachable: 'The server can’t be reached. Check your connection and try again.',
    soon: 'in a moment',
    busy: (when) => `The server needs a pause. Try again ${when}.`,
    logged_out: 'Please log in again.',
    blocked: 'You can’t reach this person.',
    blocked_by_you: 'You have blocked this person. In the settings you can lift it.',
    not_allowed: 'You are not allowed to do that.',
    gone: 'This is no longer there.',
    too_large: 'That is too much at once.',
    server_fault: 'Something went wrong on our side. Try again in a moment.',
    invalid: 'That did not work.',
    refused: 'That did not work.',

    text_refused: 'The server does not take this text.',
    image_refused: 'The server does not take this image.',
    addressee_refused: 'Whoever it is for is not in this chat.',
    original_refused: 'What it answers is not there, or was a whisper to somebody else.',
    too_many_pins: 'Fifty messages are pinned here already. Unpin one first.',
    image_gone: 'The image is no longer on this device. Choose it again.',

    not_an_image: (file) => `“${file}” is not an image that can be shown here.`,
    image_too_large: (file) => `“${file}” is larger than 5 MB and can’t be made smaller.`,
    too_many_images: (count) => `At most ${count} images at once: the others were left out.`,
    copy_refused: 'This page may not copy for you. Select the text and copy it by hand.',
    log_in_failed: 'Your account is made. Now log in.',
  },
  locale,
);
