/**
 * Runs what begins with promptfoo's migration of its database.
 *
 * promptfoo 0.123.1 reads which migrations were applied, then applies the rest in one transaction, without a lock: of
 * two runs that create the database at the same time, one is told that a table or a column is there already. By then
 * the other's transaction is through, so a second attempt finds all applied.
 * @param run touches nothing but the database before its migration is through
 */
export async function withMigration<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!isLostRace(error)) throw error;
    return run();
  }
}

function isLostRace(error: unknown): boolean {
  return error instanceof Error && /SQLITE_ERROR.*(already exists|duplicate column)/.test(error.message);
}
