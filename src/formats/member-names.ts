/** How members are named in files: by their id, or by their e-mail address. */

/** Letters, digits, `.`, `_` and `-`, starting with a letter or a digit: safe in a command line, a file name and a table. */
const MEMBER_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** The longest address that mail can carry (RFC 5321, section 4.5.3.1.3, less the brackets). */
const LONGEST_EMAIL = 254;

export type MemberName = { member: string } | { email: string };

/** What is wrong with a member id; undefined if nothing is. */
export function memberIdFault(text: string): string | undefined {
  if (MEMBER_ID.test(text)) return undefined;
  if (text.includes('@')) return 'a member id is not an e-mail address';
  if (text.length > 64) return 'a member id has at most 64 characters';
  return 'a member id is made of letters, digits, ".", "_" and "-" and starts with a letter or a digit';
}

/** What is wrong with an e-mail address; undefined if nothing is. */
export function emailFault(text: string): string | undefined {
  return EMAIL.test(text) && text.length <= LONGEST_EMAIL ? undefined : 'this is not an e-mail address';
}

/** Reads an id or an address. */
export function readMemberName(text: string): { name: MemberName } | { fault: string } {
  if (text.includes('@')) {
    const fault = emailFault(text);
    return fault === undefined ? { name: { email: text } } : { fault };
  }
  const fault = memberIdFault(text);
  return fault === undefined ? { name: { member: text } } : { fault };
}
