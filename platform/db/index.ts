export type { Db, Sql } from './client.ts'
export { connect } from './client.ts'
export { grantToApp } from './grants.ts'
export { type Migration, migrate, readMigrations } from './migrations.ts'
