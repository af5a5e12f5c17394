/** The operator's commands. Each is loaded only when it is asked for. */

export interface CommandEntry {
  /** How to call it, after `oschat`. */
  usage: string;
  /** What it does, in a line. */
  summary: string;
  load(): Promise<{ perform(args: string[]): Promise<void> }>;
}

export const COMMANDS = {
  backup: {
    usage: "backup <file>",
    summary: "saves everything, as it is at this moment, into one file; the server goes on",
    load: () => import("./backup.ts"),
  },
  restore: {
    usage: "restore <file> [--replace]",
    summary: "puts a backup into an empty database, or with --replace into this one; stop the server before",
    load: () => import("./restore.ts"),
  },
  doctor: {
    usage: "doctor",
    summary: "looks at settings, database, disk, sign-in and proxy, and says how to put right what is wrong",
    load: () => import("./doctor.ts"),
  },
  user: {
    usage: "user disable|enable <email>",
    summary: "shuts somebody out at once, on all their devices, or lets them in again",
    load: () => import("./user.ts"),
  },
  "export-user": {
    usage: "export-user <email>",
    summary: "writes all that is kept of one person as lines of JSON, for them",
    load: () => import("./export-user.ts"),
  },
  token: {
    usage: 'token <email> [--create --name "Ada"]',
    summary: "a bearer token for an account, for bots and scripts",
    load: () => import("./token.ts"),
  },
  migrate: {
    usage: "migrate",
    summary: "brings the database to the newest schema, as the server does when it starts",
    load: () => import("./migrate.ts"),
  },
  psql: {
    usage: "psql [arguments of psql]",
    summary: "PostgreSQL's own terminal on this database",
    load: () => import("./psql.ts"),
  },
  demo: {
    usage: "demo",
    summary: "fills an empty installation with people and conversations, to try it",
    load: () => import("./demo.ts"),
  },
  reset: {
    usage: "reset --yes",
    summary: "empties the database for good; for development",
    load: () => import("./reset.ts"),
  },
} satisfies Record<string, CommandEntry>;
