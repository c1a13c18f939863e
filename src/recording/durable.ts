import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/**
 * A file that is either not there or whole, and stays there whatever becomes of the process or the machine: written
 * under a temporary name, fsynced, renamed, and its folder fsynced, all before this returns.
 * Space that `makeRoom` set aside for it is used.
 */
export function writeDurably(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = temporaryOf(file);
  try {
    fill(temporary, existsSync(temporary) ? 'r+' : 'wx', Buffer.from(text, 'utf8'));
    renameSync(temporary, file);
  } catch (error) {
    giveUpRoom(file);
    throw error;
  }
  syncFolder(path.dirname(file));
}

/**
 * Sets space aside for a file to come, so that a full disk is met before something is paid for and not after.
 * The space is there once it was written, so zeros are: a file system that packs them keeps no promise.
 * @param bytes how much the file is expected to need; it may turn out longer
 */
export function makeRoom(file: string, bytes: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = temporaryOf(file);
  try {
    fill(temporary, 'w', Buffer.alloc(bytes));
  } catch (error) {
    giveUpRoom(file);
    throw error;
  }
}

/** Undoes `makeRoom`; does nothing once the file is written. */
export function giveUpRoom(file: string): void {
  const temporary = temporaryOf(file);
  if (existsSync(temporary)) unlinkSync(temporary);
}

function temporaryOf(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
}

function fill(file: string, flags: string, bytes: Buffer): void {
  const handle = openSync(file, flags);
  try {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(handle, bytes, written, bytes.length - written, written);
    }
    ftruncateSync(handle, bytes.length);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A rename is durable only once its folder is; Windows can't open a folder and needs no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
