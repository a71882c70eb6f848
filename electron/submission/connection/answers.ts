/** Which reply codes answer which command at all (RFC 5321 §4.3.2); any other means that client and server are out of step. */

const between = (code: number, from: number, to: number): boolean => code >= from && code <= to;
const refuses = (code: number): boolean => between(code, 400, 599);
/** RFC 5321 §4.3.2: 25x says done; 220, 221, 235 and their like answer something else. */
export const answersCommand = (code: number): boolean => between(code, 250, 259) || refuses(code);

export const answersGreeting = (code: number): boolean => code === 220 || refuses(code);
export const answersEhlo = (code: number): boolean => code === 250 || refuses(code);
export const answersStartTls = (code: number): boolean => code === 220 || refuses(code);
export const answersAuth = (code: number): boolean => code === 235 || code === 334 || refuses(code);
export const answersData = (code: number): boolean => code === 354 || refuses(code);
export const answersQuit = (code: number): boolean => code === 221 || answersCommand(code);
