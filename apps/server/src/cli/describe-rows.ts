/** What is in a backup, in a few words. */
export function describeRows(rows: Record<string, number>): string {
  const count = (table: string) => rows[table] ?? 0;
  return `${count("users")} people, ${count("conversations")} conversations and ${count("messages")} messages`;
}
