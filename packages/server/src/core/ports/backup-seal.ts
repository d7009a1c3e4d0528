/** What a backup says of itself, after its bytes. */
export interface BackupManifest {
  readonly pintumbler: 'backup';
  readonly format: number;
  /** Version of the schema of the database in it. */
  readonly schema: number;
  readonly at: string;
  /** Length of the database in it. */
  readonly bytes: number;
  /** Of the database in it. */
  readonly sha256: string;
  /** How far that had come; `null` for one from before there was an epoch. */
  readonly epoch: { readonly lineage: string; readonly number: number } | null;
}

/** Digests of backups; the keyed one only the keyring of the data can make. */
export interface BackupSeal {
  sha256(bytes: AsyncIterable<Uint8Array>): Promise<string>;
  mac(text: string): string;
  /** Compares without an early exit. */
  isMac(text: string, mac: string): boolean;
}
