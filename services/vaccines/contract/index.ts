export * from './disease.ts'
export * from './dose.ts'
export * from './programme.ts'
export * from './refusal.ts'
