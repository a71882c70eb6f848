/** XMP, the notes in XML that programs add (ISO 16684-1): whether they name a place. Searched as text, since it is only to be removed. */
import type { Place } from './exif.ts';

const PLACE = /GPSL(?:atitude|ongitude)|Iptc4xmpExt:Location(?:Created|Shown)|photoshop:City/;

export function xmpPlace(note: Uint8Array): Place | null {
  const text = new TextDecoder('latin1').decode(note);
  return text.includes('adobe:ns:meta') || text.includes('ns.adobe.com') ? placeInText(text) : null;
}

export const placeInText = (text: string): Place | null => (PLACE.test(text) ? 'somewhere' : null);
