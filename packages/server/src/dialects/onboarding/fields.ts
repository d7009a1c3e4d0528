import { isStorable } from '../../core/model/storable-text.ts';
import type { Code } from './codes.ts';
import { type Fields, WrittenNumber } from './read-body.ts';
import { PIN_LENGTH } from './settings.ts';

/*
 * Checks of one field each: the code to refuse with, or `null` where the field is in order. A call
 * asks them in the vendor's order; nothing is charged before they all passed.
 */

export type Problem = Code | null;

const TEXT_MAX_LENGTH = 4096;
const DEVICE_MAX_LENGTH = 256;
const PIN_MODE = '1';
const DIGITS = /^[0-9]+$/;
const ACCOUNT = /^[0-9]{1,19}$/;

/** Text, or the digits of a number: apps mix them freely (onb 1). Empty is the same as absent. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  const text = value instanceof WrittenNumber ? value.source : value;
  if (typeof text !== 'string' || text === '' || text.length > TEXT_MAX_LENGTH) return undefined;
  return isStorable(text) ? text : undefined;
}

export function accountOf(fields: Fields, name: string): string | undefined {
  const text = textOf(fields, name);
  return text !== undefined && isAccount(text) ? text : undefined;
}

export function isAccount(text: string): boolean {
  return ACCOUNT.test(text);
}

/** The id an app made up for its phone. */
export function deviceOf(fields: Fields): string | undefined {
  const text = textOf(fields, 'deviceId');
  return text !== undefined && text.length <= DEVICE_MAX_LENGTH ? text : undefined;
}

export function missing(fields: Fields, name: string, code: Code): Problem {
  return textOf(fields, name) === undefined ? code : null;
}

/**
 * Mode 1 is the PIN, as a number or as text. Mode 2 shows a device id encrypted to a key that anybody
 * gets (onb 4.6): it proves nothing, and is not served.
 */
export function modeProblem(fields: Fields): Problem {
  const mode = fields['signInMode'];
  if (mode === undefined || mode === null || mode === '') return 'ONB014';
  return textOf(fields, 'signInMode') === PIN_MODE ? null : 'ONB015';
}

/** A PIN as this wire has it: a JSON string of four ASCII digits. As a number it lost its zeros. */
export function pinOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** A PIN that is to be put in force, or the old one of a change (onb 4.1). */
export function pinProblem(fields: Fields, name: string): Problem {
  if (isMissingPin(fields, name)) return 'ONB016';
  const pin = pinOf(fields, name);
  if (!DIGITS.test(pin)) return 'ONB049';
  return pin.length === PIN_LENGTH ? null : 'ONB050';
}

/** A PIN that is to be tested: here the vendor has one code for all that cannot be one (onb 4.4). */
export function shownPinProblem(fields: Fields, name: string): Problem {
  const pin = pinOf(fields, name);
  return DIGITS.test(pin) && pin.length === PIN_LENGTH ? null : 'ONB019';
}

export function isMissingPin(fields: Fields, name: string): boolean {
  const value = fields[name];
  return value === undefined || value === null || value === '';
}
