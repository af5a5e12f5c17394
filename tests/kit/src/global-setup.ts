/** For the test runners: PostgreSQL before the first test file, gone after the last. */
export { startDatabaseServer as default } from "./database-server.ts";
