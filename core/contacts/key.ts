/** Whether two addresses are one contact. Stricter servers tell local parts by case; nobody who looks for an address does. */
import { mailboxKey } from '../message/address.ts';

export const contactKey = (address: string): string => mailboxKey(address).toLowerCase();
