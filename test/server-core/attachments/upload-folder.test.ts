import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readUploadFile } from '../../../server-core/attachments/upload-folder.ts';

/** A folder to upload from, with a secret beside it. */
async function makeFolder(): Promise<{ readonly root: string; readonly folder: string }> {
  const root = await mkdtemp(join(tmpdir(), 'uploads-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = join(root, 'folder');
  await mkdir(join(folder, 'logs'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), 'a secret');
  await writeFile(join(folder, 'notes.txt'), 'some notes');
  await writeFile(join(folder, 'logs', 'today.log'), 'all is well');
  return { root, folder };
}

describe('the upload folder', () => {
  it('gives files in it and in folders below it', async () => {
    const { folder } = await makeFolder();
    expect(await readUploadFile(folder, 'notes.txt', 100)).toEqual({
      name: 'notes.txt',
      bytes: Buffer.from('some notes'),
    });
    expect(await readUploadFile(folder, 'logs/today.log', 100)).toMatchObject({ name: 'today.log' });
  });

  it('may itself be a link, and hold links to files in it', async () => {
    const { root, folder } = await makeFolder();
    await symlink(folder, join(root, 'link'));
    await symlink(join(folder, 'notes.txt'), join(folder, 'alias.txt'));
    expect(await readUploadFile(join(root, 'link'), 'alias.txt', 100)).toEqual({
      name: 'alias.txt',
      bytes: Buffer.from('some notes'),
    });
  });

  it.each([
    ['/etc/hostname', 'not an absolute one'],
    ['C:\\secret.txt', 'not an absolute one'],
    ['C:secret.txt', 'not an absolute one'],
    ['\\\\host\\share\\secret.txt', 'not an absolute one'],
    ['../secret.txt', 'without ".."'],
    ['logs/../../secret.txt', 'without ".."'],
    ['logs\\..\\..\\secret.txt', 'without ".."'],
    ['notes.txt\0.png', 'not an absolute one'],
    ['missing.txt', 'there is no such file'],
    ['.', 'leads out of the upload folder'],
    ['logs', 'not an ordinary file'],
    ['notes.txt/x', 'there is no such file'],
  ])('does not give %j', async (path, why) => {
    const { folder } = await makeFolder();
    await expect(readUploadFile(folder, path, 100)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringContaining(why),
    });
  });

  it('does not give what a link leads to outside of it, be it the file or a folder on the way', async () => {
    const { root, folder } = await makeFolder();
    await symlink(join(root, 'secret.txt'), join(folder, 'innocent.txt'));
    await symlink(root, join(folder, 'up'));
    for (const path of ['innocent.txt', 'up/secret.txt']) {
      await expect(readUploadFile(folder, path, 100)).rejects.toThrow('it leads out of the upload folder');
    }
  });

  it('is told apart from a folder whose name begins with its own', async () => {
    const { root, folder } = await makeFolder();
    await mkdir(join(root, 'folder-of-others'));
    await writeFile(join(root, 'folder-of-others', 'secret.txt'), 'a secret');
    await symlink(join(root, 'folder-of-others', 'secret.txt'), join(folder, 'near.txt'));
    await expect(readUploadFile(folder, 'near.txt', 100)).rejects.toThrow('it leads out of the upload folder');
  });

  it('gives no file that is too large, and says what is allowed', async () => {
    const { folder } = await makeFolder();
    await expect(readUploadFile(folder, 'notes.txt', 9)).rejects.toThrow(
      'path: 10 bytes are more than the 9 that this server allows (MCP_MAX_ATTACHMENT_BYTES)',
    );
    expect((await readUploadFile(folder, 'notes.txt', 10)).bytes).toHaveLength(10);
  });

  it('does not wait for a pipe', async () => {
    const { folder } = await makeFolder();
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe')]);
    await expect(readUploadFile(folder, 'pipe', 100)).rejects.toThrow('not an ordinary file');
  });

  it('gives nothing where none is configured, or the one that is does not exist', async () => {
    const { root } = await makeFolder();
    await expect(readUploadFile('', 'notes.txt', 100)).rejects.toThrow('set MCP_UPLOAD_FOLDER');
    await expect(readUploadFile(join(root, 'gone'), 'notes.txt', 100)).rejects.toThrow('is not there');
  });
});
