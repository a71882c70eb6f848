/**
 * The colours that a text can have: few, each readable on the white of a mail (4.5:1 at least) and each with another one for dark windows
 * (rich.module.css). What is pasted gets the nearest.
 */
export const COLOURS = {
  grey: '#5f6675',
  red: '#a6211d',
  orange: '#944300',
  green: '#1c6642',
  blue: '#1d4f91',
  plum: '#6a3a82',
} as const;

export const GROUNDS = {
  yellow: '#fff1c2',
  green: '#e3f1e6',
  blue: '#e5edf8',
  red: '#fbe6e2',
  plum: '#f2e7f6',
} as const;

export type ColourName = keyof typeof COLOURS;
export type GroundName = keyof typeof GROUNDS;
