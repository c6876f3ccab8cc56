/** The sentences about files that cannot be read: apart from those about what is in them, for files are found in every command. */
import type { Words } from './wording.js';

export const say = {
  cannotRead: (reason: string): Words => ({ message: `cannot be read: ${reason}` }),
  notAFile: { message: 'is not a plain file' },
  leavesFolder: {
    message: 'is a link that leads out of the content folder',
    hint: 'put the file itself there: what counts must be under review',
  },
  tooLarge: (mebibytes: number): Words => ({
    message: `is larger than ${mebibytes} MiB`,
    hint: 'split it: an assessment has one file an edition',
  }),
  notUtf8: { message: 'holds bytes that are not UTF-8', hint: 'save the file as UTF-8' },
  utf16: { message: 'is UTF-16', hint: 'save the file as UTF-8' },
};
