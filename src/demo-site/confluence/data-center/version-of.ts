import { isJsonObject, type JsonObject, textAt } from '../../json.ts';
import { refusal } from './refusals.ts';

/** The version to be made must be the one after the one that the client has seen; 409 for another. */
export function requireNextNumber(fields: JsonObject, current: number): void {
  const number = isJsonObject(fields['version']) ? fields['version']['number'] : undefined;
  if (typeof number !== 'number') {
    throw refusal(400, 'Must supply an incremented version when updating Content. No version supplied.');
  }
  if (number !== current + 1) {
    throw refusal(409, `Version must be incremented on update. Current version is: ${current}`);
  }
}

/** What is said about the version. */
export function editOf({ version }: JsonObject) {
  const minorEdit = isJsonObject(version) && version['minorEdit'] === true;
  return { message: textAt(version, 'message') ?? '', minorEdit };
}
