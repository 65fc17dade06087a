import { constants, type Stats } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep, win32 } from 'node:path';
import { InvalidArgumentsError } from '../errors.ts';

/**
 * Reads a file below the one folder that files may be uploaded from. A model that was told to by a text it has read must not
 * get at any other file: absolute paths, `..` and links that lead out are refused, and so is what is no ordinary file.
 * Throws `InvalidArgumentsError`.
 */
export async function readUploadFile(
  folder: string,
  path: string,
  maxBytes: number,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  if (folder === '') {
    throw refused('this server has no folder to upload from; pass the content instead, or set MCP_UPLOAD_FOLDER');
  }
  if (isAbsolute(path) || win32.isAbsolute(path) || /^[A-Za-z]:/.test(path) || path.includes('\0')) {
    throw refused('expected a path below the upload folder, not an absolute one');
  }
  if (path.split(/[\\/]/).includes('..')) throw refused('expected a path below the upload folder, without ".."');
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) throw refused('the upload folder of this server (MCP_UPLOAD_FOLDER) is not there');
  const real = await realpath(join(root, path)).catch(() => undefined);
  if (real === undefined) throw refused('there is no such file in the upload folder');
  const below = relative(root, real);
  if (below === '' || below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) {
    throw refused('it leads out of the upload folder');
  }
  return { name: basename(path), bytes: await readOrdinaryFile(real, maxBytes) };
}

/** `real` has no links in it; one that takes its place meanwhile is not followed, and a pipe is not waited for. */
async function readOrdinaryFile(real: string, maxBytes: number): Promise<Buffer> {
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => undefined,
  );
  if (file === undefined) throw refused('this server may not read it');
  try {
    const stats: Stats = await file.stat();
    if (!stats.isFile()) throw refused('it is not an ordinary file');
    if (stats.size > maxBytes) throw tooLarge('path', stats.size, maxBytes);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Says what is too large, by how much, and which setting allows more. */
export function tooLarge(argument: string, size: number, maxBytes: number): InvalidArgumentsError {
  return new InvalidArgumentsError('the upload', [
    `${argument}: ${size} bytes are more than the ${maxBytes} that this server allows (MCP_MAX_ATTACHMENT_BYTES)`,
  ]);
}

function refused(why: string): InvalidArgumentsError {
  return new InvalidArgumentsError('the upload', [`path: ${why}`]);
}
